// Lines of the inputs `tags` and `flavor`: what is read, and what is refused.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseFlavor } from '../../src/tags/flavor.ts'
import { parseTagRules } from '../../src/tags/rules.ts'
import { makeTags } from '../../src/tags/tags.ts'
import {
  names,
  onBranch,
  onPullRequest,
  onSchedule,
  onTag,
  sourced,
  tagsOf,
} from '../support/tag-facts.ts'

describe('a rule is refused', () => {
  test.each([
    ['with an unknown type', 'type=senver,pattern=x', 'type is "senver"', 'type=semver?'],
    ['with a far type', 'type=zzz', 'type is "zzz"', 'write one of schedule, semver'],
    ['with a misspelt attribute', 'type=sha,formt=long', '"formt" is not an attribute', 'format=?'],
    ['with one of another type', 'type=edge,event=pr', '"event" is not an attribute', 'branch='],
    ['with an attribute twice', 'type=raw,a,b', '"value" is given twice', 'keep one value='],
    ['with semver of no pattern', 'type=semver', 'has no "pattern"', '{{version}}'],
    ['with pep440 of no pattern', 'type=pep440', 'has no "pattern"', '{{version}}'],
    ['with match of no pattern', 'type=match', 'has no "pattern"', 'type=match,pattern='],
    ['with ref of no event', 'type=ref', 'has no "event"', 'type=ref,event=branch'],
    ['with an unknown event', 'type=ref,event=brunch', 'event is "brunch"', 'event=branch?'],
    ['with raw of no value', 'type=raw', 'has no "value"', 'enable=false'],
    ['with raw of an empty value', 'type=raw,value=', 'has an empty "value"', 'enable=false'],
    ['with an unknown format', 'type=sha,format=lang', 'format is "lang"', 'format=long?'],
    ['with a group in words', 'type=match,pattern=a,group=foo', 'group is "foo"', 'number'],
    ['with a priority in words', 'type=sha,priority=high', 'priority is "high"', 'priority=500'],
    ['with an enable of its own', 'type=sha,enable=yes', 'enable is "yes"', 'true, false'],
    ['with an invalid expression', 'type=match,pattern=v(', 'not a regular expression', 'quotes'],
    ['with a match of no group', 'type=semver,pattern=x,match=a', 'has no group', 'parentheses'],
    ['with an open quote', 'type=raw,"value=a', 'not closed', 'second'],
    ['with open braces', 'type=raw,value={{branch', 'is not closed', '}}'],
    ['with an unknown word', '{{brunch}}', '{{brunch}} is not a known', '{{branch}}?'],
    ['with a version outside patterns', '{{major}}', '{{major}} is not a known', 'branch'],
    ['with a date of no format', '{{date}}', 'has no format in quotes', "'YYYYMMDD'"],
    ['with a date without quotes', '{{date YYYY}}', 'has no format in quotes', "'YYYYMMDD'"],
    ['with an unknown date token', "{{date 'gggg'}}", 'unsupported token "gggg"', '[gggg]'],
    ['with an unknown zone', "{{date 'YYYY' tz='Mars'}}", '"Mars" is not a time zone', 'tz='],
  ])('%s', (_, line, what, fix) => {
    expect(parseTagRules(sourced(['ok', line]))).toMatchObject({
      rules: [{ text: 'ok', line: 1 }],
      problems: [
        { what: expect.stringContaining(what), fix: expect.stringContaining(fix), line: 2 },
      ],
    })
  })

  test('together with all others', () => {
    const { problems } = parseTagRules(sourced(['type=x', '', 'type=sha,formt=1,prioritty=2']))
    expect(problems.map(({ line }) => line)).toEqual([1, 3, 3])
  })
})

describe('a flavor is refused', () => {
  test.each([
    ['with a bare word', 'randomstr', '"randomstr" is not a setting'],
    ['with a misspelt setting', 'lattest=auto', '"lattest" is not a setting'],
    ['with an unknown latest', 'latest=foo', 'latest is "foo"'],
    ['with an unknown onlatest', 'prefix=a,onlatest=1', 'onlatest is "1"'],
    ['with onlatest alone', 'onlatest=true', 'without a prefix or suffix'],
    ['with an unknown expression', 'prefix={{x}}', '{{x}} is not a known expression'],
  ])('%s', (_, line, what) => {
    expect(parseFlavor(sourced(['latest=auto', line])).problems).toMatchObject([
      { what: expect.stringContaining(what), line: 2 },
    ])
  })
})

describe('an expression', () => {
  const tag = onTag('v1.2.3', { baseBranch: 'main' })
  test.each([
    ['{{branch}} of a branch', onBranch('my/branch'), 'x-{{branch}}', 'x-my-branch'],
    ['{{branch}} of a tag', tag, 'x-{{branch}}', 'x-'],
    ['{{branch}} of a pull request', onPullRequest(2), 'x-{{branch}}', 'x-'],
    ['{{tag}} of a tag', tag, 'x-{{tag}}', 'x-v1.2.3'],
    ['{{tag}} of a branch', onBranch('b'), 'x-{{tag}}', 'x-'],
    ['{{sha}}', tag, '{{ sha }}', '860c190'],
    ['{{base_ref}} of a pull request', onPullRequest(2), '{{base_ref}}', 'main'],
    ['{{base_ref}} of a tag', tag, '{{base_ref}}', 'main'],
    ['{{base_ref}} of a branch', onBranch('b', { baseBranch: 'main' }), 'x{{base_ref}}', 'x'],
    ['{{is_default_branch}} there', onBranch('main'), '{{is_default_branch}}', 'true'],
    ['{{is_default_branch}} elsewhere', onBranch('b'), '{{is_default_branch}}', 'false'],
    ['{{is_not_default_branch}}', onBranch('b'), '{{is_not_default_branch}}', 'true'],
    ['{{is_default_branch}} of a schedule', onSchedule(), '{{is_default_branch}}', 'true'],
    ['{{date}}', tag, "{{date 'YYYYMMDD'}}", '20200110'],
    ['{{date}} in double quotes', tag, '"{{date ""YYYYMMDD""}}"', '20200110'],
    ['{{date}} in a zone', tag, "{{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}", '20200110-093005'],
    ['{{commit_date}}', tag, "{{commit_date 'YYYYMMDD'}}", '20200109'],
    ['{{commit_date}} in a zone', tag, "{{commit_date 'YYYYMMDD' tz='Asia/Tokyo'}}", '20200110'],
    ['{{service}}', tag, '{{service}}-{{sha}}', 'api-860c190'],
    ['that holds HTML', onBranch('a&b'), '{{branch}}', 'a-b'],
    ['that looks like one in data', onBranch('{{sha}}x'), 'b{{branch}}', 'b-sha-x'],
  ])('%s is rendered', (_, facts, rule, expected) => {
    expect(names(tagsOf(facts, [rule]))).toEqual([expected])
  })

  test('may stand in prefix, suffix, enable, branch and patterns', () => {
    const rules = [
      'type=sha,prefix={{branch}}-,suffix=-{{service}}',
      'type=edge,branch={{branch}}',
      'type=raw,main,enable={{is_not_default_branch}}',
      'type=semver,pattern={{version}}-{{service}},value=1.2.3',
    ]
    expect(names(tagsOf(onBranch('main'), rules, ['latest=false']))).toEqual([
      '1.2.3-api',
      'edge',
      'main-860c190-api',
    ])
  })
})

describe('any line', () => {
  const word = fc.constantFrom(
    ...['type=', 'semver', 'raw', 'match', 'sha', ',', '=', '"', '{{', '}}', 'date', "'", ' ', '('],
    ...[
      'pattern=',
      'value=',
      'prefix=',
      '__proto__',
      'constructor',
      'version',
      'tz=',
      '[',
      '\\',
      '/',
    ],
  )
  const line = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
  )

  test('is a rule or a problem, and a rule gives tags or problems', () => {
    fc.assert(
      fc.property(line, (text) => {
        const { rules, problems } = parseTagRules([{ text, line: 1 }])
        const blank = text.trim() === ''
        expect(rules.length + Math.min(problems.length, 1)).toBe(blank ? 0 : 1)
        for (const facts of [onTag('v1.2.3'), onBranch('main'), onSchedule()]) {
          const { tags } = makeTags({ rules, facts, service: 'api' })
          for (const { name } of tags) expect(name).toMatch(/^\w[\w.-]{0,127}$/)
        }
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('is a flavor or a problem', () => {
    fc.assert(
      fc.property(line, (text) => {
        const { flavor } = parseFlavor([{ text, line: 1 }])
        expect(['auto', 'true', 'false']).toContain(flavor.latest)
      }),
    )
  })
})
