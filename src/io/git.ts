// What git knows of the folder: short, local commands, run side by side.
import { getExecOutput } from '@actions/exec'
import { parseStatus } from '../event/changes.ts'
import type { GitFacts } from '../event/commit.ts'
import {
  checkoutQuestions,
  parseCheckout,
  parseCommit,
  parseRefs,
  refFormat,
} from '../event/git-words.ts'

export interface GitPlace {
  /** Absolute path of git: the one of PATH, never one of the workspace. */
  readonly program: string
  readonly workdir: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** `undefined` where there is no repository, or no commit in it. */
export async function readGit(place: GitPlace): Promise<GitFacts | undefined> {
  // Each is a process, which costs us more than it costs git: as few as there are kinds of answers.
  const [checkout, head, refs, status, remoteUrl] = await Promise.all([
    git(place, ['rev-parse', ...checkoutQuestions]),
    git(place, ['cat-file', 'commit', 'HEAD']),
    git(place, ['for-each-ref', `--format=${refFormat}`, 'refs/tags', 'refs/remotes/origin/HEAD']),
    git(place, ['status', '--porcelain', '--untracked-files=normal']),
    git(place, ['remote', 'get-url', 'origin']),
  ])
  const { sha, shallow, branch, root } = parseCheckout(checkout)
  const commit = parseCommit(head)
  if (sha === undefined || commit === undefined) return undefined
  const { tags, tagsAtHead, defaultBranch } = parseRefs(refs, sha)
  return {
    sha,
    ...commit,
    root: root ?? place.workdir,
    tags: tagsAtHead,
    ...parseStatus(status),
    shallow,
    detached: branch === undefined,
    ...(!shallow && { allTags: tags }),
    ...(branch !== undefined && { branch }),
    ...(remoteUrl !== '' && { remoteUrl }),
    ...(defaultBranch !== undefined && { defaultBranch }),
  }
}

/** Of a tag that somebody named, who may have named anything: it is looked for among tags only. */
export async function readRelease(
  place: GitPlace,
  tag: string,
): Promise<NonNullable<GitFacts['release']>> {
  const known = `refs/tags/${tag}^{commit}`
  const sha = await git(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', known])
  const commit = sha === '' ? undefined : parseCommit(await git(place, ['cat-file', 'commit', sha]))
  return commit === undefined ? { tag } : { tag, at: { sha, ...commit } }
}

/**
 * A workspace of another owner (job containers) is what we were asked to read; its root may lie
 * above the working directory. We only look, and start nothing that its settings name.
 */
const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false']

/** What it prints before it ends, however it ends: where it fails that is nothing. */
async function git({ program, workdir, env }: GitPlace, argv: readonly string[]): Promise<string> {
  const environment: Record<string, string> = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' }
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) environment[name] ??= value
  }
  const { stdout } = await getExecOutput(program, [...settings, ...argv], {
    cwd: workdir,
    env: environment,
    silent: true,
    ignoreReturnCode: true,
  })
  return stdout.replace(/\n$/, '')
}
