// Signs and verifies with the libraries of Sigstore, of which actions/attest is made too.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TrustedRoot } from '@sigstore/protobuf-specs'
import { statementPayloadType } from '../certificate/bundle.ts'
import { messageOf } from '../errors.ts'
import type { SignatureAnswer, Signer, Sigstore, SigstoreInstance } from '../world/sigstore.ts'

/** Loaded on use alone: most runs never need them. */
const load = {
  core: () => import('@actions/core'),
  sign: () => import('@sigstore/sign'),
  verify: () => import('@sigstore/verify'),
  bundle: () => import('@sigstore/bundle'),
  specs: () => import('@sigstore/protobuf-specs'),
  tuf: () => import('@sigstore/tuf'),
}

const asked = { timeout: 10_000, retry: 2 }
/** For a signature with all its tries; what hangs must not hold up the run. */
const signWithinMs = 90_000

export const sigstore: Sigstore = {
  async sign(statement, instance, signal) {
    const deadline = AbortSignal.timeout(signWithinMs)
    return Promise.race([
      make(statement, instance),
      aborted(signal),
      aborted(deadline).catch(() => {
        throw new Error(`no signature within ${signWithinMs / 1000}s`)
      }),
    ])
  },
  async verify(text, trustedRoot) {
    const roots = await rootsOf(trustedRoot)
    if ('reason' in roots) return { kind: 'no-root', ...roots, given: trustedRoot !== undefined }
    const answers = await Promise.all(roots.map((root) => check(text, root)))
    const [first] = answers
    return answers.find(({ kind }) => kind === 'holds') ?? first ?? noRoot
  },
}

const noRoot: SignatureAnswer = { kind: 'no-root', reason: 'it has no root', given: true }

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(signal.reason as Error)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}

async function make(statement: string, { fulcio, rekor, tsa }: SigstoreInstance): Promise<string> {
  const [{ DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness }, { bundleToJSON }] =
    await Promise.all([load.sign(), load.bundle()])
  const identityProvider = {
    getToken: async () => (await load.core()).getIDToken('sigstore'),
  }
  const witnesses = [
    ...(rekor ? [new RekorWitness({ rekorBaseURL: rekor, fetchOnConflict: true, ...asked })] : []),
    ...(tsa ? [new TSAWitness({ tsaBaseURL: tsa, ...asked })] : []),
  ]
  const signer = new FulcioSigner({ fulcioBaseURL: fulcio, identityProvider, ...asked })
  const data = Buffer.from(statement)
  try {
    const builder = new DSSEBundleBuilder({ signer, witnesses })
    return JSON.stringify(bundleToJSON(await builder.create({ data, type: statementPayloadType })))
  } catch (error) {
    throw new Error(reasonsOf(error).join(': '), { cause: error })
  }
}

/** The library says which step failed; what it was about is in what caused it. */
function reasonsOf(error: unknown): readonly string[] {
  const cause = error instanceof Error ? error.cause : undefined
  const said = messageOf(error).replace(/\s+/g, ' ').trim()
  return cause === undefined || cause === error ? [said] : [said, ...reasonsOf(cause)]
}

type Roots = readonly TrustedRoot[] | { readonly reason: string }

async function rootsOf(text: string | undefined): Promise<Roots> {
  try {
    return text === undefined ? [await publicRoot()] : await readRoots(text)
  } catch (error) {
    return { reason: reasonsOf(error).join(': ') }
  }
}

/** One root as JSON, or several with one on each line, as gh attestation trusted-root writes them. */
async function readRoots(text: string): Promise<Roots> {
  const { TrustedRoot: reader } = await load.specs()
  const roots = documentsIn(text).map((one) => reader.fromJSON(one))
  if (roots.some((root) => root.certificateAuthorities.length === 0)) {
    return { reason: 'it names no certificate authority' }
  }
  return roots
}

function documentsIn(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text) as unknown]
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    if (lines.length < 2) throw error
    return lines.map((line) => JSON.parse(line) as unknown)
  }
}

/** By TUF from the root that the library brings along: what it gives is signed, and not old. */
async function publicRoot(): Promise<TrustedRoot> {
  const { getTrustedRoot } = await load.tuf()
  const cachePath = await mkdtemp(path.join(tmpdir(), 'sea-trial-tuf-'))
  try {
    return await getTrustedRoot({ cachePath, ...asked })
  } finally {
    await rm(cachePath, { recursive: true, force: true })
  }
}

async function check(text: string, root: TrustedRoot): Promise<SignatureAnswer> {
  const [{ Verifier, toSignedEntity, toTrustMaterial }, { bundleFromJSON }] = await Promise.all([
    load.verify(),
    load.bundle(),
  ])
  try {
    const bundle = bundleFromJSON(JSON.parse(text))
    if (bundle.content.$case !== 'dsseEnvelope') return fails('it is not of a statement')
    const { payload, payloadType } = bundle.content.dsseEnvelope
    if (payloadType !== statementPayloadType) return fails(`it is of ${payloadType}`)
    // An instance without logs has none to ask; the time of the signature is always proven.
    const verifier = new Verifier(toTrustMaterial(root), {
      tlogThreshold: Math.min(root.tlogs.length, 1),
      ctlogThreshold: Math.min(root.ctlogs.length, 1),
      timestampThreshold: 1,
    })
    const { identity } = verifier.verify(toSignedEntity(bundle))
    return { kind: 'holds', statement: payload.toString(), signer: signerOf(identity) }
  } catch (error) {
    // Whatever is thrown here, the bundle made it so.
    return fails(messageOf(error))
  }
}

function fails(reason: string): SignatureAnswer {
  return { kind: 'fails', reason }
}

type Identity = ReturnType<
  InstanceType<typeof import('@sigstore/verify')['Verifier']>['verify']
>['identity']

/** Extension of Fulcio: the address of the repository that the workflow ran for. */
const sourceRepository = '1.3.6.1.4.1.57264.1.12'

function signerOf(identity: Identity): Signer {
  const { extensions, subjectAlternativeName: workflow, oids = [] } = identity ?? {}
  const extension = oids.find(({ oid }) => oid?.id.join('.') === sourceRepository)
  const repository = extension && derText(extension.value)
  return {
    ...(extensions?.issuer !== undefined && { issuer: extensions.issuer }),
    ...(repository !== undefined && { repository }),
    ...(workflow !== undefined && { workflow }),
  }
}

const utf8String = 0x0c
const longForm = 0x80

/** A UTF8String of DER and nothing behind it. */
function derText(der: Uint8Array): string | undefined {
  const [tag, first = 0] = der
  const lengthBytes = first < longForm ? 0 : first - longForm
  const start = 2 + lengthBytes
  const length =
    lengthBytes === 0 ? first : Buffer.from(der).readUIntBE(2, Math.min(lengthBytes, 4))
  if (tag !== utf8String || lengthBytes > 4 || der.length !== start + length) return undefined
  return Buffer.from(der.subarray(start)).toString()
}
