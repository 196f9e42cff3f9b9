// The row of "one workflow, every event" a run belongs to: every right follows from it.

import { isPrivileged, isPullRequest } from './commit.ts'
import type { Facts } from './event.ts'

export type Cell =
  | 'laptop'
  | 'pull-request'
  | 'fork'
  | 'dependabot'
  | 'privileged'
  | 'privileged-fork'
  | 'merge-queue'
  | 'release'
  | 'branch'
  /** Anyone with an account can cause it, and the run holds the default branch's rights. */
  | 'open'
  | 'elsewhere'

// Events a stranger can cause without a pull request; GitHub gives them a read-only cache token.
const OPEN_EVENTS: readonly string[] = [
  'discussion',
  'discussion_comment',
  'fork',
  'gollum',
  'issue_comment',
  'issues',
  'watch',
]

export function cellOf(facts: Facts): Cell {
  const { event, cause, fork } = facts
  if (event === 'local') return 'laptop'
  if (isPrivileged(event) && fork) return 'privileged-fork'
  if (isPrivileged(event) && (isPullRequest(event) || isPullRequest(cause))) return 'privileged'
  if (isPullRequest(event)) return pullRequestCell(facts)
  if (event === 'merge_group') return 'merge-queue'
  if (facts.tag !== undefined || event === 'release') return 'release'
  if (OPEN_EVENTS.includes(event)) return 'open'
  return facts.branch === undefined ? 'elsewhere' : 'branch'
}

// A person who pushes to Dependabot's branch is the actor then, and has a person's rights.
function pullRequestCell({ fork, actor }: Facts): Cell {
  if (fork) return 'fork'
  return actor === 'dependabot[bot]' ? 'dependabot' : 'pull-request'
}
