// What git knows of the folder: short, local commands, run side by side.
import { getExecOutput } from '@actions/exec'
import { parseStatus } from '../event/changes.ts'
import type { GitFacts } from '../event/commit.ts'

export interface GitPlace {
  /** Absolute path of git: the one of PATH, never one of the workspace. */
  readonly program: string
  readonly workdir: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** `undefined` where there is no repository, or no commit in it. */
export async function readGit(place: GitPlace): Promise<GitFacts | undefined> {
  const head = await git(place, ['show', '--no-patch', '--format=%H%n%cI', 'HEAD'])
  if (head === undefined) return undefined
  const [sha = '', commitDate = ''] = head.split('\n')
  const [commit, root, branch, tags, status, shallow, allTags, remoteUrl, remoteHead] =
    await Promise.all([
      git(place, ['cat-file', 'commit', 'HEAD']),
      git(place, ['rev-parse', '--show-toplevel']),
      git(place, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
      git(place, ['tag', '--points-at', 'HEAD']),
      git(place, ['status', '--porcelain', '--untracked-files=normal']),
      git(place, ['rev-parse', '--is-shallow-repository']),
      git(place, ['tag', '--list']),
      git(place, ['remote', 'get-url', 'origin']),
      git(place, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']),
    ])
  return {
    sha,
    parents: parentsIn(commit ?? ''),
    ...treeIn(commit ?? ''),
    commitDate,
    root: root ?? place.workdir,
    tags: words(tags ?? ''),
    ...parseStatus(status ?? ''),
    shallow: shallow === 'true',
    detached: branch === undefined,
    ...(shallow !== 'true' && { allTags: words(allTags ?? '') }),
    ...(branch !== undefined && { branch }),
    ...(remoteUrl && { remoteUrl }),
    ...(remoteHead && { defaultBranch: remoteHead.replace(/^origin\//, '') }),
  }
}

function treeIn(commit: string): Pick<GitFacts, 'tree'> {
  const [, tree] = /^tree ([0-9a-f]+)$/m.exec(commit.split('\n\n')[0] ?? '') ?? []
  return tree === undefined ? {} : { tree }
}

/** Of a tag that somebody named, who may have named anything: it is looked for among tags only. */
export async function readRelease(
  place: GitPlace,
  tag: string,
): Promise<NonNullable<GitFacts['release']>> {
  const commit = `refs/tags/${tag}^{commit}`
  const known = await git(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', commit])
  if (known === undefined) return { tag }
  const shown = await git(place, ['show', '--no-patch', '--format=%T%n%cI', known])
  const [tree = '', commitDate = ''] = shown?.split('\n') ?? []
  return { tag, at: { sha: known, tree, commitDate } }
}

/** From the object itself: in a shallow clone every other command says that there are none. */
function parentsIn(commit: string): readonly string[] {
  const [header = ''] = commit.split('\n\n') // the message follows, which anyone may write
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent)
}

/**
 * A workspace of another owner (job containers) is what we were asked to read; its root may lie
 * above the working directory. We only look, and start nothing that its settings name.
 */
const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false']

async function git(
  { program, workdir, env }: GitPlace,
  argv: readonly string[],
): Promise<string | undefined> {
  const environment: Record<string, string> = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' }
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) environment[name] ??= value
  }
  const outcome = await getExecOutput(program, [...settings, ...argv], {
    cwd: workdir,
    env: environment,
    silent: true,
    ignoreReturnCode: true,
  })
  return outcome.exitCode === 0 ? outcome.stdout.replace(/\n$/, '') : undefined
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}
