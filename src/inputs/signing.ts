// The inputs about certificates: whether there is one, where it is signed, and whom a release trusts.
import type { SigstoreInstance } from '../world/sigstore.ts'
import { certificateChoices } from './publish-table.ts'
import type { Reader } from './reader.ts'
import { quoted } from './values.ts'

export interface SigningInputs {
  readonly certificate: (typeof certificateChoices)[number]
  /** Instead of those that GitHub's repositories use. */
  readonly sigstore?: SigstoreInstance
  /** A path. */
  readonly trustedRoot?: string
}

export function readSigning(read: Reader): SigningInputs {
  const sigstore = readSigstore(read)
  const trustedRoot = read.text('trusted-root')
  return {
    certificate: read.choice('certificate', certificateChoices),
    ...(sigstore && { sigstore }),
    ...(trustedRoot !== undefined && { trustedRoot }),
  }
}

const services = ['fulcio', 'rekor', 'tsa'] as const
const fix =
  'write fulcio=https://… and rekor=https://… or tsa=https://…, one on each line, for a Sigstore of your own'

function readSigstore(read: Reader): SigstoreInstance | undefined {
  const given = read.map('sigstore', 'line')
  if (given.size === 0) return undefined
  const refuse = (what: string): undefined => {
    read.problem('sigstore', { what, fix })
  }
  for (const [name, address] of given) {
    const isService = services.some((service) => service === name)
    if (!isService) return refuse(`${quoted(name)} is no service of Sigstore`)
    if (!isAddress(address)) return refuse(`${name} is ${quoted(address)}, which is no address`)
  }
  const [fulcio, rekor, tsa] = services.map((name) => given.get(name)?.replace(/\/+$/, ''))
  if (fulcio === undefined) return refuse('it names no fulcio, which gives out certificates')
  if (rekor === undefined && tsa === undefined) {
    return refuse('it names neither rekor nor tsa, so nothing proves the time of a signature')
  }
  return { fulcio, ...(rekor !== undefined && { rekor }), ...(tsa !== undefined && { tsa }) }
}

function isAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text)
}
