import { describe, expect, test } from '@jest/globals'
import { allNeeds, circleAmong, needsOf } from '../../src/smoke/needs.ts'

const check = (name: string, ...needs: readonly string[]) => ({ name, needs })

describe('what checks need', () => {
  test('is all that must pass before, however far behind', () => {
    const needs = needsOf([check('a'), check('b', 'a'), check('c', 'b'), check('d')])
    expect([...allNeeds('c', needs)].sort()).toEqual(['a', 'b'])
    expect(allNeeds('d', needs).size).toBe(0)
  })

  test('goes in a circle: those in it are told, not what waits behind it or stands before it', () => {
    const checks = [
      check('behind', 'x'),
      check('x', 'y', 'before'),
      check('y', 'z'),
      check('z', 'x'),
      check('before'),
    ]
    expect(circleAmong(checks).map(({ name }) => name)).toEqual(['x', 'y', 'z'])
  })

  test('may be the check itself', () => {
    expect(circleAmong([check('a', 'a'), check('b')])).toEqual([check('a', 'a')])
  })

  test('of a long sound chain is no circle', () => {
    const chain = Array.from({ length: 5000 }, (_, at) =>
      at === 0 ? check('0') : check(String(at), String(at - 1)),
    )
    expect(circleAmong(chain)).toEqual([])
    expect(circleAmong([...chain, check('twice', '4999', '4999')])).toEqual([])
  })
})
