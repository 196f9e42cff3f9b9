// Which processes of this machine listen on a port, from what the kernel shows in /proc.
import { readdir, readFile, readlink } from 'node:fs/promises'
import type { PortHolder } from '../world/world.ts'

/** The state column: sockets that wait for others. */
const listening = { tcp: '0A', udp: '07' } as const

interface Socket {
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
  readonly hostIp: string
  readonly inode: string
}

export async function processesOn(ports: readonly number[]): Promise<readonly PortHolder[]> {
  const tables = await Promise.all(
    (['tcp', 'udp'] as const).flatMap((protocol) =>
      ['', '6'].map(async (family) => {
        const table = await readFile(`/proc/net/${protocol}${family}`, 'utf8').catch(() => '')
        return parseSockets(table, protocol) // another system has no /proc: its engine will tell
      }),
    ),
  )
  const sockets = tables.flat().filter(({ port }) => ports.includes(port))
  if (sockets.length === 0) return []
  const owners = await ownersOf(new Set(sockets.map(({ inode }) => inode)))
  return sockets.map(({ port, protocol, hostIp, inode }) => ({
    port,
    protocol,
    hostIp,
    by: owners.get(inode) ?? 'a process of this machine',
  }))
}

export function parseSockets(table: string, protocol: 'tcp' | 'udp'): readonly Socket[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/)
      const [address = '', port = ''] = local.split(':')
      if (state !== listening[protocol] || inode === undefined) return []
      return [{ port: Number.parseInt(port, 16), protocol, hostIp: addressText(address), inode }]
    })
}

/** The kernel writes each word of an address backwards; only "all of them" and IPv4 are told apart. */
function addressText(hex: string): string {
  if (/^0+$/.test(hex)) return ''
  if (hex.length !== 8) return hex === '00000000000000000000000001000000' ? '::1' : hex
  return (hex.match(/../g) ?? [])
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.')
}

async function ownersOf(inodes: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>()
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  await Promise.all(
    processes.map(async (pid) => {
      // A process that ends meanwhile, or is someone else's, shows nothing.
      const open = await readdir(`/proc/${pid}/fd`).catch(() => [])
      for (const fd of open) {
        const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')
        const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1]
        if (inode === undefined || !inodes.has(inode)) continue
        const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
        owners.set(inode, `the process ${name.trim() || '?'} (pid ${pid})`)
      }
    }),
  )
  return owners
}
