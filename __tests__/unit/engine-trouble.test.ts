// Recorded from buildx 0.29 with Docker 28.2; the words of Docker 29 from its release.
import { describe, expect, test } from '@jest/globals'
import { buildFailures } from '../../src/build/failure.ts'
import type { BuildStep } from '../../src/build/progress.ts'
import { exitCodeOf } from '../../src/errors.ts'
import { imageOf } from '../support/images.ts'

const outcome = { exitCode: 1, stdout: '', stderr: '', timedOut: false }

function failureOf(words: readonly string[], step?: BuildStep) {
  const steps = step ? [step] : []
  const shown = (path: string): string => path
  const [failure] = buildFailures({ outcome, steps, words, images: [imageOf('api')], shown })
  if (!failure) throw new Error('no failure is told')
  return failure
}

function broken(error: string, ...log: readonly string[]): BuildStep {
  return { name: '[2/3] RUN make', cached: false, state: 'done', durationMs: 1, error, log }
}

describe('a build that the engine could not do is no fault of the stack', () => {
  test.each([
    [
      'ERROR: Cannot connect to the Docker daemon at unix:///nope.sock. Is the docker daemon running?',
      'start Docker',
    ],
    [
      'ERROR: failed to connect to the docker API at unix:///nope.sock; check if the path is correct',
      'start Docker',
    ],
    [
      'ERROR: error during connect: Head "http://nohost:2375/_ping": dial tcp: lookup nohost: no such host',
      'DOCKER_HOST',
    ],
    [
      'ERROR: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Head "http://%2Fvar%2Frun%2Fdocker.sock/_ping": dial unix /var/run/docker.sock: connect: permission denied',
      'group docker',
    ],
    ['ERROR: no builder "nonesuch" found', 'docker buildx create'],
    ['unknown flag: --file', 'install the buildx plugin'],
    [
      'ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
      'why Docker or BuildKit ended',
    ],
    [
      'ERROR: failed to solve: failed to write layer: write /var/lib/docker/x: no space left on device',
      'free space',
    ],
  ])('%s', (said, advice) => {
    const failure = failureOf([said, 'View build details: docker-desktop://x'])
    expect(failure).toMatchObject({ class: 'infrastructure', why: said })
    expect(failure.fix).toContain(advice)
    expect(failure).not.toHaveProperty('where')
    expect(exitCodeOf([failure])).toBe(3)
  })

  test('because a step filled its disk', () => {
    const said = 'ERROR: failed to solve: process "/bin/sh -c make" did not complete: exit code: 1'
    const failure = failureOf([said], broken('exit code: 1', 'cp: No space left on device', 'bye'))
    expect(failure).toMatchObject({
      class: 'infrastructure',
      why: 'cp: No space left on device',
      evidence: ['cp: No space left on device', 'bye'],
    })
  })
})

describe('a build that fails by itself is one, whatever its steps say', () => {
  test.each([
    ['of an engine', 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.'],
    ['of a builder', 'ERROR: no builder "x" found'],
  ])('in their log %s', (_, line) => {
    const said = 'ERROR: failed to solve: process "/bin/sh -c make" did not complete: exit code: 1'
    expect(failureOf([said], broken('exit code: 1', line)).class).toBe('build')
  })

  test.each([
    'ERROR: failed to solve: process "/bin/sh -c echo no space left on device && false" did not complete successfully: exit code: 1',
    'ERROR: failed to solve: process "/bin/sh -c grep \'code = Unavailable\' x" did not complete successfully: exit code: 1',
    'ERROR: failed to solve: db: failed to resolve: failed to connect to registry',
  ])('or is called: %s', (said) => {
    expect(failureOf([said]).class).toBe('build')
  })
})
