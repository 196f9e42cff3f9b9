import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Cleanup, parseUndos, type Undo, undoAll } from '../../src/cleanup.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const undos: readonly Undo[] = [
  { kind: 'folder', path: '/tmp/run' },
  { kind: 'image-tag', reference: 'api:trial' },
  { kind: 'stack', project: 'p' },
]
const calmly = { hurry: false, deadlineMs: 1000 }

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
    expect(await cleanup.run(world, calmly)).toEqual([])
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
    expect(await undoAll([], world, calmly)).toEqual([])
    expect(deeds).toEqual([])
  })
})
