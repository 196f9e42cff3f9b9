// The same commit on a second, empty engine: every step comes from the cache, whichever it is; and
// a cache that is broken costs a warning and nothing else.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { CacheService, type Fault, tokenOf } from '../support/cache-service.ts'
import { coldTrials, twoImages } from '../support/cold-trial.ts'
import { registry } from '../support/harbour.ts'
import type { SecondEngineOptions } from '../support/second-engine.ts'
import type { StepResult } from '../support/workflow-step.ts'

const workspace = twoImages()
const cacheService = new CacheService()
const home = mkdtempSync(path.join(tmpdir(), 'sea-trial-home-'))

beforeAll(() => cacheService.start())

afterAll(() => {
  cacheService.stop()
  rmSync(home, { recursive: true, force: true })
})

const cold = coldTrials(workspace, { home, cacheService })

function sail(
  store: SecondEngineOptions['store'],
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  return cold({ store, inputs, env })
}

const digestsOf = ({ outputs }: StepResult): unknown => JSON.parse(outputs['digests'] ?? '{}')

describe('a second, empty engine', () => {
  test.each(['gha', 'registry', 'local', 'actions'])(
    'builds the same commit with every step cached, from %s, to the same digests',
    async (cache) => {
      const images = `${registry}/acme/cache-${workspace.runId}/{service}`
      const first = await sail('containerd', { cache, images })
      expect(first.annotations).toEqual([])
      expect(first.outputs['cache-hit-ratio']).toBe('0.00')
      const second = await sail('containerd', { cache, images })
      expect(second.annotations).toEqual([])
      expect(second.outputs['cache-hit-ratio']).toBe('1.00')
      expect(digestsOf(second)).toEqual(digestsOf(first))
    },
  )
})

describe('a cache service that is broken', () => {
  test.each<[Fault, string, RegExp]>([
    ['error', 'gha', /cache service answers 500/],
    ['hang', 'gha', /cache service does not answer/],
    ['refuse-writes', 'gha', /the build cache was not kept/],
    ['corrupt', 'gha', /the build cache could not be read/],
    ['error', 'actions', /cache service answers 500/],
    ['hang', 'actions', /cache service does not answer/],
    ['refuse-writes', 'actions', /the build cache was not kept/],
    ['corrupt', 'actions', /the build cache could not be (read|restored)/],
  ])('by the fault "%s" costs a run with cache: %s one warning', async (fault, cache, says) => {
    if (fault === 'corrupt') await sail('containerd', { cache })
    if (fault === 'refuse-writes') workspace.commit('something new to keep')
    cacheService.fault = fault
    try {
      const main = await sail('containerd', { cache })
      expect(main.annotations.map(({ message }) => message)).toEqual([expect.stringMatching(says)])
      expect(main.outputs['verdict']).toBe('passed')
      expect(main.exitCode).toBe(0)
    } finally {
      cacheService.fault = 'none'
    }
  })

  test.each([
    ['has expired', tokenOf({ secondsLeft: -10 })],
    ['is no token', 'nonsense'],
  ])('by a token that %s is left out with one warning', async (_, token) => {
    const main = await sail('containerd', { cache: 'gha' }, { ACTIONS_RUNTIME_TOKEN: token })
    expect(main.annotations.map(({ kind }) => kind)).toEqual(['warning'])
    expect(main.exitCode).toBe(0)
  })
})

test('on the classic store, where no builder for the cache can be made, the build runs without', async () => {
  const main = await sail('classic', { cache: 'auto' })
  expect(main.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/no builder that can could be made: .*; the build runs without cache/),
  ])
  expect(main.exitCode).toBe(0)
})
