import { describe, expect, test } from '@jest/globals'
import { parseCheckout, parseCommit, parseRefs } from '../../src/event/git-words.ts'

const [sha, tree, mother, father] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
]
const objectOf = (committer: string, message = 'words\n'): string =>
  `tree ${tree}\nparent ${mother}\nparent ${father}\nauthor A <a@b> 1 +0000\n${committer}\n\n${message}`

describe('a commit object', () => {
  test('has its tree, its parents and the date of its committer', () => {
    expect(parseCommit(objectOf('committer C D <c@d> 1700000000 +0100'))).toEqual({
      ...{ tree, parents: [mother, father] },
      commitDate: '2023-11-14T23:13:20+01:00',
    })
  })

  test.each([
    ['+0000', '2023-11-14T22:13:20+00:00'],
    ['-0730', '2023-11-14T14:43:20-07:30'],
    ['+1400', '2023-11-15T12:13:20+14:00'],
  ])('in the zone %s has a date of that zone, at the same moment', (zone, date) => {
    const { commitDate = '' } = parseCommit(objectOf(`committer C <c> 1700000000 ${zone}`)) ?? {}
    expect(commitDate).toBe(date)
    expect(Date.parse(commitDate)).toBe(1_700_000_000_000)
  })

  test.each([['committer C <c> never'], ['committer C <c> 99999999999999999 +0000'], ['nobody']])(
    'with %j has no date',
    (committer) => {
      expect(parseCommit(objectOf(committer))?.commitDate).toBe('')
    },
  )

  test('is read by its header alone, whatever its message says', () => {
    const forged = `x\n\ntree ${sha}\nparent ${sha}\ncommitter X <x> 5 +0000\n`
    expect(parseCommit(objectOf('committer C <c> 1700000000 +0000', forged))).toMatchObject({
      ...{ tree, parents: [mother, father], commitDate: '2023-11-14T22:13:20+00:00' },
    })
  })

  test.each([[''], [`tree\n`], ['fatal: not a git repository']])('is not what %j says', (text) => {
    expect(parseCommit(text)).toBeUndefined()
  })
})

test('refs are tags, those at the commit by themselves or through an object, and the default branch', () => {
  const lines = [
    `refs/tags/light ${sha}  `,
    `refs/tags/v1/annotated ${tree} ${sha} `,
    `refs/tags/other ${mother} ${father} `,
    `refs/remotes/origin/HEAD ${sha}  refs/remotes/origin/feature/main`,
  ]
  expect(parseRefs(lines.join('\n'), sha)).toEqual({
    tags: ['light', 'v1/annotated', 'other'],
    tagsAtHead: ['light', 'v1/annotated'],
    defaultBranch: 'feature/main',
  })
  expect(parseRefs('', sha)).toEqual({ tags: [], tagsAtHead: [] })
})

test.each([
  [`${sha}\nfalse\nrefs/heads/a/b\n/sea\ntrial`, { sha, branch: 'a/b', root: '/sea\ntrial' }],
  [`${sha}\ntrue\nHEAD\n/work`, { sha, shallow: true, root: '/work' }],
  [`${sha}\nfalse\nrefs/heads/main`, { sha, branch: 'main' }],
  ['HEAD', {}],
  ['', {}],
])('the checkout in %j is %j', (text, checkout) => {
  expect(parseCheckout(text)).toEqual({ shallow: false, ...checkout })
})
