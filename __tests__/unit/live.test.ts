import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { liveLog } from '../../src/io/live-terminal.ts'
import {
  cells,
  fitted,
  frameOf,
  type LiveView,
  nothingToSee,
  withoutStage,
  withProgress,
  withStage,
} from '../../src/report/live.ts'
import type { Progress } from '../../src/world/progress.ts'

const room = { columns: 80, rows: 24 }
const building: Progress = {
  ...{ kind: 'image', name: 'api', state: 'building', done: 3, steps: 12 },
  step: '[api 4/12] RUN npm ci',
}
const starting: Progress = {
  ...{ kind: 'service', name: 'db', service: 'db', replica: 1, state: 'starting' },
  ...{ words: 'its healthcheck fails with exit code 1', restarts: 2 },
}

function viewOf(stage: string, ...told: readonly Progress[]): LiveView {
  return told.reduce((view, one) => withProgress(view, one, 0), withStage(nothingToSee, stage, 0))
}

describe('a frame', () => {
  test('outside of a stage is nothing', () => {
    expect(frameOf(nothingToSee, room, 0)).toEqual([])
    expect(frameOf(withoutStage(viewOf('build', building)), room, 0)).toEqual([])
  })

  test('has the stage with its time, and an image with step and percentage', () => {
    const web: Progress = { kind: 'image', name: 'web', state: 'done', done: 5, steps: 5 }
    expect(frameOf(viewOf('build', building, web), room, 12_340)).toEqual([
      '⠸ build 12.3s, 1 of 2 built',
      '  api  12.3s ━━━━╌╌╌╌╌╌╌╌╌╌╌╌ 25%  [api 4/12] RUN npm ci',
    ])
  })

  test('has services with what they are waited for, and not those that wait for others', () => {
    const api: Progress = { ...starting, name: 'api', state: 'created', words: 'not started yet' }
    expect(frameOf(viewOf('health', starting, api), room, 2000)).toEqual([
      '⠋ health 2.0s, 0 of 2 ready',
      '  db   2.0s its healthcheck fails with exit code 1, 2 restarts',
    ])
  })

  test('has the checks that are asked, and uploads with their size', () => {
    const check: Progress = { kind: 'check', name: 'a ship can arrive', state: 'asked' }
    const bytes = { done: 20_000_000, all: 40_000_000 }
    const push: Progress = { kind: 'push', name: 'r.example/api:main', state: 'pushing', bytes }
    expect(frameOf(viewOf('smoke', check), room, 100)[1]).toBe('  a ship can arrive   0.1s')
    const [, line] = frameOf(viewOf('publish', push), room, 100)
    expect(line).toBe('  r.example/api:main   0.1s ━━━━━━━━╌╌╌╌╌╌╌╌ 50% of 40 MB')
  })

  test('leaves what was said before on the screen', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({ ...building, name: `image${at}` }))
    const frame = frameOf(viewOf('build', ...many), room, 0)
    expect(frame).toHaveLength(12)
    expect(frame.at(-1)).toBe('  and 30 more')
    expect(frameOf(viewOf('build', ...many), { columns: 80, rows: 6 }, 0)).toHaveLength(4)
    expect(frameOf(viewOf('build', ...many), { columns: 80, rows: 1 }, 0)).toHaveLength(1)
  })

  test('never breaks a line and obeys nobody, whatever names there are', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('船', '\u001b[2J', '\r\n'))
    fc.assert(
      fc.property(text, text, fc.integer({ min: 2, max: 200 }), (name, step, columns) => {
        const view = viewOf('build', { ...building, name, step }, { ...starting, words: step })
        for (const line of frameOf(view, { columns, rows: 24 }, 0)) {
          expect(cells(line)).toBeLessThan(columns)
          expect(line).not.toMatch(/\p{Cc}/u)
        }
      }),
    )
  })

  test('knows how wide signs are', () => {
    expect(['api', 'ä', '船', 'e\u0301', '🚢'].map(cells)).toEqual([3, 1, 2, 1, 2])
    expect(fitted('船船船', 5)).toBe('船船…')
  })
})

const written = /\p{Cc}\[(\d+)A|(\p{Cc}\[0J)|(\p{Cc}\[\d+m|\r)|([\s\S])/gu

/** As a terminal shows what is written to it. */
class Glass {
  readonly lines: string[] = ['']
  columns: number
  #row = 0

  constructor(columns: number) {
    this.columns = columns
  }

  write(text: string): void {
    for (const [, up, clear, mark, sign] of text.matchAll(written)) {
      if (up !== undefined) this.#row = Math.max(0, this.#row - Number(up))
      else if (clear !== undefined) this.lines.splice(this.#row, this.lines.length, '')
      else if (mark === undefined) this.#put(sign ?? '')
    }
  }

  /** The terminal breaks what no longer fits. */
  narrow(columns: number): void {
    this.columns = columns
    const broken = this.lines.flatMap(
      (line) => line.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? [''],
    )
    this.lines.splice(0, this.lines.length, ...broken)
    this.#row = this.lines.length - 1
  }

  #put(sign: string): void {
    if (sign === '\n') {
      this.#row += 1
      this.lines[this.#row] ??= ''
    } else this.lines[this.#row] += sign
  }
}

describe('a terminal', () => {
  const watched = (columns = 80) => {
    const glass = new Glass(columns)
    const size = () => ({ columns: glass.columns, rows: 24 })
    const screen = { write: (text: string) => glass.write(text), size, now: () => 0 }
    return { glass, ...liveLog(screen, { verbose: false, foreign: false }) }
  }

  test('shows lines above what goes on, and keeps the lines alone at the end', () => {
    const { glass, log, end } = watched()
    log.group('build')
    log.progress(building)
    log.info('one')
    expect(glass.lines.slice(0, 3)).toEqual(['build', '  one', '⠋ build 0.0s, 0 of 1 built'])
    expect(glass.lines[3]).toMatch(/^ {2}api .* 25%/)
    log.progress({ ...building, done: 6 })
    log.foreign('a line of a tool, of which the frame tells')
    log.info('two')
    expect(glass.lines[4]).toMatch(/^ {2}api .* 50%/)
    log.endGroup()
    log.info('✓ build 0.0s')
    end()
    expect(glass.lines).toEqual(['build', '  one', '  two', '✓ build 0.0s', ''])
  })

  test('that gets narrower is left as clean', () => {
    const { glass, log, end } = watched()
    log.group('build')
    log.progress(building)
    log.info('one')
    glass.narrow(20)
    log.info('two')
    log.endGroup()
    end()
    expect(glass.lines).toEqual(['build', '  one', '  two', ''])
  })
})
