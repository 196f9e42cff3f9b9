import assert from 'node:assert/strict'
import test from 'node:test'
import { parse } from './settings.js'

test('keys, values, comments', () => {
  assert.deepEqual(parse('a = b = c # why\n\n# nothing\n'), { a: 'b = c' })
  assert.throws(() => parse('a b'), /no = in "a b"/)
})
