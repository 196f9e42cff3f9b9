// Which addresses checks may connect to: never those that give a cloud machine's credentials away.
import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const forbidden = new BlockList()
forbidden.addSubnet('169.254.0.0', 16, 'ipv4') // link-local; the metadata services of most clouds
forbidden.addSubnet('fe80::', 10, 'ipv6')
forbidden.addSubnet('fd00:ec2::', 32, 'ipv6') // AWS over IPv6: ::254 for machines, ::23 for pods
forbidden.addAddress('fd20:ce::254', 'ipv6') // Google Cloud over IPv6
forbidden.addAddress('100.100.100.200', 'ipv4') // Alibaba Cloud
forbidden.addAddress('168.63.129.16', 'ipv4') // Azure
forbidden.addAddress('192.0.0.192', 'ipv4') // Oracle Cloud

export class ForbiddenAddress extends Error {
  constructor(host: string, address: string) {
    const stands = host === address ? address : `${host} stands for ${address}, which`
    super(`${stands} is a link-local or metadata address, and checks may not ask those`)
    this.name = 'ForbiddenAddress'
  }
}

function isForbidden(address: string): boolean {
  if (isIP(address) !== 6) return forbidden.check(address, 'ipv4')
  // As its rules are, and so also where an IPv4 address is written as one of IPv6 (::ffff:).
  return forbidden.check(address, 'ipv6') || forbidden.check(translated(address), 'ipv4')
}

/** Networks without IPv4 reach it under 64:ff9b::/96, whatever way that is written. */
function translated(address: string): string {
  const { hostname } = new URL(`http://[${address.replace(/%.*$/s, '')}]`)
  const [, high = '0', low = '0'] =
    /^\[64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})\]$/.exec(hostname) ?? []
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return `${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`
}

/** An address that is written out is connected to without a lookup. */
export function refuseLiteral(hostname: string): void {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(bare) !== 0 && isForbidden(bare)) throw new ForbiddenAddress(bare, bare)
}

const loopback = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/**
 * Looks at what a name stands for before anything connects to it. `localhost` is both families: a
 * server may listen on one alone, and not every machine's hosts file names both.
 */
export const checkedLookup: LookupFunction = (hostname, options, callback) => {
  if (hostname === 'localhost' && options.all) {
    callback(null, loopback)
    return
  }
  lookup(hostname, options, (error, found, family) => {
    const addresses =
      typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address)
    const bad = addresses.find(isForbidden)
    if (error === null && bad !== undefined) callback(new ForbiddenAddress(hostname, bad), '', 0)
    else callback(error, found, family)
  })
}
