// Events as tag rules see them, and the tags of rules that have no problem.

import type { TagFacts } from '../../src/tags/expressions.ts'
import { parseFlavor } from '../../src/tags/flavor.ts'
import { parseTagRules } from '../../src/tags/rules.ts'
import { makeTags, type Tags } from '../../src/tags/tags.ts'

export const sha = '860c1904a1ce19322e91ac35af1ab07466440c37'

function facts(over: Partial<TagFacts>): TagFacts {
  return {
    event: 'push',
    sha,
    defaultBranch: 'main',
    isDefaultBranch: false,
    commitDate: new Date('2020-01-09T23:30:00.000Z'),
    now: new Date('2020-01-10T00:30:05.000Z'),
    ...over,
  }
}

export function onTag(tag: string, over: Partial<TagFacts> = {}): TagFacts {
  return facts({ tag, ...over })
}

export function onBranch(branch: string, over: Partial<TagFacts> = {}): TagFacts {
  return facts({ branch, isDefaultBranch: branch === 'main', ...over })
}

export function onPullRequest(pullRequest: number, over: Partial<TagFacts> = {}): TagFacts {
  return facts({ event: 'pull_request', pullRequest, baseBranch: 'main', ...over })
}

export function onSchedule(): TagFacts {
  return facts({ event: 'schedule', branch: 'main', isDefaultBranch: true })
}

export function sourced(lines: readonly string[]) {
  return lines.map((text, index) => ({ text, line: index + 1 }))
}

export function tagsOf(facts: TagFacts, rules: readonly string[], flavor: readonly string[] = []) {
  const parsed = parseTagRules(sourced(rules))
  const style = parseFlavor(sourced(flavor))
  const problems = [...parsed.problems, ...style.problems]
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  return makeTags({ rules: parsed.rules, flavor: style.flavor, facts, service: 'api' })
}

export function names({ tags }: Tags): readonly string[] {
  return tags.map(({ name }) => name)
}
