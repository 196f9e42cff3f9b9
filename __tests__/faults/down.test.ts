import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type DownRequest, takeDown } from '../../src/down.ts'
import { TrialError } from '../../src/errors.ts'
import { EngineConnection } from '../../src/io/engine-connection.ts'
import { EngineLeftStacks } from '../../src/io/left-stacks.ts'
import { json, ScriptedEngine } from '../support/scripted-engine.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const labelled = (project: string, runId: string) => ({
  Id: `${project}-${runId}`,
  Labels: { 'com.docker.compose.project': project, 'sea-trial.run': runId },
})
const folderOf = (runId: string): string => `/tmp/sea-trial-${runId}`

let server: ScriptedEngine
let stacks: EngineLeftStacks
let scripted: ScriptedWorld
beforeEach(async () => {
  scripted = new ScriptedWorld()
  server = new ScriptedEngine()
    .on(
      'GET /containers/json',
      json([labelled('st-a', 'f00d'), labelled('st-a', 'f00d'), labelled('st-b', 'beef')]),
    )
    .on('GET /networks', json([labelled('st-a', 'f00d'), labelled('st-c', 'dead')]))
    .on('GET /volumes', json({ Volumes: [labelled('st-c', 'dead')], Warnings: null }))
    .on(
      'GET /images/json',
      json([
        { RepoTags: ['api:trial-f00d', 'api:latest'] },
        { RepoTags: ['localhost:5000/web:trial-f00d'] },
        { RepoTags: null },
        { RepoTags: ['api:trial-beef', 'api:trial-f00d00'] },
      ]),
    )
  await server.start()
  stacks = new EngineLeftStacks(
    new EngineConnection({
      hostname: 'localhost',
      way: { kind: 'socket', path: server.socketPath },
    }),
  )
})
afterEach(() => server.stop())

const down = (request: Partial<DownRequest> = {}) =>
  takeDown({ folderOf, ...request }, stacks, scripted.world)
const removals = () => scripted.deeds.filter((deed) => /^engine (remove|untag)/.test(deed))

describe('taking down', () => {
  test('asks for containers, networks and volumes with our label only', async () => {
    await down()
    const asked = server.urls.filter(({ pathname }) => pathname !== '/images/json')
    expect(asked.map(({ pathname }) => pathname).toSorted()).toEqual([
      '/containers/json',
      '/networks',
      '/volumes',
    ])
    const filters = asked.map(({ searchParams }) => searchParams.get('filters'))
    expect(filters).toEqual(
      Array(3).fill('{"label":["sea-trial.run","com.docker.compose.project"]}'),
    )
  })

  test('removes every stack, then the candidates of its own run, and says so', async () => {
    expect(await down()).toEqual({
      removed: [
        'stack st-a (2 containers, 1 network), image api:trial-f00d, image localhost:5000/web:trial-f00d',
        'stack st-b (1 container), image api:trial-beef',
        'stack st-c (1 network, 1 volume)', // its containers are gone already
      ],
      left: [],
    })
    expect(removals()[0]).toBe('engine remove st-a of f00d after 2s')
    expect(removals().slice(1, 3).toSorted()).toEqual([
      'engine untag api:trial-f00d',
      'engine untag localhost:5000/web:trial-f00d',
    ])
    expect(removals()).toHaveLength(6)
  })

  test('removes only the stack that is named', async () => {
    await down({ project: 'st-b' })
    expect(removals()).toEqual([
      'engine remove st-b of beef after 2s',
      'engine untag api:trial-beef',
    ])
  })

  test('leaves a stack whose run goes on, unless it is named', async () => {
    scripted.files.set(folderOf('beef'), '')
    const { removed, left } = await down()
    expect(removed).toHaveLength(2)
    expect(left).toEqual([expect.stringMatching(/^stack st-b: its run goes on/)])
    expect((await down({ project: 'st-b' })).left).toEqual([])
  })

  test('of a name that no trial gave is refused, and nothing is removed', async () => {
    const failed = await down({ project: 'shop' }).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(TrialError)
    const told = {
      class: 'input',
      what: expect.stringContaining('shop'),
      why: 'there are st-a, st-b, st-c',
    }
    expect((failed as TrialError).failures).toMatchObject([told])
    expect(removals()).toEqual([])
  })

  test('tells what is left, and goes on', async () => {
    scripted.engine.removal = async () => ({ left: ['volume st-a_data: in use'] })
    const { removed, left } = await down()
    expect(removed).toEqual([])
    expect(left).toHaveLength(3)
  })

  test('is done where there is nothing', async () => {
    for (const kind of ['containers/json', 'images/json', 'networks']) {
      server.on(`GET /${kind}`, json([]))
    }
    server.on('GET /volumes', json({ Volumes: null }))
    expect(await down()).toEqual({ removed: [], left: [] })
  })
})
