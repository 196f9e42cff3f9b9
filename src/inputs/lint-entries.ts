// The entries of `policy` and `lint`.
import { type PolicyRule, policyRules } from '../lint/policy.ts'
import {
  askedRules,
  type LintLevel,
  type LintLevels,
  type LintRule,
  lintRules,
} from '../lint/practices.ts'
import { parseList } from './lists.ts'
import type { Reader } from './reader.ts'
import { bad, nearestWord, ok, type Parsed, quoted } from './values.ts'

export interface LintInputs {
  readonly policy: readonly PolicyRule[]
  readonly lint: LintLevels
}

export function readLint(read: Reader): LintInputs {
  return {
    policy: read.parsed('policy', parsePolicy) ?? [],
    lint: read.parsed('lint', parseLint) ?? new Map(),
  }
}

export function parsePolicy(text: string): Parsed<readonly PolicyRule[]> {
  const list = parseList(text, 'comma')
  if (list.kind === 'bad') return list
  const words = list.value.map((entry) => entry.text)
  if (words.includes('all'))
    return words.length === 1
      ? ok(policyRules)
      : bad('all is beside single rules', 'write all alone')
  const unknown = words.find((word) => !isRule(word))
  if (unknown === undefined) return ok(words.filter(isRule))
  const near = nearestWord(unknown, [...policyRules, 'all'])
  return bad(
    `${quoted(unknown)} is no rule of policy`,
    `write ${near ?? `all, or some of ${policyRules.join(', ')}`}`,
  )
}

function isRule(word: string): word is PolicyRule {
  return (policyRules as readonly string[]).includes(word)
}

const words = ['off', 'warn', 'error'] as const
type Word = (typeof words)[number]

/** One word for all rules but those that wait to be asked for, and `rule=word` over it. */
export function parseLint(text: string): Parsed<LintLevels> {
  const list = parseList(text, 'comma')
  if (list.kind === 'bad') return list
  const entries = list.value.map((entry) => entry.text)
  const all = entries.filter((entry) => !entry.includes('='))
  if (all.length > 1) return bad(`${all.join(' and ')} are for all rules`, 'write one of them')
  const [level = 'warn'] = all
  if (!isWord(level)) return wrongWord(level)
  const levels = new Map<LintRule, Word>(
    lintRules.map((rule) => [rule, askedRules.includes(rule) ? 'off' : level]),
  )
  for (const entry of entries.filter((one) => one.includes('='))) {
    const [rule = '', word = ''] = entry.split(/=(.*)/s).map((part) => part.trim())
    if (!isLintRule(rule)) return noRule(rule)
    if (!isWord(word)) return wrongWord(word)
    levels.set(rule, word)
  }
  return ok(new Map([...levels].flatMap(([rule, word]) => asLevel(rule, word))))
}

function asLevel(rule: LintRule, word: Word): readonly (readonly [LintRule, LintLevel])[] {
  return word === 'off' ? [] : [[rule, word]]
}

function noRule(rule: string): Parsed<LintLevels> {
  const near = nearestWord(rule, lintRules)
  return bad(
    `${quoted(rule)} is no rule of lint`,
    `write ${near ?? `one of ${lintRules.join(', ')}`}`,
  )
}

function wrongWord(word: string): Parsed<LintLevels> {
  const near = nearestWord(word, [...words, ...lintRules.map((rule) => `${rule}=warn`)])
  return bad(`${quoted(word)} is no level of lint`, `write ${near ?? 'off, warn or error'}`)
}

function isWord(word: string): word is Word {
  return (words as readonly string[]).includes(word)
}

function isLintRule(word: string): word is LintRule {
  return (lintRules as readonly string[]).includes(word)
}
