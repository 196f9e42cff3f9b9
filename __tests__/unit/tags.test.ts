import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { TagFacts } from '../../src/tags/expressions.ts'
import {
  names,
  onBranch,
  onPullRequest,
  onSchedule,
  onTag,
  sha,
  tagsOf,
} from '../support/tag-facts.ts'

type Row = readonly [facts: TagFacts, rules: readonly string[], names: readonly string[]]

describe('a version rule', () => {
  test.each<[string, string, string, string, readonly string[]]>([
    ['semver', 'v1.2.3', '{{raw}}', '', ['v1.2.3', 'latest']],
    ['semver', 'v1.2.3', '{{version}}', '', ['1.2.3', 'latest']],
    ['semver', 'v1.2.3', '{{major}}.{{minor}}', '', ['1.2', 'latest']],
    ['semver', 'v1.2.3', 'v{{major}}', '', ['v1', 'latest']],
    ['semver', 'v1.2.3', '{{minor}}', '', ['2', 'latest']],
    ['semver', 'v1.2.3', '{{patch}}', '', ['3', 'latest']],
    ['semver', 'p1/v1.2.3', '{{version}}', 'v(\\d.\\d.\\d)$', ['1.2.3', 'latest']],
    ['semver', 'v0.1.2', '{{major}}', '', ['0', 'latest']],
    ['semver', 'v1.2.3+b.1', '{{raw}}', '', ['v1.2.3-b.1', 'latest']],
    ['semver', 'v2.0.8-beta.67', '{{raw}}', '', ['v2.0.8-beta.67']],
    ['semver', 'v2.0.8-beta.67', '{{ raw }}', '', ['v2.0.8-beta.67']],
    ['semver', 'v2.0.8-beta.67', '{{version}}', '', ['2.0.8-beta.67']],
    ['semver', 'v2.0.8-beta.67', '{{major}}', '', ['2.0.8-beta.67']],
    ['semver', 'v2.0.8-beta.67', '{{major}}.{{minor}}', '', ['2.0.8-beta.67']],
    ['semver', 'v2.0.8-beta.67', 'v{{raw}}', '', ['2.0.8-beta.67']],
    ['pep440', '1.2.3', '{{raw}}', '', ['1.2.3', 'latest']],
    ['pep440', '1.2.3', '{{version}}', '', ['1.2.3', 'latest']],
    ['pep440', 'v1.2.3', '{{version}}', '', ['1.2.3', 'latest']],
    ['pep440', '1.2.3', '{{major}}.{{minor}}', '', ['1.2', 'latest']],
    ['pep440', '1.2', '{{major}}.{{minor}}.{{patch}}', '', ['1.2.0', 'latest']],
    ['pep440', '1.2.3', 'v{{major}}', '', ['v1', 'latest']],
    ['pep440', 'v1.2.3rc2', '{{raw}}', '', ['v1.2.3rc2']],
    ['pep440', '1.2.3rc2', '{{version}}', '', ['1.2.3rc2']],
    ['pep440', 'p1/v1.2.3', '{{version}}', 'v(\\d.\\d.\\d)$', ['1.2.3', 'latest']],
    ['pep440', '1.2.3rc2', '{{major}}.{{minor}}', '', ['1.2.3rc2']],
    ['pep440', '1.2.3post1', '{{major}}.{{minor}}', '', ['1.2.3.post1']],
    ['pep440', '1.2.3beta2', '{{major}}.{{minor}}', '', ['1.2.3b2']],
    ['pep440', '1.0dev4', '{{major}}.{{minor}}', '', ['1.0.dev4']],
  ])('type=%s makes of tag %s with pattern %s and match "%s" %j', (...row) => {
    const [type, tag, pattern, match, expected] = row
    const rule = `type=${type},pattern=${pattern}${match && `,match=${match}`}`
    expect(names(tagsOf(onTag(tag), [rule]))).toEqual(expected)
  })

  test.each<[string, ...Row]>([
    ['is not about branches', onBranch('main'), ['type=semver,pattern={{version}}'], []],
    [
      'takes a given value on any event',
      onBranch('main'),
      ['type=semver,pattern={{version}},value=v1.2.3'],
      ['1.2.3', 'latest'],
    ],
    [
      'takes the tag where the value is empty',
      onTag('v1.2.3'),
      ['type=semver,pattern={{version}},value='],
      ['1.2.3', 'latest'],
    ],
    [
      'reads a slash as a dash',
      onTag('1.2.3-a/b'),
      ['type=semver,pattern={{version}}'],
      ['1.2.3-a-b'],
    ],
  ])('%s', (_, facts, rules, expected) => {
    expect(names(tagsOf(facts, rules))).toEqual(expected)
  })

  test('warns of an invalid version and gives no tag', () => {
    const { tags, warnings } = tagsOf(onTag('release1'), ['type=semver,pattern={{version}}'])
    expect(tags).toEqual([])
    expect(warnings[0]).toContain('"release1" is not a semantic version')
  })

  test('warns of a match that fails and goes on with the whole', () => {
    const rule = 'type=semver,pattern={{version}},match=p(\\d)'
    const result = tagsOf(onTag('v1.2.3'), [rule])
    expect(names(result)).toEqual(['1.2.3', 'latest'])
    expect(result.warnings).toEqual([`${rule}: p(\\d) does not match "v1.2.3"`])
  })
})

describe('a match rule', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['v1.2.3', 'pattern=\\d.\\d.\\d', '0', ['1.2.3', 'latest']],
    ['v2.0.8-beta.67', 'pattern=v(.*)', '1', ['2.0.8-beta.67', 'latest']],
    ['v2.0.8-beta.67', 'pattern=v(\\d.\\d)', '1', ['2.0', 'latest']],
    ['20200110-RC2', 'pattern=\\d+', '0', ['20200110', 'latest']],
    ['20200110-RC2', '"pattern=^\\d+-RC\\d{1,2}"', '0', ['20200110-RC2', 'latest']],
    ['p1/v1.2.3', 'pattern=p1/v(\\d.\\d.\\d)', '1', ['1.2.3', 'latest']],
    ['V1.2.3', 'pattern=/^v(\\d.\\d.\\d)$/i', '1', ['1.2.3', 'latest']],
    ['v1.2.3', 'pattern=(\\d)', '3', []],
    ['release', 'pattern=\\d', '0', []],
  ])('makes of tag %s with %s and group %s %j', (tag, pattern, group, expected) => {
    const result = tagsOf(onTag(tag), [`type=match,${pattern},group=${group}`])
    expect(names(result)).toEqual(expected)
    expect(result.warnings.length > 0).toBe(expected.length === 0)
  })

  test('refuses a text longer than a ref instead of putting an expression to it', () => {
    const { problems } = tagsOf(onTag('a'.repeat(256)), ['type=match,pattern=(a+)+$'])
    expect(problems).toMatchObject([
      { what: expect.stringContaining('too many to match'), line: 1 },
    ])
  })
})

describe('a rule about refs', () => {
  test.each<[string, ...Row]>([
    ['names a pull request', onPullRequest(2), ['type=ref,event=pr'], ['pr-2']],
    ['names a branch', onBranch('master'), ['type=ref,event=branch'], ['master']],
    ['sanitises a branch', onBranch('my/branch'), ['type=ref,event=branch'], ['my-branch']],
    ['sanitises runs', onBranch('a/#+ü_b'), ['type=ref,event=branch'], ['a-_b']],
    ['names a tag and latest', onTag('v1.2.3'), ['type=ref,event=tag'], ['v1.2.3', 'latest']],
    [
      'gives latest for a beta tag too',
      onTag('v2.0.8-beta.67'),
      ['type=ref,event=tag'],
      ['v2.0.8-beta.67', 'latest'],
    ],
    [
      'leaves a pull request to its own rule',
      onPullRequest(2),
      ['type=ref,event=branch', 'type=ref,event=tag', 'type=edge', 'type=ref,event=pr,prefix='],
      ['2'],
    ],
  ])('%s', (_, facts, rules, expected) => {
    expect(names(tagsOf(facts, rules))).toEqual(expected)
  })
})

describe('the other rules', () => {
  test.each<[string, ...Row]>([
    ['raw may be a bare word', onBranch('x'), ['foo', 'type=raw,bar'], ['foo', 'bar']],
    ['raw may hold a comma', onBranch('x'), ['type=raw,value="a,b"'], ['a-b']],
    ['sha is cut to seven', onPullRequest(2), ['type=sha'], ['sha-860c190']],
    ['sha is whole when long', onBranch('x'), ['type=sha,format=long'], [`sha-${sha}`]],
    ['sha may go without prefix', onBranch('x'), ['type=sha,prefix='], ['860c190']],
    [
      'sha is as long as asked for',
      onBranch('x', { shortShaLength: 12 }),
      ['type=sha'],
      ['sha-860c1904a1ce'],
    ],
    ['edge is the default branch', onBranch('main'), ['type=edge'], ['edge']],
    ['edge is no other branch', onBranch('dev'), ['type=edge'], []],
    ['edge is the branch it names', onBranch('dev'), ['type=edge,branch=dev'], ['edge']],
    ['edge is no tag', onTag('v1.2.3'), ['type=edge'], []],
    ['schedule is nightly', onSchedule(), ['type=schedule'], ['nightly']],
    [
      'schedule may be a date',
      onSchedule(),
      ["type=schedule,pattern={{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}"],
      ['20200110-093005'],
    ],
    ['schedule is only for schedules', onBranch('main'), ['type=schedule'], []],
    ['enable=false is off', onBranch('x'), ['type=raw,a,enable=false', 'b'], ['b']],
  ])('%s', (_, facts, rules, expected) => {
    expect(names(tagsOf(facts, rules))).toEqual(expected)
  })
})

describe('tags', () => {
  const v1 = onTag('v1.2.3')
  test('come in order of default priorities', () => {
    const rules = [
      'type=sha',
      'type=raw,value=r',
      'type=ref,event=branch',
      'type=edge',
      'type=match,pattern=m,value=m',
      'type=pep440,pattern={{version}},value=2.0',
      'type=semver,pattern={{version}},value=1.0.0',
      'type=schedule',
    ]
    const expected = ['nightly', '2.0', '1.0.0', 'm', 'edge', 'main', 'r', 'sha-860c190']
    expect(names(tagsOf(onSchedule(), rules))).toEqual(expected)
  })

  test('take the version from the first', () => {
    const rules = ['type=raw,value=foo,priority=2000', 'type=semver,pattern={{version}}']
    expect(tagsOf(v1, rules).version).toBe('foo')
  })

  test('keep latest as the first decides, whatever follows', () => {
    const rules = ['type=raw,value=foo,priority=2000', 'type=semver,pattern={{version}}']
    expect(names(tagsOf(v1, rules))).toEqual(['foo', '1.2.3'])
  })

  test('are there once each', () => {
    const rules = ['type=semver,pattern={{raw}}', 'type=ref,event=tag', 'type=raw,v1.2.3']
    expect(names(tagsOf(v1, rules))).toEqual(['v1.2.3', 'latest'])
  })

  test('that differ only before sanitising are a problem', () => {
    expect(tagsOf(v1, ['a/b', 'a-b']).problems).toMatchObject([
      { what: '"a-b" and "a/b" both become the tag "a-b"', line: 2 },
    ])
  })

  test.each([
    ['starts with a dot', '.a', 'starts with "."'],
    ['starts with a dash', '/a', 'starts with "-"'],
    ['is too long', 'a'.repeat(129), 'has 129 characters'],
  ])('are a problem when one %s', (_, name, what) => {
    const { problems } = tagsOf(v1, [`type=raw,value=${name}`])
    expect(problems).toMatchObject([{ what: expect.stringContaining(what), line: 1 }])
  })

  test('may have 128 characters', () => {
    expect(names(tagsOf(v1, ['a'.repeat(128)]))).toEqual(['a'.repeat(128)])
  })

  test('of a match that is empty are a problem', () => {
    const { problems } = tagsOf(v1, ['type=match,pattern=x*'])
    expect(problems).toMatchObject([{ what: expect.stringContaining('is an empty tag'), line: 1 }])
  })

  test('of an expression that comes out empty are left out with a warning', () => {
    const { tags, warnings, problems } = tagsOf(v1, ['{{branch}}'])
    expect([tags, problems]).toEqual([[], []])
    expect(warnings[0]).toBe('{{branch}} comes out empty, so it gives no tag')
  })

  test('are told to be none when no rule is about the event', () => {
    const { warnings } = tagsOf(onBranch('x'), ['type=ref,event=tag'])
    expect(warnings).toEqual(['no rule gives a tag for the event "push"'])
  })

  test('need an enable that is true or false', () => {
    const { problems } = tagsOf(v1, ['type=raw,a,enable={{tag}}'])
    expect(problems).toMatchObject([{ what: expect.stringContaining('"v1.2.3"'), line: 1 }])
  })

  test('can all be pushed, whatever the branch is called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (branch) => {
        for (const rules of [[], ['type=ref,event=branch']]) {
          for (const name of names(tagsOf(onBranch(branch), rules))) {
            expect(name).toMatch(/^\w[\w.-]{0,127}$/)
          }
        }
      }),
    )
  })
})
