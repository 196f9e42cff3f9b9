import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { failureCodes } from '../../src/failure-codes.ts'
import { codeOfTrouble } from '../../src/health/codes.ts'
import type { ContainerState } from '../../src/world/world.ts'

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/failures.md'), 'utf8')

interface Explained {
  readonly code: string
  readonly class: string
  readonly text: string
}

function explained(): readonly Explained[] {
  return page
    .split(/^## /m)
    .slice(1)
    .flatMap((chapter) => {
      const [title = '', ...sections] = chapter.split(/^### /m)
      const kind = /^\w+/.exec(title)?.[0]?.toLowerCase() ?? ''
      return sections.map((section) => {
        const [code = '', ...lines] = section.split('\n')
        return { code, class: kind, text: lines.join('\n').trim() }
      })
    })
}

describe('docs/failures.md', () => {
  test('explains every code once, in the order of the table, under its class', () => {
    expect(explained().map(({ code, class: kind }) => ({ code, class: kind }))).toEqual(
      failureCodes.map((row) => ({ ...row })),
    )
  })

  test.each(explained().map((one) => [one.code, one.text] as const))(
    '%s says in a paragraph what, why and how to mend it',
    (_, text) => {
      expect(text).toMatch(/^[A-Z`][^\n]+ Fix: [^\n]+\.$/)
    },
  )

  test('has codes that are words, each once', () => {
    const codes = failureCodes.map(({ code }) => code)
    expect(codes.filter((code) => !/^ST(-[A-Z]+){1,2}$/.test(code))).toEqual([])
    expect(new Set(codes).size).toBe(codes.length)
  })
})

const running: ContainerState = {
  id: 'c1',
  name: 'p-api-1',
  startedAt: '2026-11-21T08:00:00Z',
  ports: [],
  service: 'api',
  replica: 1,
  image: 'sha256:1',
  status: 'running',
  error: '',
  exitCode: 0,
  oomKilled: false,
  restarts: 0,
  memoryLimit: 0,
  probes: [],
}
const refused = [{ exitCode: 1, durationMs: 20, output: 'no' }]

describe('a service that is not ready', () => {
  test.each([
    ['has no container', undefined, 'ST-CONTAINER-GONE'],
    ['is being removed', { status: 'removing' }, 'ST-CONTAINER-GONE'],
    ['could not be started', { status: 'created', error: 'no such file' }, 'ST-NOT-STARTED'],
    ['was killed for its memory', { status: 'exited', oomKilled: true }, 'ST-MEMORY'],
    ['ended', { status: 'exited', exitCode: 1 }, 'ST-EXITED'],
    ['ended again and again', { status: 'restarting', restarts: 3 }, 'ST-CRASH-LOOP'],
    ['refuses its probe', { health: 'starting', probes: refused }, 'ST-UNHEALTHY'],
    ['has answered no probe', { health: 'starting' }, 'ST-NOT-READY'],
    ['has not ended', {}, 'ST-NOT-READY'],
  ] as const)('because it %s has a code of that', (_, change, code) => {
    const state = change && { ...running, ...change }
    expect(codeOfTrouble({ state }, undefined)).toBe(code)
  })

  test('is known by how it ended last, which the engine forgets at a restart', () => {
    const state = { ...running, status: 'restarting', restarts: 4 } as const
    expect(codeOfTrouble({ state }, { exitCode: 137, oomKilled: true })).toBe('ST-MEMORY')
  })
})
