// Which tags an image gets for an event: the rules of docker/metadata-action, and why each holds.
//
// Different from metadata-action on purpose:
// - The SHA of a pull request is that of its head, which the user made, not of the merge commit.
// - With latest=auto, `latest` goes only to the highest release: when the repository's tags are
//   known and hold a higher one, it stays where it is. latest=true still forces it.
// - A tag that no registry takes (empty, over 128 characters, `.` or `-` in front) is a problem,
//   and so are two different names that are one after sanitising. A value of expressions alone
//   that comes out empty only warns, since {{tag}} is empty on every branch.
// - Misspelt types, attributes, expressions and formats are problems, never ignored.
// - Without rules: the full SHA with the branch or the versions of a release tag, of which `0` is
//   none; `pr-N` alone on a pull request. These never fail a run: what makes no tag is left out with a warning.
// The date in labels and the expressions differ too: see labels.ts and expressions.ts; docs/tags.md tells all of them.

import { quoted } from '../inputs/values.ts'
import type { TagProblem } from './attributes.ts'
import { makeScope, render, type Scope, type TagFacts } from './expressions.ts'
import { type Flavor, plainFlavor } from './flavor.ts'
import { ownRules, type TagRule } from './rules.ts'
import { type Tag, TagSet } from './set.ts'
import { type Found, type Ordering, yieldOf } from './values.ts'
import { parseVersion } from './versions.ts'

export interface TagQuestion {
  /** None: the default rules hold. */
  readonly rules: readonly TagRule[]
  readonly flavor?: Flavor
  readonly facts: TagFacts
  /** Name of the Compose service. */
  readonly service: string
}

export interface Tags {
  /** In order of priority, `latest` at the end. */
  readonly tags: readonly Tag[]
  /** Name of the first tag: for the output and the label. */
  readonly version?: string
  /** Why things are as they are, where nobody need act. */
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
  readonly problems: readonly TagProblem[]
}

/** The rules of an event when the user gives none, in the words of rules. */
export function defaultRules(facts: TagFacts): readonly TagRule[] {
  // What a pull request tries is its merge into the base: not the commit that a SHA tag would name.
  if (facts.pullRequest !== undefined) return ownRules(['type=ref,event=pr'])
  const rules = ['type=ref,event=branch', 'type=sha,format=long']
  if (facts.tag === undefined) return ownRules(rules)
  const version = parseVersion('semver', facts.tag)
  // A tag that is no version has no order, so it must not move latest: ref,event=tag would.
  if (version === undefined) return ownRules(['type=raw,value={{tag}}', ...rules])
  const major = version.major > 0 ? ['{{major}}'] : []
  const moving = version.final ? ['{{major}}.{{minor}}', ...major] : []
  const patterns = ['{{version}}', ...moving]
  return ownRules([...patterns.map((pattern) => `type=semver,pattern=${pattern}`), ...rules])
}

interface Gathering {
  readonly flavor: Flavor
  readonly facts: TagFacts
  readonly scope: Scope
  readonly set: TagSet
}

export function makeTags({ rules, flavor = plainFlavor, facts, service }: TagQuestion): Tags {
  const scope = makeScope(facts, service)
  const gathering: Gathering = { flavor, facts, scope, set: new TagSet() }
  const { set } = gathering
  let first: Found | undefined
  for (const rule of rules.length > 0 ? rules : defaultRules(facts)) {
    if (!isEnabled(rule, gathering)) continue
    const found = gather(rule, gathering)
    // The first tag alone decides on latest, whatever follows.
    first ??= found
  }
  const version = set.tags[0]?.name
  const notes = first === undefined ? [] : addLatest(first, gathering)
  if (set.tags.length === 0 && set.problems.length === 0) {
    set.warnings.push(`no rule gives a tag for the event ${quoted(facts.event)}`)
  }
  const { tags, warnings, problems } = set
  return { tags, ...(version !== undefined && { version }), notes, warnings, problems }
}

function isEnabled(rule: TagRule, { scope, set }: Gathering): boolean {
  const enabled = render(rule.enable, scope)
  if (enabled !== 'true' && enabled !== 'false') {
    set.problems.push({
      what: `enable of ${quoted(rule.text)} comes out as ${quoted(enabled)}`,
      fix: 'write an expression that is true or false, such as {{is_default_branch}}',
      ...lineOf(rule),
    })
  }
  return enabled === 'true'
}

function lineOf({ line }: TagRule): { readonly line?: number } {
  return line === undefined ? {} : { line }
}

/** What the rule yields, if it became a tag. */
function gather(rule: TagRule, { flavor, facts, scope, set }: Gathering): Found | undefined {
  const found = yieldOf(rule, facts, scope)
  if (found.kind === 'bad') {
    set.problems.push({ what: found.what, fix: found.fix, ...lineOf(rule) })
    return undefined
  }
  if (found.warning) set.warnings.push(`${rule.text}: ${found.warning}`)
  if (found.kind === 'none') return undefined
  const prefix = render(rule.prefix ?? flavor.prefix?.text ?? [], scope)
  const suffix = render(rule.suffix ?? flavor.suffix?.text ?? [], scope)
  const text = `${prefix}${found.value}${suffix}`
  if (text === '' && isExpression(rule)) {
    set.warnings.push(`${rule.text} comes out empty, so it gives no tag`)
    return undefined
  }
  const origin = rule.line === undefined ? 'default rule ' : ''
  const { immutable, ordering, source } = found
  const reason = `${origin}${rule.text} of ${source}`
  return set.add({ text, reason, immutable, ordering, ...lineOf(rule) }) ? found : undefined
}

function isExpression(rule: TagRule): boolean {
  return rule.type === 'raw' && rule.value.some((part) => part.kind !== 'text')
}

/** Adds `latest` if the flavor and the first tag say so; else tells why, where one might expect it. */
function addLatest(first: Found, { flavor, facts, scope, set }: Gathering): readonly string[] {
  const { latest, prefix, suffix } = flavor
  if (latest === 'false' || (latest === 'auto' && !first.latest)) return []
  if (latest === 'auto' && first.higher !== undefined) {
    return [`latest is not given to ${first.source}: the release ${first.higher} is higher`]
  }
  const text = [
    prefix?.onLatest ? render(prefix.text, scope) : '',
    'latest',
    suffix?.onLatest ? render(suffix.text, scope) : '',
  ].join('')
  const { version } = first
  const ordering: Ordering = {
    kind: 'latest',
    ...(version && { scheme: version.scheme, version: version.full }),
  }
  const reason = `latest=${latest} of the flavor, for ${first.source}`
  set.add({ text, reason, immutable: false, ordering })
  if (latest !== 'auto' || version === undefined || facts.releases !== undefined) return []
  return [
    `latest is given to ${first.source} without a look at other releases: fetch-depth: 0 of actions/checkout brings their tags`,
  ]
}
