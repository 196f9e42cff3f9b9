// Words become numbers: each one has a row in the table of the model, and a text is the sum of its words.
import { open, stat } from 'node:fs/promises'

const width = 32 // bytes of a row

export async function loadModel(file) {
  const { size } = await stat(file)
  const table = await open(file)
  return {
    bytes: size,
    async embed(text) {
      const sum = new Float64Array(width)
      for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
        const row = Buffer.alloc(width)
        await table.read(row, 0, width, (hash(word) % Math.floor(size / width)) * width)
        for (let at = 0; at < width; at += 1) sum[at] += row.readInt8(at)
      }
      return sum
    },
  }
}

export function likeness(one, other) {
  const dot = (a, b) => a.reduce((sum, value, at) => sum + value * b[at], 0)
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other) || 1)
}

function hash(word) {
  let value = 0x811c9dc5
  for (const character of word) value = Math.imul(value ^ character.codePointAt(0), 0x01000193)
  return value >>> 0
}
