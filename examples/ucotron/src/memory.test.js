import assert from 'node:assert/strict'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { Memory } from './memory.js'

test('gives ids of its range, each once', async () => {
  const memory = new Memory(await mkdtemp(path.join(tmpdir(), 'memory-')), '7-9')
  const learned = await Promise.all(['a', 'b', 'c'].map((text) => memory.learn(text)))
  assert.deepEqual(
    learned.map(({ id }) => id),
    [7, 8, 9],
  )
  await assert.rejects(memory.learn('d'), /used up/)
  assert.equal((await memory.find(8)).content, 'b')
})

test('refuses what is no range', () => {
  assert.throws(() => new Memory('/tmp', '9-7'), /9-7 is no range/)
})
