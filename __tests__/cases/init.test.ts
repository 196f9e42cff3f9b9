// Compose files without checks, and what `init` would write into each, to the letter; UPDATE_CASES=1
// rewrites the `.out` files, whose changes are then read in review.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { Stack } from '../../src/compose/model.ts'
import { proposeChecks, type Starter, writeChecks } from '../../src/init.ts'
import { parseInputs } from '../../src/inputs/inputs.ts'
import { diskFiles } from '../../src/io/files.ts'
import { ProcessRunner } from '../../src/io/runner.ts'
import { planSmoke } from '../../src/smoke/plan.ts'
import { resolveStack } from '../../src/stages/compose-config.ts'
import { readComposeFiles } from '../../src/stages/compose-files.ts'

const cases = path.resolve(import.meta.dirname, '../../../__tests__/cases/init')
const names = readdirSync(cases).flatMap((file) =>
  file.endsWith('.yaml') ? [file.replace(/\.yaml$/, '')] : [],
)
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-init-'))
  for (const below of ['api', 'web']) mkdirSync(path.join(folder, below))
})

afterEach(() => rmSync(folder, { recursive: true }))

const inputsFor = () =>
  parseInputs(new Map([['workdir', { value: folder, where: '--workdir' }]]), []).inputs
const worldFor = () => ({
  runner: new ProcessRunner({ env: process.env, cwd: folder, untrusted: [] }),
  files: diskFiles(folder),
  signal: new AbortController().signal,
})

async function propose(): Promise<Starter> {
  return proposeChecks(inputsFor(), {}, worldFor())
}

/** What `docker compose config` makes of the file as it is now. */
async function resolved(): Promise<Stack> {
  const read = await readComposeFiles(inputsFor(), { env: {}, fork: false }, worldFor().files)
  const stack = await resolveStack(inputsFor(), read, worldFor())
  if (stack.kind === 'failed') throw new Error(stack.problems.map(({ what }) => what).join('\n'))
  return stack.value.stack
}

const compose = () => path.join(folder, 'compose.yaml')
const withoutChecks = (stack: Stack) => ({
  ...stack,
  services: stack.services.map(({ smoke: _, ...service }) => service),
})

describe.each(names)('%s', (name) => {
  beforeEach(() => cpSync(path.join(cases, `${name}.yaml`), compose()))

  test('is shown as a difference', async () => {
    const { changes, notes } = await propose()
    const text = `${[...changes.flatMap(({ diff }) => diff), ...notes].join('\n')}\n`
    const out = path.join(cases, `${name}.out`)
    if (process.env['UPDATE_CASES'] === '1') writeFileSync(out, text)
    expect(text).toBe(existsSync(out) ? readFileSync(out, 'utf8') : `nothing: ${out}`)
  })

  test('is the same stack afterwards, with checks that we understand, and all that there are', async () => {
    const before = await resolved()
    const { changes } = await propose()
    await writeChecks(changes, worldFor())
    const stack = await resolved()
    expect(withoutChecks(stack)).toEqual(withoutChecks(before))
    const added = stack.services.filter(({ smoke }) => smoke !== undefined)
    const had = before.services.filter(({ smoke }) => smoke !== undefined)
    expect(added.length > had.length).toBe(changes.length > 0)
    const smoke = planSmoke({
      source: 'asked',
      stack,
      model: 'resolved',
      locate: () => undefined,
      env: {},
    })
    if (added.length > 0) expect(smoke.problems).toEqual([])
    expect((await propose()).changes).toEqual([])
  })

  test('loses no line', async () => {
    const before = readFileSync(compose(), 'utf8')
    const [change] = (await propose()).changes
    let at = 0
    for (const sign of before) at = (change?.text ?? before).indexOf(sign, at) + 1 || Number.NaN
    expect(at).not.toBeNaN()
  })
})

describe('several files', () => {
  test('get the checks of each service where it is first described', async () => {
    writeFileSync(compose(), 'services:\n  web:\n    image: nginx:1\n')
    const override = 'services:\n  web:\n    environment: { A: b }\n  cache:\n    image: redis:7\n'
    writeFileSync(path.join(folder, 'compose.override.yaml'), override)
    const { changes } = await propose()
    const texts = changes.map(({ text }) => parse(text) as { services: Record<string, object> })
    expect(texts.map(({ services }) => Object.keys(services))).toEqual([['web'], ['web', 'cache']])
    expect(texts.map(({ services }) => 'x-smoke' in (services['web'] ?? {}))).toEqual([true, false])
    expect(texts[1]?.services['cache']).toHaveProperty('x-smoke')
  })

  test('that are included are not changed', async () => {
    writeFileSync(compose(), 'include: [other.yaml]\nservices:\n  web:\n    image: nginx:1\n')
    writeFileSync(path.join(folder, 'other.yaml'), 'services:\n  cache:\n    image: redis:7\n')
    const { changes, notes } = await propose()
    expect(changes.map(({ path: file }) => path.basename(file))).toEqual(['compose.yaml'])
    expect(notes).toEqual([
      'cache gets no check: it stands in none of the files that were named, but in one that they include',
    ])
  })
})

test('a byte order mark stays', async () => {
  writeFileSync(compose(), '\uFEFFservices:\n  cache:\n    image: redis:7\n')
  await writeChecks((await propose()).changes, worldFor())
  expect(readFileSync(compose(), 'utf8')).toMatch(/^\uFEFFservices:\n.*x-smoke:\n/s)
})

test('a file that Compose refuses is refused in the same words as by a trial', async () => {
  writeFileSync(compose(), 'services:\n  web:\n    image: nginx:1\n    prots: ["80"]\n')
  await expect(propose()).rejects.toThrow('prots')
})

test('lines end as they did, and a last line that did not end still says the same', async () => {
  const lines = ['services:', '  cache:', '    image: redis:7', '  other:', '    image: redis:7']
  writeFileSync(compose(), lines.join('\r\n'))
  const { changes } = await propose()
  const checks = [
    '    x-smoke:',
    '      - exec: [redis-cli, ping]',
    '        expect: { stdout: PONG }',
  ]
  const all = [...lines.slice(0, 3), ...checks, ...lines.slice(3), ...checks, '']
  expect(changes[0]?.text).toBe(all.join('\r\n'))
  expect(changes[0]?.diff).toContain('\\ No newline at end of file')
})
