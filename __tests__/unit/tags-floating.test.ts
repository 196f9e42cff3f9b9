// Which tags may move, by what order, and who gets latest.

import { describe, expect, test } from '@jest/globals'
import {
  names,
  onBranch,
  onPullRequest,
  onSchedule,
  onTag,
  sha,
  tagsOf,
} from '../support/tag-facts.ts'

describe('latest', () => {
  const rules = ['type=semver,pattern={{version}}']
  test.each([
    ['goes to the first release', 'v1.0.0', [], true],
    ['goes to the highest release', 'v1.2.3', ['v1.2.2', 'v1.2.3', 'v0.9.0'], true],
    ['stays when a higher release exists', 'v1.2.3', ['v1.2.3', 'v2.0.0'], false],
    ['compares by number', 'v1.10.0', ['v1.9.0'], true],
    ['is not held by a higher prerelease', 'v1.2.3', ['v2.0.0-rc.1'], true],
    ['is not held by tags that are no versions', 'v1.2.3', ['zeta', '9'], true],
    ['never goes to a prerelease', 'v2.0.0-rc.1', ['v1.0.0'], false],
  ])('%s', (_, tag, releases, given) => {
    expect(names(tagsOf(onTag(tag, { releases }), rules)).includes('latest')).toBe(given)
  })

  test('tells why it stays', () => {
    const { notes } = tagsOf(onTag('v1.2.3', { releases: ['v2.0.0'] }), rules)
    expect(notes).toEqual(['latest is not given to tag v1.2.3: the release v2.0.0 is higher'])
  })

  test.each([
    ['of the same part of the repository', ['p2/v9.0.0', 'p1/v1.0.0'], true],
    ['of this part', ['p1/v9.0.0'], false],
  ])('is held by releases %s', (_, releases, given) => {
    const rule = 'type=semver,pattern={{version}},match=^p1/v(.*)$'
    expect(names(tagsOf(onTag('p1/v1.2.3', { releases }), [rule])).includes('latest')).toBe(given)
  })

  test.each([
    ['type=pep440,pattern={{version}}', '1.2', ['1.10'], false],
    ['type=pep440,pattern={{version}}', '1.2', ['1.2.0', '1.3rc1'], true],
    ['type=ref,event=tag', 'v1.2.3', ['v1.2.4'], false],
    ['type=ref,event=tag', 'spring', ['v1.2.4'], true],
    ['type=match,pattern=v(.*),group=1', 'v1.2.3', ['v1.2.4'], false],
    ['type=match,pattern=v(\\d.\\d),group=1', 'v1.2.3', ['v1.2.4'], false],
  ])('by %s for tag %s beside %j is %s', (rule, tag, releases, given) => {
    expect(names(tagsOf(onTag(tag, { releases }), [rule])).includes('latest')).toBe(given)
  })

  test.each([
    ['true forces it on a branch', ['latest=true'], ['x', 'latest']],
    ['false keeps it away', ['latest=false'], ['x']],
    ['auto keeps it from a branch', ['latest=auto'], ['x']],
  ])('with the flavor %s', (_, flavor, expected) => {
    expect(names(tagsOf(onBranch('x'), ['type=ref,event=branch'], flavor))).toEqual(expected)
  })

  test('is forced by the flavor past a higher release', () => {
    const facts = onTag('v1.2.3', { releases: ['v2.0.0'] })
    expect(names(tagsOf(facts, rules, ['latest=true']))).toContain('latest')
  })

  test('does not stand alone', () => {
    expect(names(tagsOf(onBranch('x'), rules, ['latest=true']))).toEqual([])
  })
})

describe('the flavor', () => {
  const facts = onTag('v1.2.3')
  const all = ['type=semver,pattern={{version}}', 'type=sha', 'type=raw,x', 'type=raw,y,prefix=']
  test.each([
    ['prefixes but sha', ['prefix=p-'], ['p-1.2.3', 'p-x', 'y', 'sha-860c190', 'latest']],
    ['suffixes all', ['suffix=-s'], ['1.2.3-s', 'x-s', 'y-s', 'sha-860c190-s', 'latest']],
    [
      'puts to latest only what says so',
      ['prefix=p-,onlatest=true', 'suffix=-s'],
      ['p-1.2.3-s', 'p-x-s', 'y-s', 'sha-860c190-s', 'p-latest'],
    ],
    [
      'may say all in one line',
      ['latest=true,suffix=-s,onlatest=true'],
      ['1.2.3-s', 'x-s', 'y-s', 'sha-860c190-s', 'latest-s'],
    ],
    [
      'renders expressions',
      ['prefix={{service}}-,onlatest=true'],
      ['api-1.2.3', 'api-x', 'y', 'sha-860c190', 'api-latest'],
    ],
    ['is nothing when empty', ['prefix= '], ['1.2.3', 'x', 'y', 'sha-860c190', 'latest']],
  ])('%s', (_, flavor, expected) => {
    expect(names(tagsOf(facts, all, flavor))).toEqual(expected)
  })

  test('gives way to an empty suffix of the rule', () => {
    const rules = ['type=raw,x,suffix=']
    expect(names(tagsOf(facts, rules, ['suffix=-s']))).toEqual(['x'])
  })
})

describe('without rules', () => {
  const long = `sha-${sha}`
  test.each([
    ['a branch', onBranch('main'), ['main', long]],
    ['a schedule', onSchedule(), ['main', long]],
    ['a pull request', onPullRequest(7), ['pr-7']],
    [
      'a merge queue',
      { ...onPullRequest(7), event: 'merge_group', pullRequest: undefined },
      [long],
    ],
    ['a release', onTag('v1.2.3'), ['1.2.3', '1.2', '1', long, 'latest']],
    ['a release 0.x', onTag('v0.2.3'), ['0.2.3', '0.2', long, 'latest']],
    ['a prerelease', onTag('v1.2.3-rc.1'), ['1.2.3-rc.1', long]],
    ['a patch of old', onTag('v1.2.3', { releases: ['v2.0.0'] }), ['1.2.3', '1.2', '1', long]],
    ['a tag that is no version', onTag('spring'), ['spring', long]],
    ['a tag in a folder', onTag('api/v1.2.3'), ['api-v1.2.3', long]],
  ])('%s has its tags', (_, { pullRequest, ...facts }, expected) => {
    const asked = pullRequest === undefined ? facts : { ...facts, pullRequest }
    expect(names(tagsOf(asked, []))).toEqual(expected)
  })

  test('a branch that makes no tag is left out with a warning', () => {
    const result = tagsOf(onBranch('b'.repeat(200)), [])
    expect(names(result)).toEqual([long])
    expect([result.problems, result.warnings.length]).toEqual([[], 1])
  })
})

describe('a tag', () => {
  const semver = { kind: 'floating', ordering: { kind: 'semver', version: '1.2.3' } }
  const other = { kind: 'floating', ordering: { kind: 'other' } }
  const fixed = { kind: 'immutable' }
  test.each([
    ['type=semver,pattern={{version}}', fixed],
    ['type=semver,pattern=v{{major}}.{{minor}}.{{patch}}', fixed],
    ['type=semver,pattern={{major}}.{{minor}}', semver],
    ['type=ref,event=tag', fixed],
    ['type=match,pattern=v(.*),group=1', fixed],
    ['type=match,pattern=\\d.\\d', semver],
    [
      'type=pep440,pattern={{major}}',
      { ...semver, ordering: { kind: 'pep440', version: '1.2.3' } },
    ],
    ['type=sha,format=long', fixed],
    ['type=sha', other],
    ['type=raw,value=stable', other],
    ['type=raw,value=latest', { kind: 'floating', ordering: { kind: 'latest' } }],
  ])('of %s is or is not to move', (rule, expected) => {
    expect(tagsOf(onTag('v1.2.3'), [rule]).tags[0]).toMatchObject(expected)
  })

  test('of a match that is only a part of a prerelease may move', () => {
    const { tags } = tagsOf(onTag('v1.2.3-rc.1'), ['type=match,pattern=\\d.\\d.\\d'])
    expect(tags[0]).toMatchObject({ ordering: { kind: 'semver', version: '1.2.3-rc.1' } })
  })

  test('of a branch moves with that branch', () => {
    const { tags } = tagsOf(onBranch('main'), ['type=edge', 'type=ref,event=branch'])
    const ordering = { kind: 'branch', branch: 'main' }
    expect(tags).toMatchObject([{ ordering }, { ordering }])
  })

  test('latest moves with its release', () => {
    const { tags } = tagsOf(onTag('v1.2.3'), [])
    const ordering = { kind: 'latest', scheme: 'semver', version: '1.2.3' }
    expect(tags.at(-1)).toMatchObject({ name: 'latest', ordering })
  })

  test('of two rules is as strict as the stricter', () => {
    const rules = ['type=raw,value=1.2.3,priority=999', 'type=semver,pattern={{version}}']
    expect(tagsOf(onTag('v1.2.3'), rules).tags[0]).toMatchObject({
      kind: 'immutable',
      reason:
        'type=raw,value=1.2.3,priority=999 of a push event, and type=semver,pattern={{version}} of tag v1.2.3',
    })
  })

  test.each([
    [onTag('v1.2.3'), 'default rule type=semver,pattern={{version}} of tag v1.2.3'],
    [onBranch('main'), 'default rule type=ref,event=branch of branch main'],
    [onPullRequest(7), 'default rule type=ref,event=pr of pull request 7'],
  ])('says why it is there', (facts, reason) => {
    expect(tagsOf(facts, []).tags[0]?.reason).toBe(reason)
  })
})
