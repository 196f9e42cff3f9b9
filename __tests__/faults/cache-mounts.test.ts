import { describe, expect, test } from '@jest/globals'
import { Cleanup } from '../../src/cleanup.ts'
import type { MountsPlan, PlannedMount } from '../../src/mounts/plan.ts'
import { keepMounts, restoreMounts } from '../../src/stages/mounts.ts'
import type { Outcome, Restored, Store, World } from '../../src/world/world.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const builder = { kind: 'engine', reason: '' } as const

function mountOf(id: string): PlannedMount {
  return {
    ...{ id, target: id, args: [], base: 'node:24-slim', images: ['web'], locks: [] },
    ...{ key: `${id}-exact`, restoreKeys: [`${id}-`], folder: `/temp/mounts${id}` },
  }
}

function planOf(...ids: readonly string[]): MountsPlan {
  const rights = { read: true, write: true, folder: '/temp/mounts', runId: 'f00d' }
  return { kind: 'kept', reason: '', left: [], mounts: ids.map(mountOf), ...rights }
}

class Scene {
  readonly scripted = new ScriptedWorld().on(/^docker buildx build/, {})
  readonly asked: string[] = []
  found: Restored = { kind: 'miss' }
  unsaved: string | undefined
  readonly #store: Store = {
    restore: async (folder, { key }) => {
      this.asked.push(`restore ${key} into ${folder}`)
      return this.found
    },
    save: async (folder, { key }) => {
      this.asked.push(`save ${folder} as ${key}`)
      return this.unsaved
    },
  }
  readonly world: World = { ...this.scripted.world, store: this.#store }

  restore(plan: MountsPlan) {
    const cleanup = new Cleanup({ save: (undos) => this.asked.push(`save ${undos.length} undos`) })
    return restoreMounts(plan, builder, this.world, cleanup)
  }

  keep(plan: MountsPlan, open: readonly PlannedMount[] = plan.mounts) {
    return keepMounts(plan, { builder, mounts: { open } }, this.world).done()
  }

  /** What the engine says to the build that fills or empties a mount. */
  build(outcome: Partial<Outcome> & { readonly account?: string }): this {
    this.scripted.on(/^docker buildx build/, async ({ argv }) => {
      const dest = /dest=(.*)/.exec(argv.join('\n'))?.[1]
      if (dest && outcome.account) this.scripted.files.set(`${dest}/account`, outcome.account)
      return outcome
    })
    return this
  }

  get builds(): number {
    return this.scripted.deeds.filter((deed) => deed.startsWith('run docker buildx build')).length
  }
}

const idsOf = (mounts: readonly PlannedMount[]): readonly string[] => mounts.map(({ id }) => id)

describe('a cache mount before the build', () => {
  test('that was kept under its very key is not to be kept again', async () => {
    const scene = new Scene()
    scene.found = { kind: 'hit', key: '/npm-exact' }
    expect(await scene.restore(planOf('/npm'))).toEqual({ open: [] })
    expect(scene.asked).toEqual(['save 1 undos', 'restore /npm-exact into /temp/mounts/npm'])
    expect(scene.builds).toBe(1)
  })

  test('that was kept under an older key is filled, and kept again', async () => {
    const scene = new Scene()
    scene.found = { kind: 'hit', key: '/npm-older' }
    expect(idsOf((await scene.restore(planOf('/npm'))).open)).toEqual(['/npm'])
    expect(scene.builds).toBe(1)
  })

  test('that was never kept costs no build', async () => {
    const scene = new Scene()
    expect(idsOf((await scene.restore(planOf('/npm'))).open)).toEqual(['/npm'])
    expect(scene.builds).toBe(0)
  })

  test('that the event may not read is not looked for', async () => {
    const scene = new Scene()
    const restored = await scene.restore({ ...planOf('/npm'), read: false })
    expect(idsOf(restored.open)).toEqual(['/npm'])
    expect(scene.asked).toEqual(['save 1 undos'])
  })

  test.each<[string, Partial<Outcome>, string]>([
    ['takes too long', { exitCode: 128, timedOut: true }, 'its time was up'],
    ['has a broken archive', { exitCode: 1, stderr: '#7 0.2 tar: short read' }, 'tar: short read'],
    [
      'has a base image without tar',
      { exitCode: 1, stderr: 'did not complete successfully: exit code: 42' },
      'node:24-slim has no shell with tar, or none with du',
    ],
  ])('that %s is a warning, and is left alone behind the build', async (_, outcome, why) => {
    const scene = new Scene().build(outcome)
    scene.found = { kind: 'hit', key: '/npm-exact' }
    expect(await scene.restore(planOf('/npm'))).toEqual({
      open: [],
      warning: `the cache mount /npm was not restored: ${why}`,
    })
  })

  test('is told of once, with all the others that are broken', async () => {
    const scene = new Scene()
    scene.found = { kind: 'failed', why: 'it broke' }
    expect((await scene.restore(planOf('/npm', '/apt'))).warning).toBe(
      'the cache mount /npm was not restored: it broke; the cache mount /apt was not restored: it broke',
    )
  })

  test('does not wait for a service that is broken', async () => {
    const scene = new Scene()
    scene.scripted.respond = async () => ({ status: 500 })
    const plan = { ...planOf('/npm'), service: { url: 'http://results/', token: 't' } }
    expect(await scene.restore(plan)).toEqual({
      open: [],
      warning: "GitHub's cache service answers 500; cache mounts start empty",
    })
    expect(scene.asked).toEqual(['save 1 undos'])
  })

  test('whose program can not be started is a warning too', async () => {
    const scene = new Scene()
    scene.scripted.on(/^docker buildx build/, () => Promise.reject(new Error('no docker')))
    scene.found = { kind: 'hit', key: '/npm-exact' }
    expect((await scene.restore(planOf('/npm'))).warning).toMatch(/no docker$/)
  })

  test('ends with the run that is cancelled', async () => {
    const scene = new Scene()
    scene.found = { kind: 'hit', key: '/npm-exact' }
    scene.scripted.cancelAt(/^run docker buildx build/)
    await expect(scene.restore(planOf('/npm'))).rejects.toThrow('SIGINT')
  })

  test('that is not carried from run to run is not touched', async () => {
    const scene = new Scene()
    const plan: MountsPlan = { ...planOf('/npm'), kind: 'builder', warning: 'no token' }
    expect(await scene.restore(plan)).toEqual({ open: [], warning: 'no token' })
    expect(scene.asked).toEqual([])
  })
})

describe('a cache mount behind the build', () => {
  test('is packed into a clean folder and saved', async () => {
    const scene = new Scene().build({ account: 'kept 12\n' })
    expect(await scene.keep(planOf('/npm'))).toEqual({ problems: [], notes: [] })
    expect(scene.scripted.deeds[0]).toBe('remove /temp/mounts/npm')
    expect(scene.asked).toEqual(['save /temp/mounts/npm as /npm-exact'])
  })

  test.each<[string, Partial<Outcome> & { account?: string }, string]>([
    ['is empty', { account: 'empty\n' }, 'it is empty'],
    ['is too large', { account: 'large 3000000\n' }, 'it has 3072.0 MB, more than 2000.0 MB'],
    [
      'has a base image without tar',
      { exitCode: 1, stderr: 'exit code: 42' },
      'node:24-slim has no shell with tar, or none with du',
    ],
  ])('that %s is a note', async (_, outcome, why) => {
    const scene = new Scene().build(outcome)
    const notes = [`the cache mount /npm was not kept: ${why}`]
    expect(await scene.keep(planOf('/npm'))).toEqual({ problems: [], notes })
    expect(scene.asked).toEqual([])
  })

  test.each<[string, Partial<Outcome> & { account?: string }, string | undefined, string]>([
    ['takes too long', { exitCode: 128, timedOut: true }, undefined, 'its time was up'],
    ['can not be packed', { exitCode: 1, stderr: 'tar: no space' }, undefined, 'tar: no space'],
    [
      'says nothing of itself',
      { account: 'what' },
      undefined,
      'it was packed without a word of its size',
    ],
    ['can not be saved', { account: 'kept 1' }, 'read-only', 'read-only'],
    ['leaves no file', {}, undefined, "ENOENT: no such file, open '/temp/mounts/npm/account'"],
  ])('that %s is a problem', async (_, outcome, unsaved, why) => {
    const scene = new Scene().build(outcome)
    scene.unsaved = unsaved
    const problems = [`the cache mount /npm was not kept: ${why}`]
    expect(await scene.keep(planOf('/npm'))).toEqual({ problems, notes: [] })
  })

  test('that was restored as it is is not packed', async () => {
    const scene = new Scene()
    await scene.keep(planOf('/npm'), [])
    expect(scene.builds).toBe(0)
  })

  test('that the event may not write is not packed', async () => {
    const scene = new Scene().build({ account: 'kept 1' })
    await scene.keep({ ...planOf('/npm'), write: false })
    expect(scene.builds).toBe(0)
  })

  test('waits no longer for its neighbours than for all of them', async () => {
    const scene = new Scene()
    scene.scripted.on(/^docker buildx build/, async () => {
      await scene.world.clock.sleep(200_000)
      return { exitCode: 128, timedOut: true }
    })
    expect((await scene.keep(planOf('/a', '/b', '/c'))).problems).toEqual([
      'the cache mount /a was not kept: its time was up',
      'the cache mount /b was not kept: its time was up',
      'the cache mount /c was not kept: the time for all of them was up',
    ])
  })

  test('of a run that is cancelled ends with it', async () => {
    const scene = new Scene()
    scene.scripted.cancelAt(/^run docker buildx build/)
    expect((await scene.keep(planOf('/a', '/b'))).problems).toEqual(['SIGINT'])
  })
})
