import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Cleanup } from '../../src/cleanup.ts'
import { parseStack } from '../../src/compose/model.ts'
import { noOwners } from '../../src/io/owners.ts'
import { planOwners, rememberOwners, takeBack } from '../../src/owners.ts'
import { parseUndos, type Undo } from '../../src/undo.ts'

const run = { runId: 'f00d' }
const stackWith = (...sources: readonly string[]) =>
  parseStack(
    JSON.stringify({
      services: {
        db: { volumes: sources.map((source) => ({ type: 'bind', source, target: '/at' })) },
      },
    }),
  )

describe('the places that are looked at', () => {
  test('are those of the workspace, by what they really are', () => {
    const real = new Map([
      ['/w', '/real'],
      ['/w/data', '/real/data'],
      ['/w/link', '/etc'],
    ])
    const stack = stackWith('/w/data', '/w/link', '/w/not-yet', '/etc/passwd', '/w', '/worse')
    expect(planOwners(stack, { workspace: '/w', real }, run)).toEqual({
      runId: 'f00d',
      workspace: '/real',
      places: ['data', 'not-yet', ''],
    })
  })

  test('are never outside, whatever is mounted', () => {
    const part = fc.constantFrom('w', '..', '.', '', 'a', '...')
    fc.assert(
      fc.property(fc.array(fc.array(part)), (paths) => {
        const sources = paths.map((parts) => `/${parts.join('/')}`)
        const { places } = planOwners(
          stackWith(...sources),
          { workspace: '/w', real: new Map() },
          run,
        )
        expect(places.filter((place) => /^\/|(^|\/)\.\.(\/|$)/.test(place))).toEqual([])
      }),
    )
  })
})

describe('what is remembered before the stack is there', () => {
  const remember = async (entries: readonly string[], extent: 'whole' | 'part' = 'whole') => {
    const saved: Undo[] = []
    const cleanup = new Cleanup({ save: (undos) => void saved.splice(0, saved.length, ...undos) })
    const owners = { ...noOwners, foreign: async () => ({ entries, extent }) }
    const plan = { ...run, workspace: '/w', places: ['data'] }
    return { saved, told: await rememberOwners(plan, { owners }, cleanup) }
  }

  test('is whose it was, for the post step to read', async () => {
    const { saved, told } = await remember(['theirs'])
    expect(told).toEqual([])
    expect(saved).toEqual([
      { kind: 'owners', ...run, workspace: '/w', places: ['data'], except: ['theirs'] },
    ])
    expect(parseUndos(JSON.stringify(saved))).toEqual(saved)
    expect(parseUndos(JSON.stringify(saved).replace('["theirs"]', '[7]'))).toEqual([])
  })

  test('is nothing where it would be known in part only', async () => {
    expect(await remember([], 'part')).toEqual({
      saved: [],
      told: [expect.stringContaining('it holds too much')],
    })
    expect((await remember(Array(201).fill('x'))).saved).toEqual([])
  })
})

test('what stays is told beside what was given back', async () => {
  const owners = {
    foreign: async () => ({
      entries: ['a', 'b', 'c', 'd', 'e', 'f', ''],
      extent: 'whole' as const,
    }),
    giveBack: async () => ({ folders: 1, files: 0, left: ['the owner of a: no'] }),
  }
  const undo = { ...run, workspace: '/w', places: [], except: [] }
  expect(await takeBack(undo, owners, new AbortController().signal)).toEqual({
    left: ['the owner of a: no'],
    told: [
      "containers left a, b, c, d, e and 2 more in the workspace as another user's: 1 folder given back to the user of this run",
    ],
  })
})
