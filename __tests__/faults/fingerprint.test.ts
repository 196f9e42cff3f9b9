// One hash over a folder: what makes it another one, and what can't be compared.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { fingerprintOf } from '../../src/io/fingerprint.ts'
import { nothingLeftOut, readIgnore } from '../../src/reuse/ignore.ts'

let folder: string
const at = (...parts: string[]): string => path.join(folder, ...parts)

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-print-'))
  mkdirSync(at('src'))
  writeFileSync(at('src/a'), 'a')
  writeFileSync(at('b'), 'x'.repeat(2 * 1024 ** 2))
  symlinkSync('b', at('link'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function print(ignore = ''): Promise<string> {
  const read = readIgnore(ignore)
  const leftOut = read.kind === 'read' ? read.leftOut : nothingLeftOut
  const found = await fingerprintOf(folder, leftOut)
  return found.kind === 'known' ? found.digest : found.why
}

describe('a folder', () => {
  test.each<[string, () => void]>([
    ['content', () => writeFileSync(at('src/a'), 'b')],
    ['content of a large file', () => writeFileSync(at('b'), 'y'.repeat(2 * 1024 ** 2))],
    ['name', () => renameSync(at('src/a'), at('src/c'))],
    ['mode', () => chmodSync(at('src/a'), 0o755)],
    ['link', () => [rmSync(at('link')), symlinkSync('src', at('link'))]],
    ['folder in it', () => mkdirSync(at('empty'))],
  ])('with another %s is another one', async (_, change) => {
    const before = await print()
    expect(before).toMatch(/^sha256:[0-9a-f]{64}$/)
    change()
    expect(await print()).not.toBe(before)
  })

  test('is the same at another time, and with other files that are left out', async () => {
    const before = await print('src\n')
    utimesSync(at('b'), 1, 1)
    writeFileSync(at('src/new'), 'new')
    expect(await print('src\n')).toBe(before)
    expect(await print('src\n!src/new\n')).not.toBe(before)
  })

  test('with a socket in it can not be compared, unless that is left out', async () => {
    const server = net.createServer()
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve))
    expect(await print()).toMatch(/socket is neither a file nor a folder$/)
    expect(await print('socket\n')).toMatch(/^sha256:/)
    await new Promise((resolve) => server.close(resolve))
  })

  test('that is not there is not known', async () => {
    const gone = await fingerprintOf(at('gone'), nothingLeftOut)
    expect(gone).toEqual({ kind: 'unknown', why: expect.stringMatching(/gone can't be read/) })
  })
})
