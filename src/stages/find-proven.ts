// Looks whether this very trial has passed before: by one hash over all that goes into it.
import { Attachments } from '../certificate/attachments.ts'
import { TrialError } from '../errors.ts'
import { parseReference, printReference, repositoryOf } from '../images/reference.ts'
import type { Compared, ComparedFolder, ComparedImage } from '../reuse/compared.ts'
import { nothingLeftOut, readIgnore } from '../reuse/ignore.ts'
import { inputsOf, type Seen } from '../reuse/inputs-hash.ts'
import { inputsTag, type KnownInputs, type Reuse, type ReuseSearch } from '../reuse/reuse.ts'
import { provenReason, shortened } from '../reuse/words.ts'
import type { LeftOut } from '../world/files.ts'
import type { World } from '../world/world.ts'
import { signatureJudge } from './check-signatures.ts'
import { findUnder } from './find-certified.ts'

export async function findProven(reuse: Reuse, world: World): Promise<Reuse> {
  if (reuse.kind !== 'try') return reuse
  const seen = await look(reuse, world)
  if (typeof seen === 'string') return { kind: 'trial', reason: seen }
  const inputs = inputsOf(reuse.compared, seen)
  try {
    return await findPassed(reuse, inputs, world)
  } catch (error) {
    if (!(error instanceof TrialError) || error.failures.some((one) => one.class === 'input')) {
      throw error
    }
    const [first] = error.failures
    const reason = [first?.what, first?.why].filter(Boolean).join(': ')
    return { kind: 'trial', reason, inputs }
  }
}

async function findPassed(
  { source, images, signature, budgetMs }: ReuseSearch,
  inputs: KnownInputs,
  world: World,
): Promise<Reuse> {
  const attachments = new Attachments(world, budgetMs)
  const search = { source: { ...source, inputs: inputs.hash }, images }
  const signatures = await signatureJudge(signature, world)
  const found = await findUnder(inputsTag(inputs.hash), search, attachments, signatures)
  if (found.kind === 'fit') {
    return { ...found, kind: 'taken', inputs, reason: provenReason(found.certificate) }
  }
  const reason =
    found.images.length === 0
      ? 'no trial with the same content has passed yet'
      : shortened(found.reason, inputs.hash)
  return { kind: 'trial', reason, inputs }
}

/** A text says why it can't be told what goes into the trial. */
async function look({ compared, budgetMs }: ReuseSearch, world: World): Promise<Seen | string> {
  const signal = AbortSignal.any([world.signal, AbortSignal.timeout(budgetMs)])
  const [untracked, folders, images] = await Promise.all([
    findUntracked(compared, world),
    Promise.all(compared.folders.map((folder) => lookAt(folder, world))),
    Promise.all(compared.images.map((image) => digestOf(image, { ...world, signal }))),
  ])
  world.signal.throwIfAborted()
  const unknown = [
    untracked,
    ...folders.flatMap((one) => ('why' in one ? one.why : [])),
    ...compared.images.flatMap(({ reference }, at) =>
      images[at] === undefined ? `which image ${reference} is now could not be found out` : [],
    ),
  ].filter((why) => why !== undefined)
  if (unknown.length > 0) return [...new Set(unknown)].join('; ')
  return {
    folders: folders.flatMap((one) => ('digest' in one ? [[one.key, one.digest] as const] : [])),
    images: new Map(compared.images.map(({ reference }, at) => [reference, images[at] ?? ''])),
  }
}

type Looked =
  | { readonly key: string; readonly digest: string }
  | { readonly key: string; readonly why: string }

async function lookAt(folder: ComparedFolder, { files }: World): Promise<Looked> {
  const { path, what, use } = folder
  const key = JSON.stringify([path, use, folder.ignoreFiles])
  const ignore = await ignoreOf(folder, files)
  if (ignore === undefined) return { key, why: `${what} has a .dockerignore that can't be read` }
  // Each commit makes it another one.
  if (use === 'build' && ignore('.git') === 'no' && (await files.exists(`${path}/.git`))) {
    return { key, why: `${what} holds .git, which each commit changes: add it to .dockerignore` }
  }
  if (use === 'mount' && !(await files.exists(path))) return { key, digest: 'absent' }
  const print = await files.fingerprint(path, ignore)
  return print.kind === 'known'
    ? { key, digest: print.digest }
    : { key, why: `${what} can't be compared: ${print.why}` }
}

async function ignoreOf(
  { ignoreFiles }: ComparedFolder,
  files: World['files'],
): Promise<LeftOut | undefined> {
  for (const file of ignoreFiles) {
    if (!(await files.exists(file))) continue
    const text = await files.read(file).catch(() => undefined) // a folder, say: then nothing is known
    const read = text === undefined ? undefined : readIgnore(text)
    return read?.kind === 'read' ? read.leftOut : undefined
  }
  return nothingLeftOut
}

/** The one that the build or the stack would take. */
async function digestOf(
  { reference, from }: ComparedImage,
  { engine, registry, signal }: World,
): Promise<string | undefined> {
  const parsed = parseReference(reference)
  if (parsed.kind === 'bad') return undefined
  const { tag, digest } = parsed.reference
  if (digest !== undefined) return digest
  const repository = repositoryOf(parsed.reference)
  const own = from === 'engine' ? await engine.image(reference) : undefined
  if (own !== undefined) {
    const known = (own.repoDigests ?? []).map((one) => parseReference(one))
    const same = known.find(
      (one) => one.kind === 'ok' && repositoryOf(one.reference) === repository,
    )
    return (same?.kind === 'ok' ? same.reference.digest : undefined) ?? own.id
  }
  const name = printReference({ ...parsed.reference, tag: tag ?? 'latest' })
  const answer = await registry
    .digest(repository, name.slice(repository.length + 1), signal)
    .catch(() => undefined) // its time is up
  return answer?.kind === 'ok' ? answer.value : undefined
}

const gitTimeoutMs = 10_000

/** What git knows, whoever reads the repository knows: a hash of it gives nothing away. */
async function findUntracked({ tracked }: Compared, world: World): Promise<string | undefined> {
  if (tracked.length === 0) return undefined
  const argv = ['ls-files', '--error-unmatch', '--', ...tracked]
  const { signal } = world
  const outcome = await world.runner.run(
    { program: 'git', argv },
    { signal, timeoutMs: gitTimeoutMs },
  )
  if (outcome.exitCode === 0) return undefined
  return 'a secret of the stack is a file that git does not know, and no hash of it is published'
}
