// Logs that are written while the trial goes on, and what becomes of them at its end.
import { describe, expect, test } from '@jest/globals'
import { LogKeeper } from '../../src/stages/logs.ts'
import type { World } from '../../src/world/world.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const folder = 'report/logs'

interface Given {
  readonly services?: readonly string[]
  readonly bridge?: World['inside']['bridge']
  /** Of the log that is followed. */
  readonly finish?: () => Promise<void>
}

/** A stack that runs, and a clock on which one pause is over at once and the next one never. */
function running({ services = ['api'], bridge = 'reached', finish = async () => {} }: Given = {}) {
  const scripted = new ScriptedWorld()
  for (const name of services) {
    scripted.engine.create(name, name)
    scripted.engine.set(name, { status: 'running' })
  }
  const did = (deed: string): void => void scripted.deeds.push(deed)
  let pauses = 0
  const world: World = {
    ...scripted.world,
    clock: {
      ...scripted.world.clock,
      sleep: (_, signal) =>
        pauses++ === 0
          ? Promise.resolve()
          : new Promise((_resolve, reject) =>
              signal?.addEventListener('abort', () => reject(signal.reason), { once: true }),
            ),
    },
    inside: {
      ...scripted.world.inside,
      bridge,
      followLog(id, file) {
        did(`follow log of ${id} as ${file}`)
        return { finish, stop: async () => did(`stop log of ${id}`) }
      },
    },
  }
  const of = (pattern: RegExp) => scripted.deeds.filter((deed) => pattern.test(deed))
  return { keeper: new LogKeeper(folder, world), of }
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('logs of a trial', () => {
  test('that fails are those that were written meanwhile', async () => {
    const { keeper, of } = running()
    keeper.begin('p')
    await aMoment()
    expect(await keeper.finish('p')).toEqual([`logs of all services: ${folder}`])
    expect(of(/log of/)).toEqual([`follow log of api as ${folder}/api.log`, 'stop log of api'])
  })

  test('are fetched as a whole where what was written meanwhile is not whole', async () => {
    const finish = async (): Promise<void> => {
      throw new Error('it ended before its log did')
    }
    const { keeper, of } = running({ finish })
    keeper.begin('p')
    await aMoment()
    await keeper.finish('p')
    expect(of(/^save log/)).toEqual([`save log of api as ${folder}/api.log`])
  })

  test('are fetched as a whole where the trial failed soon, or the engine is elsewhere', async () => {
    const soon = running()
    soon.keeper.begin('p')
    await soon.keeper.finish('p')
    const far = running({ bridge: 'elsewhere' })
    far.keeper.begin('p')
    await aMoment()
    await far.keeper.finish('p')
    for (const { of } of [soon, far]) {
      expect(of(/^follow log/)).toEqual([])
      expect(of(/^save log/)).toHaveLength(1)
    }
  })

  test('that passes are written no more, and removed', async () => {
    const { keeper, of } = running()
    keeper.begin('p')
    await aMoment()
    await keeper.leave()
    expect(of(/log of|^remove/).slice(1)).toEqual(['stop log of api', `remove ${folder}`])
  })

  test('of many services are not all followed, and all kept', async () => {
    const { keeper, of } = running({ services: Array.from({ length: 50 }, (_, at) => `s${at}`) })
    keeper.begin('p')
    await aMoment()
    await keeper.finish('p')
    expect([of(/^follow log/).length, of(/^save log/).length]).toEqual([32, 18])
  })
})
