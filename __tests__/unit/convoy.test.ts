import { describe, expect, test } from '@jest/globals'
import { convoysOf, type Voyage } from '../../src/publish/convoy.ts'

const mib = 2 ** 20
const sizes: Readonly<Record<string, number>> = {
  debian: 75 * mib,
  node: 200 * mib,
  tiny: 4 * mib,
  a: mib,
  b: 20 * mib,
  c: 30 * mib,
  d: mib,
  e: 20 * mib,
}

interface Named extends Voyage {
  readonly name: string
}

function ship(name: string, layers: string, more: Partial<Voyage> = {}): Named {
  const known = layers.split(' ').map((diffId) => ({ diffId, bytes: sizes[diffId] ?? 0 }))
  return { name, registry: 'one', layers: known, there: new Set(), ...more }
}

function told(ships: readonly Named[]): Readonly<Record<string, string>> {
  const convoys = [...convoysOf(ships)].map(([{ name }, leader]) => [name, leader.name] as const)
  return Object.fromEntries(convoys)
}

describe('of images that share layers', () => {
  test('the one with the fewest bytes beside them goes ahead', () => {
    const ships = [ship('web', 'debian b'), ship('api', 'debian a'), ship('job', 'debian c')]
    expect(told(ships)).toEqual({ web: 'api', job: 'api' })
  })

  test('the one whose layers spare the others the most goes ahead', () => {
    const ships = [
      ship('web', 'debian a'),
      ship('api', 'debian node b'),
      ship('job', 'debian node'),
    ]
    expect(told(ships)).toEqual({ web: 'job', api: 'job' })
  })

  test('none waits for little, for another registry, or for what its repository has', () => {
    expect(told([ship('web', 'tiny a'), ship('api', 'tiny b')])).toEqual({})
    const elsewhere = ship('api', 'debian b', { registry: 'two' })
    expect(told([ship('web', 'debian a'), elsewhere])).toEqual({})
    const there = { there: new Set(['debian']) }
    expect(told([ship('web', 'debian a', there), ship('api', 'debian b', there)])).toEqual({})
  })

  test('groups that share nothing have a leader each', () => {
    const ships = [
      ...[ship('web', 'debian a'), ship('api', 'debian b')],
      ...[ship('x', 'node d'), ship('y', 'node e')],
    ]
    expect(told(ships)).toEqual({ api: 'web', y: 'x' })
  })

  test('an image that goes to several repositories of a registry leads itself', () => {
    expect(told([ship('here', 'debian a'), ship('there', 'debian a')])).toEqual({ there: 'here' })
  })
})
