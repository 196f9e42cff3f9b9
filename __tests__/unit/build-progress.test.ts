import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { buildFailures, type FailedBuild } from '../../src/build/failure.ts'
import { BuildProgress, brokenSteps } from '../../src/build/progress.ts'
import { imageOf } from '../support/images.ts'

const started = '2026-01-01T00:00:00.000Z'
const completed = '2026-01-01T00:00:01.500Z'

function vertex(overrides: object): string {
  return JSON.stringify({ vertexes: [{ digest: 'a', name: '[api 2/3] RUN make', ...overrides }] })
}

function log(data: string | Buffer, digest = 'a'): string {
  return JSON.stringify({ logs: [{ vertex: digest, data: Buffer.from(data).toString('base64') }] })
}

describe('a build step', () => {
  test.each([
    ['is not told before it ends', { started }, []],
    ['is told with its time', { started, completed }, ['[api 2/3] RUN make: 1.5s']],
    ['is told as cached', { started, completed, cached: true }, ['[api 2/3] RUN make: cached']],
    ['is told as failed', { started, completed, error: 'exit 1' }, ['[api 2/3] RUN make: FAILED']],
    [
      'cancelled for another one is not told',
      { started, completed, error: 'context canceled' },
      [],
    ],
    ['of BuildKit itself is not told', { name: '[internal] load', started, completed }, []],
  ])('%s', (_, state, shown) => {
    expect(new BuildProgress().read(vertex(state))).toEqual(shown)
  })

  test('is told once, however often it is reported', () => {
    const progress = new BuildProgress()
    progress.read(vertex({ started, completed }))
    expect(progress.read(vertex({ started, completed }))).toEqual([])
  })

  test('that failed is found among those that were cancelled for it', () => {
    const progress = new BuildProgress()
    progress.read(vertex({ digest: 'b', completed, error: 'CANCELED: context canceled' }))
    progress.read(vertex({ digest: 'a', completed, error: 'exit code: 1' }))
    expect(brokenSteps(progress.steps())).toMatchObject([{ error: 'exit code: 1' }])
  })

  test('has its log in whole lines, each with its label', () => {
    const progress = new BuildProgress()
    progress.read(vertex({ started }))
    expect(progress.read(log('one\ntw'))).toEqual(['api 2/3> one'])
    expect(progress.read(log('o\nend'))).toEqual(['api 2/3> two'])
    expect(progress.steps()).toMatchObject([{ log: ['one', 'two', 'end'] }])
  })

  test('has its log whole where a character is in two pieces', () => {
    const progress = new BuildProgress()
    const bytes = Buffer.from('☃\n')
    progress.read(vertex({ started }))
    progress.read(log(bytes.subarray(0, 1)))
    expect(progress.read(log(bytes.subarray(1)))).toEqual(['api 2/3> ☃'])
  })

  test('keeps the end of a long log', () => {
    const progress = new BuildProgress()
    progress.read(vertex({ started }))
    progress.read(log(Array.from({ length: 1000 }, (_, line) => `${line}\n`).join('')))
    expect(progress.steps()[0]?.log.at(-1)).toBe('999')
    expect(progress.steps()[0]?.log.length).toBeLessThanOrEqual(200)
  })
})

describe('a line that is no progress', () => {
  test.each(['ERROR: no builder', '{not json', '{', '7'])('is shown as it is: %s', (line) => {
    expect(new BuildProgress().read(line)).toEqual([line])
  })

  test('that is empty is not shown', () => {
    expect(new BuildProgress().read('  ')).toEqual([])
  })

  test('is never an exception, whatever JSON it is', () => {
    const shape = fc.record(
      { vertexes: fc.jsonValue(), logs: fc.jsonValue(), statuses: fc.jsonValue() },
      { requiredKeys: [] },
    )
    const items = fc.array(fc.record({ vertex: fc.jsonValue(), data: fc.jsonValue() }))
    fc.assert(
      fc.property(fc.oneof(shape, fc.record({ logs: items, vertexes: items })), (value) => {
        const progress = new BuildProgress()
        progress.read(JSON.stringify(value))
        expect(Array.isArray(progress.steps())).toBe(true)
      }),
    )
  })
})

describe('a failed build', () => {
  const failed = (overrides: Partial<FailedBuild> = {}) => {
    const [failure] = buildFailures({
      outcome: { exitCode: 1, stdout: '', stderr: '', timedOut: false },
      steps: [
        {
          name: '[api 2/3] RUN make',
          cached: false,
          state: 'done',
          durationMs: 1,
          error: 'exit code: 2',
          log: ['make: no rule'],
        },
      ],
      words: [
        'Dockerfile:7',
        '--------------------',
        '   7 | >>> RUN make',
        'ERROR: failed to solve',
      ],
      images: [imageOf('api', { dockerfile: 'deploy/Dockerfile' }), imageOf('web')],
      shown: (path) => path.replace('/srv/', ''),
      ...overrides,
    })
    return failure
  }

  test('names the image, the step, the reason and the line of its Dockerfile', () => {
    expect(failed()).toMatchObject({
      what: 'api: the build failed at [api 2/3] RUN make',
      why: 'exit code: 2',
      where: { file: 'api/deploy/Dockerfile', line: 7 },
      evidence: ['make: no rule'],
    })
  })

  test('takes no address for a line of the Dockerfile', () => {
    const words = ['ERROR: cannot reach the registry at 127.0.0.1:5000']
    expect(failed({ words })).not.toHaveProperty('where')
  })

  test.each([
    ['https://github.com/acme/api.git#main', 'a repository'],
    ['git@github.com:acme/api.git', 'a repository by SSH'],
  ])('names no file of ours where the context is %s (%s)', (context) => {
    expect(failed({ images: [imageOf('api', { context })] })).not.toHaveProperty('where')
  })

  test('before any step tells the error, not what buildx says after it', () => {
    const words = [
      'ERROR: target stage "prod" could not be found',
      'View build details: docker-desktop://x',
    ]
    const failure = failed({ steps: [], words })
    expect(failure?.why).toBe(words[0])
    expect(failure?.evidence).toEqual(words)
  })

  test('at its deadline says so', () => {
    const outcome = { exitCode: 128, stdout: '', stderr: '', timedOut: true }
    expect(failed({ outcome })?.why).toBe('its time was up')
  })
})
