import { describe, expect, test } from '@jest/globals'
import { ImageMemory } from '../../src/io/image-memory.ts'

const digest = `sha256:${'a'.repeat(64)}`

/** Gives the answers one after the other. */
function engineWith(answers: readonly unknown[]) {
  let asked = 0
  return { ask: async () => answers[asked++], asked: () => asked }
}

describe('what the engine said of an image', () => {
  test('is asked for once behind a digest, under whatever name, and for each question', async () => {
    const memory = new ImageMemory()
    const { ask, asked } = engineWith(['image', 'history'])
    expect(await memory.recall('image', digest, ask)).toBe('image')
    expect(await memory.recall('image', `localhost:5050/acme/api@${digest}`, ask)).toBe('image')
    expect(await memory.recall('history', digest, ask)).toBe('history')
    expect(asked()).toBe(2)
  })

  test('is asked for anew by a name, which may mean another image by now', async () => {
    const memory = new ImageMemory()
    const { ask } = engineWith(['old', 'new'])
    expect(await memory.recall('image', 'api:1', ask)).toBe('old')
    expect(await memory.recall('image', 'api:1', ask)).toBe('new')
  })

  test('is known when it was asked for by name before', async () => {
    const memory = new ImageMemory()
    const { ask, asked } = engineWith([])
    memory.learn(digest, 'learned')
    expect(await memory.recall('image', digest, ask)).toBe('learned')
    expect(asked()).toBe(0)
  })

  test('is not kept where there was no such image, or no answer', async () => {
    const memory = new ImageMemory()
    const { ask } = engineWith([undefined, 'pulled since'])
    expect(await memory.recall('image', digest, ask)).toBeUndefined()
    expect(await memory.recall('image', digest, ask)).toBe('pulled since')
    const other = digest.replace('a', 'b')
    const broken = () => Promise.reject(new Error('gone'))
    await expect(memory.recall('image', other, broken)).rejects.toThrow('gone')
    expect(await memory.recall('image', other, async () => 'back')).toBe('back')
  })
})
