// The entries of `policy`.
import { type PolicyRule, policyRules } from '../lint/policy.ts'
import { parseList } from './lists.ts'
import { bad, nearestWord, ok, type Parsed, quoted } from './values.ts'

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
