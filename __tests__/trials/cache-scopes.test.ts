// Whose cache a run reads and writes: GitHub's service keeps refs apart, and the token of a run says
// which of them are its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { CacheService, tokenOf } from '../support/cache-service.ts'
import { coldTrials, twoImages } from '../support/cold-trial.ts'
import type { StepResult } from '../support/workflow-step.ts'

const workspace = twoImages()
const cacheService = new CacheService()
const home = mkdtempSync(path.join(tmpdir(), 'sea-trial-home-'))
const sail = coldTrials(workspace, { home, cacheService })

beforeAll(() => cacheService.start())

afterAll(() => {
  cacheService.stop()
  rmSync(home, { recursive: true, force: true })
})

const repository = { default_branch: 'main', full_name: 'acme/harbor' }

/** As GitHub makes it: the own ref may be written, the others read. */
function tokenFor(own: string, ...others: readonly string[]): string {
  const scopes = [
    { Scope: own, Permission: 3 },
    ...others.map((Scope) => ({ Scope, Permission: 1 })),
  ]
  return tokenOf({ scopes, secondsLeft: 3600 })
}

function push(branch: string): Promise<StepResult> {
  const GITHUB_REF = `refs/heads/${branch}`
  const others = branch === 'main' ? [] : ['refs/heads/main']
  const env = { GITHUB_REF, ACTIONS_RUNTIME_TOKEN: tokenFor(GITHUB_REF, ...others) }
  return sail({ inputs: { cache: 'gha' }, env, event: { repository } })
}

/** Its base is `develop`. */
function pullRequest(number: number, from: string): Promise<StepResult> {
  const ref = `refs/pull/${number}/merge`
  const head = { ref: 'fix', sha: workspace.sha, repo: { full_name: from } }
  return sail({
    inputs: { cache: 'gha' },
    env: {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: ref,
      ACTIONS_RUNTIME_TOKEN: tokenFor(ref, 'refs/heads/develop', 'refs/heads/main'),
    },
    event: { pull_request: { number, head, base: { ref: 'develop' } }, repository },
  })
}

function expectHits({ annotations, exitCode, outputs }: StepResult, ratio: string): void {
  expect(annotations).toEqual([])
  expect(exitCode).toBe(0)
  expect(outputs['cache-hit-ratio']).toBe(ratio)
}

test('a pull request reads its base, writes its own, and reads that the next time', async () => {
  expectHits(await push('develop'), '0.00')
  expect(cacheService.scopes()).toEqual(['refs/heads/develop'])
  workspace.replace('Dockerfile', 'echo web', 'echo new web')
  // Three steps: the base and the one of api are those of its base branch.
  expectHits(await pullRequest(5, 'acme/harbor'), '0.67')
  expect(cacheService.scopes()).toEqual(['refs/heads/develop', 'refs/pull/5/merge'])
  expectHits(await pullRequest(5, 'acme/harbor'), '1.00')
})

test('a push to the default branch is not fed by it', async () => {
  expectHits(await push('main'), '0.00')
  expect(cacheService.scopes()).toContain('refs/heads/main')
})

test('a pull request of a fork reads the default branch, and writes nothing', async () => {
  workspace.replace('Dockerfile', 'echo api', 'echo new api')
  const entries = cacheService.keys().length
  expectHits(await pullRequest(6, 'stranger/harbor'), '0.67')
  expect(cacheService.keys()).toHaveLength(entries)
})
