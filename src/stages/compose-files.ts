// Finds the Compose files of a project and reads them with all that they include or extend.
import { type Reference, referencedFiles } from '../compose/places.ts'
import { readSources, type Source, type SourceText } from '../compose/sources.ts'
import { type Failure, messageOf, type Problem } from '../errors.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Files } from '../world/world.ts'

export interface ComposeFiles {
  /** As given to the CLI. */
  readonly files: readonly string[]
  /** Of the files that can be read: with problems, not all of them. */
  readonly sources: readonly Source[]
  readonly problems: readonly Failure[]
}

/** A chain of includes that is longer is a loop of generated files, not a project. */
const maxFiles = 200

const composeNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']

type Environment = Readonly<Record<string, string | undefined>>

export async function readComposeFiles(
  inputs: Inputs,
  { env, fork }: { readonly env: Environment; readonly fork: boolean },
  files: Files,
): Promise<ComposeFiles> {
  const names = inputs.files ?? (await namesInEnvironment(inputs, env, files))
  const found = names.length > 0 ? names : await findByName(files)
  const follow = fork ? isInside : isOnDisk
  if (found.length > 0) return { files: found, ...(await readAll(found, follow, files)) }
  const there = await files.exists('.')
  const folder = files.shown('.') || '.'
  const problem: Problem = there
    ? {
        code: 'ST-COMPOSE-ABSENT',
        what: `no Compose file in ${folder}`,
        why: `looked for ${composeNames.join(', ')}`,
        fix: 'add one, or name yours with the input files (or set workdir)',
      }
    : {
        code: 'ST-COMPOSE-ABSENT',
        what: `the folder ${folder} does not exist`,
        fix: 'correct the input workdir',
      }
  return { files: [], sources: [], problems: [inputFailure(problem)] }
}

/** Compose takes COMPOSE_FILE from its env files too. */
async function namesInEnvironment(
  { envFiles }: Inputs,
  env: Environment,
  files: Files,
): Promise<readonly string[]> {
  const separator = env['COMPOSE_PATH_SEPARATOR']
  if (env['COMPOSE_FILE'] !== undefined) return split(env['COMPOSE_FILE'], separator)
  const texts = await Promise.all(
    (envFiles.length > 0 ? envFiles : ['.env']).map((file) => files.read(file).catch(() => '')),
  )
  const written = texts.flatMap((text) => /^COMPOSE_FILE=(["']?)(.+?)\1\s*$/m.exec(text)?.[2] ?? [])
  return split(written.at(-1), separator)
}

function split(value: string | undefined, separator = ':'): readonly string[] {
  return value ? value.split(separator).filter((part) => part !== '') : []
}

async function findByName(files: Files): Promise<readonly string[]> {
  for (const name of composeNames) {
    if (!(await files.exists(name))) continue
    const override = name.replace(/\.(ya?ml)$/, '.override.$1')
    return (await files.exists(override)) ? [name, override] : [name]
  }
  return []
}

type Named = Pick<Reference, 'path'> & Partial<Reference>

/** The CLI sees no file before all are sound. */
async function readAll(
  names: readonly string[],
  follow: (reference: Reference) => boolean,
  files: Files,
): Promise<Pick<ComposeFiles, 'sources' | 'problems'>> {
  const texts: SourceText[] = []
  const unreadable: Failure[] = []
  let next: readonly Named[] = names.map((name) => ({ path: files.shown(name) }))
  const seen = new Set<string>()
  for (;;) {
    for (const named of next) {
      seen.add(named.path)
      const read = await readOne(named, files)
      if ('text' in read) texts.push(read)
      else unreadable.push(read)
    }
    const { sources, problems } = readSources(texts)
    next = referencedFiles(sources).filter((one) => follow(one) && !seen.has(one.path))
    if (next.length === 0 || texts.length > maxFiles) {
      // That nothing has services is no news while a file is missing.
      return {
        sources,
        problems:
          unreadable.length > 0 && sources.length === texts.length
            ? unreadable
            : [...unreadable, ...problems],
      }
    }
  }
}

async function readOne(named: Named, files: Files): Promise<SourceText | Failure> {
  const { path, reachedBy, folder, where } = named
  try {
    const text = await files.read(files.absolute(path))
    return { path, text, ...(reachedBy && { reachedBy }), ...(folder && { folder }) }
  } catch (error) {
    const missing = (error as { code?: unknown } | null)?.code === 'ENOENT'
    return inputFailure({
      code: 'ST-COMPOSE-ABSENT',
      what: `the Compose file ${path} ${missing ? 'does not exist' : "can't be read"}`,
      ...(missing ? {} : { why: messageOf(error) }),
      fix: reachedBy ? `correct the ${reachedBy} that names it` : 'correct the input files',
      ...(where && { where }),
    })
  }
}

function isOnDisk({ remote }: Reference): boolean {
  return !remote
}

function isInside({ path, remote }: Reference): boolean {
  return !remote && !path.startsWith('/') && !path.startsWith('../')
}

/** What a fork names is read and fetched beside our credentials. */
export function refuseForFork(sources: readonly Source[]): readonly Failure[] {
  return referencedFiles(sources).flatMap((reference) => {
    if (isInside(reference)) return []
    const { path, remote, where, reachedBy } = reference
    const how = remote ? 'is fetched from elsewhere' : 'lies outside the repository'
    const what = `${reachedBy} ${path} ${how}, which a fork may not ask for`
    return inputFailure({
      code: 'ST-COMPOSE-REMOTE',
      what,
      fix: 'copy the file into the repository',
      where,
    })
  })
}

function inputFailure(problem: Problem): Failure {
  return { stage: 'inputs', class: 'input', ...problem }
}
