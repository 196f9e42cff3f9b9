import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Cleanup, undoAll, undoUntilQuiet } from '../../src/cleanup.ts'
import { parseUndos, type Undo } from '../../src/undo.ts'
import type { OfProject, RemovalOptions } from '../../src/world/world.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const undos: readonly Undo[] = [
  { kind: 'processes', runId: 'f00d' },
  { kind: 'folder', path: '/tmp/run' },
  { kind: 'image-tag', reference: 'api:trial' },
  { kind: 'stack', project: 'p' },
]
const calmly = { hurry: false, deadline: new AbortController().signal }

describe('what was saved to be undone', () => {
  test('is read back as it was', () => {
    expect(parseUndos(JSON.stringify(undos))).toEqual(undos)
  })

  test.each(['', 'null', '{}', '"stack"', '{', '[1,null,[],{}]', '[{"kind":"toString"}]'])(
    'is nothing where nothing of ours was saved: %j',
    (text) => {
      expect(parseUndos(text)).toEqual([])
    },
  )

  test('keeps what is whole and drops the rest', () => {
    const text = JSON.stringify([{ kind: 'stack' }, undos[2], { kind: 'folder', path: 7 }])
    expect(parseUndos(text)).toEqual([undos[2]])
  })

  test('is never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(Array.isArray(parseUndos(text))).toBe(true)
      }),
    )
  })
})

describe('undoing', () => {
  test('twice does everything once', async () => {
    const { world, deeds } = new ScriptedWorld()
    const cleanup = new Cleanup({ save: () => {} })
    for (const undo of undos) cleanup.add(undo)
    await cleanup.run(world, calmly)
    const once = [...deeds]
    expect(await cleanup.run(world, calmly)).toEqual({ left: [], told: [] })
    expect(deeds).toEqual(once)
  })

  test('by the post step does what the run would have done', async () => {
    const { world, deeds } = new ScriptedWorld()
    await undoAll(parseUndos(JSON.stringify(undos)), world, calmly)
    expect(deeds.toSorted()).toEqual([
      'engine remove p after 2s',
      'engine untag api:trial',
      'remove /tmp/run',
    ])
  })

  test('nothing is nothing', async () => {
    const { world, deeds } = new ScriptedWorld()
    expect(await undoAll([], world, calmly)).toEqual({ left: [], told: [], open: [] })
    expect(deeds).toEqual([])
  })

  test('that fails leaves it on the list, for the post step to try again', async () => {
    const scripted = new ScriptedWorld()
    const saved: string[] = []
    const cleanup = new Cleanup({ save: (open) => saved.push(JSON.stringify(open)) })
    for (const undo of undos) cleanup.add(undo)
    const engine = {
      ...scripted.world.engine,
      removeProject: async () => ({ left: ['volume v'] }),
      removeImageTag: async () => {},
    }
    const undone = await cleanup.run({ ...scripted.world, engine }, calmly)
    expect(undone).toEqual({ left: ['volume v'], told: [] })
    expect(JSON.parse(saved.at(-1) ?? '')).toEqual([{ kind: 'stack', project: 'p' }])
  })

  test('ends at its deadline, whatever hangs, and tells what it could not do', async () => {
    const { world } = new ScriptedWorld()
    const hanging = { ...world.files, removeFolder: () => new Promise<void>(() => {}) }
    const deadline = AbortSignal.timeout(20)
    const { left, open } = await undoAll(
      undos,
      { ...world, files: hanging },
      { hurry: true, deadline },
    )
    expect(left).toContain('folder /tmp/run: its time was up')
    expect(open).toContainEqual({ kind: 'folder', path: '/tmp/run' })
  })

  test('ends the programs of the run first: they would make new things', async () => {
    const scripted = new ScriptedWorld()
    const order: string[] = []
    const processes = { end: async (runId: string) => void order.push(`end ${runId}`) }
    const engine = {
      ...scripted.world.engine,
      removeProject: async ({ project }: OfProject) => {
        order.push(`remove ${project}`)
        return { left: [] }
      },
      removeImageTag: async () => {},
    }
    await undoAll(undos, { ...scripted.world, processes, engine }, calmly)
    expect(order).toEqual(['end f00d', 'remove p'])
  })
})

describe('a stack that is taken down early', () => {
  /** Of a removal that ends when it is told to, with what it leaves. */
  function slowRemoval() {
    const scripted = new ScriptedWorld()
    const ends: ((left: readonly string[]) => void)[] = []
    const frees: (() => void)[] = []
    const removeProject = (_: OfProject, { onFreed = () => {} }: RemovalOptions) =>
      new Promise<{ left: readonly string[] }>((resolve) => {
        frees.push(onFreed)
        ends.push((left) => resolve({ left }))
      })
    const saved: string[] = []
    const cleanup = new Cleanup({ save: (open) => saved.push(JSON.stringify(open)) })
    for (const undo of undos) cleanup.add(undo)
    const untagged: string[] = []
    const removeImageTag = async (reference: string) => void untagged.push(reference)
    const engine = { ...scripted.world.engine, removeProject, removeImageTag }
    return { untagged, world: { ...scripted.world, engine }, frees, ends, saved, cleanup }
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve))

  test('stays on the list until it is gone, and is waited for', async () => {
    const { world, untagged, ends, saved, cleanup } = slowRemoval()
    cleanup.layUp('stack', world, calmly)
    expect(saved.at(-1)).toContain('"stack"')
    const done = cleanup.run(world, calmly)
    await turn()
    expect(untagged).toEqual([])
    ends[0]?.([])
    expect(await done).toEqual({ left: [], told: [] })
    expect(ends).toHaveLength(1)
    expect(untagged).toEqual(['api:trial'])
  })

  test('is tried again at the end where something of it is left', async () => {
    const { world, ends, saved, cleanup } = slowRemoval()
    cleanup.layUp('stack', world, calmly)
    await turn()
    ends[0]?.(['volume v'])
    await turn()
    expect(saved.at(-1)).toContain('"stack"')
    const done = cleanup.run(world, calmly)
    await turn()
    ends[1]?.(['volume v: in use'])
    expect(await done).toEqual({ left: ['volume v: in use'], told: [] })
    expect(saved.at(-1)).toBe('[{"kind":"stack","project":"p"}]')
  })

  test('has its images go behind it, before the end', async () => {
    const { world, untagged, ends, cleanup } = slowRemoval()
    cleanup.layUp('stack', world, calmly)
    cleanup.layUp('image-tag', world, calmly)
    await turn()
    expect(untagged).toEqual([])
    ends[0]?.([])
    await turn()
    expect(untagged).toEqual(['api:trial'])
    expect(await cleanup.run(world, calmly)).toEqual({ left: [], told: [] })
    expect(untagged).toEqual(['api:trial'])
  })

  test('has its images go while its network does, once no container holds them', async () => {
    const { world, untagged, frees, ends, cleanup } = slowRemoval()
    cleanup.layUp('stack', world, calmly)
    cleanup.layUp('image-tag', world, calmly)
    await turn()
    frees[0]?.()
    await turn()
    expect(untagged).toEqual(['api:trial'])
    const done = cleanup.run(world, calmly)
    await turn()
    expect(ends).toHaveLength(1)
    ends[0]?.(['network p_default: in use'])
    await turn()
    ends[1]?.([])
    expect(await done).toEqual({ left: [], told: [] })
  })

  test('that hangs is told when the time is up, and left to the post step', async () => {
    const { world, saved, cleanup } = slowRemoval()
    cleanup.layUp('stack', world, calmly)
    const { left } = await cleanup.run(world, { hurry: true, deadline: AbortSignal.timeout(20) })
    expect(left).toContain('stack p: its time was up')
    expect(saved.at(-1)).toContain('"stack"')
  })
})

describe('what a killed run left', () => {
  const stack: readonly Undo[] = [{ kind: 'stack', project: 'p' }]
  const leftAfter = async (answers: readonly (readonly string[])[]) => {
    const scripted = new ScriptedWorld()
    const slept: number[] = []
    let asked = 0
    const removeProject = async () => ({ left: answers[asked++] ?? [] })
    const world = { ...scripted.world, engine: { ...scripted.world.engine, removeProject } }
    const { left } = await undoUntilQuiet(stack, world, calmly, async (ms) => void slept.push(ms))
    return { left, asked, slept }
  }

  test('is looked for once more, as the engine may still be making it', async () => {
    expect(await leftAfter([[], []])).toEqual({ left: [], asked: 2, slept: [1000] })
  })

  test('is tried again while something holds it', async () => {
    expect(await leftAfter([['volume v: in use'], ['volume v: in use'], []])).toEqual({
      left: [],
      asked: 3,
      slept: [1000, 3000],
    })
  })

  test('and stays is told after the last look', async () => {
    const busy = Array.from({ length: 9 }, () => ['volume v: in use'])
    expect(await leftAfter(busy)).toMatchObject({ left: ['volume v: in use'], asked: 4 })
  })
})
