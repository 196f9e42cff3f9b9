import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type LabelQuestion, makeAnnotations, makeLabels } from '../../src/tags/labels.ts'
import { onTag, sha } from '../support/tag-facts.ts'

const url = 'https://github.com/octo/hello'

function question(user: Readonly<Record<string, string>> = {}): LabelQuestion {
  return {
    facts: onTag('v1.2.3'),
    repository: { title: 'hello', description: 'Says hello', url, licenses: 'MIT' },
    version: '1.2.3',
    service: 'api',
    user: new Map(Object.entries(user)),
  }
}

const oci = 'org.opencontainers.image'

describe('labels', () => {
  test('say where an image comes from, sorted by key', () => {
    expect([...makeLabels(question()).entries]).toEqual([
      [`${oci}.created`, '2020-01-09T23:30:00.000Z'],
      [`${oci}.description`, 'Says hello'],
      [`${oci}.licenses`, 'MIT'],
      [`${oci}.revision`, sha],
      [`${oci}.source`, url],
      [`${oci}.title`, 'hello'],
      [`${oci}.url`, url],
      [`${oci}.version`, '1.2.3'],
    ])
  })

  test('do not change when the same commit is built later', () => {
    const later = { ...question(), facts: onTag('v1.2.3', { now: new Date('2030-01-01') }) }
    expect(makeLabels(later)).toEqual(makeLabels(question()))
  })

  test('of what is not known are empty', () => {
    const { version: _, ...rest } = question()
    const { entries } = makeLabels({ ...rest, repository: {} })
    expect(entries.get(`${oci}.licenses`)).toBe('')
    expect(entries.get(`${oci}.version`)).toBe('')
  })

  test('of the user win, and hold expressions', () => {
    const { entries } = makeLabels(
      question({
        [`${oci}.title`]: '{{service}} of {{tag}}',
        [`${oci}.created`]: "{{commit_date 'YYYY-MM-DDTHH:mm:ss.SSS[Z]'}}",
        maintainer: 'a=b',
      }),
    )
    expect(entries.get(`${oci}.title`)).toBe('api of v1.2.3')
    expect(entries.get(`${oci}.created`)).toBe('2020-01-09T23:30:00.000Z')
    expect([...entries.keys()][0]).toBe('maintainer')
  })

  test('with an unknown expression are a problem', () => {
    expect(makeLabels(question({ a: '{{brunch}}' })).problems).toMatchObject([
      { what: '"a": {{brunch}} is not a known expression', fix: 'did you mean {{branch}}?' },
    ])
  })

  test('of any name and text are entries or problems', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (key, text) => {
        const user = new Map([[key, text]])
        for (const make of [makeLabels, makeAnnotations]) {
          const { entries, problems } = make({ ...question(), user })
          expect(entries.size + problems.length).toBeGreaterThanOrEqual(8)
        }
      }),
    )
  })
})

describe('annotations', () => {
  test('are those of manifests', () => {
    const keys = [...makeAnnotations(question()).entries.keys()]
    expect(keys).toHaveLength(8)
    expect(keys[0]).toBe(`manifest:${oci}.created`)
  })

  test('are at every level asked for', () => {
    const { entries } = makeAnnotations(question(), ['manifest', 'index'])
    expect(entries.size).toBe(16)
    expect(entries.get(`index:${oci}.title`)).toBe('hello')
  })

  test.each([
    ['a', ['manifest:a']],
    ['index:a', ['index:a']],
    ['manifest,index:a', ['index:a', 'manifest:a']],
    ['manifest[linux/amd64]:a', ['manifest[linux/amd64]:a']],
    ['index-descriptor:a', ['index-descriptor:a']],
  ])('of the user may name levels: %s', (key, expected) => {
    const { entries } = makeAnnotations(question({ [key]: 'x' }))
    expect([...entries].filter(([, value]) => value === 'x').map(([name]) => name)).toEqual(
      expected,
    )
  })

  test('of the user win at their level alone', () => {
    const { entries } = makeAnnotations(question({ [`index:${oci}.title`]: 'x' }), [
      'manifest',
      'index',
    ])
    expect(entries.get(`index:${oci}.title`)).toBe('x')
    expect(entries.get(`manifest:${oci}.title`)).toBe('hello')
  })

  test.each([
    ['indx:a', '"indx" in "indx:a" is not a level', 'index:?'],
    ['manifest,foo:a', '"foo" in "manifest,foo:a" is not a level', 'manifest:, index:'],
    ['index:', '"index:" has no name', 'index:name'],
  ])('at no known level are a problem: %s', (key, what, fix) => {
    expect(makeAnnotations(question({ [key]: 'x' })).problems).toMatchObject([
      { what: expect.stringContaining(what), fix: expect.stringContaining(fix) },
    ])
  })
})
