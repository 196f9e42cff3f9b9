// Whatever a workflow or an event says: a plan, or a list of named errors, never an exception.
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseStack } from '../../src/compose/model.ts'
import { TrialError } from '../../src/errors.ts'
import type { GitFacts } from '../../src/event/commit.ts'
import { readEvent } from '../../src/event/event.ts'
import { parseInputs } from '../../src/inputs/inputs.ts'
import { inputTable } from '../../src/inputs/table.ts'
import { planDocument } from '../../src/plan/document.ts'
import { makePlan } from '../../src/plan/plan.ts'
import { renderPlan } from '../../src/plan/text.ts'
import type { Observation } from '../../src/stages/observe.ts'
import { rawOf } from '../support/given-inputs.ts'

const stack = parseStack(`name: harbor
services:
  api:
    build: { context: /harbor, target: production }
    image: ghcr.io/acme/api
    x-smoke: [{ get: / }]
  web: { build: { context: /harbor/web } }
  db: { image: "postgres:15" }
`)

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    ...['', ' ', 'true', 'false', 'auto', 'none', '5s', '1m30s', '0', '-1', '450MB', 'plan'],
    ...['api=ghcr.io/a/b', '{service}', 'localhost:5000', '{{', '{{version}}', '{{sha}}'],
    ...["{{date 'YYYY'}}", '{{is_default_branch}}', 'type=semver,pattern={{version}}', 'type=sha'],
    ...['type=ref,event=pr', 'type=raw,value=', 'type=match,pattern=(', 'latest=true', '"', '#'],
    ...['__proto__', 'constructor', 'a=b', '=', '\u0000', '\r\n', ','],
  ),
)
const text = fc
  .array(word, { maxLength: 4 })
  .chain((words) => fc.constantFrom('', '\n', ',', '=').map((by) => words.join(by)))
const names = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...inputTable.map(({ name }) => name)) },
  { weight: 1, arbitrary: word },
)
const inputs = fc.dictionary(names, text, { maxKeys: 6 })

const sha = fc.constantFrom('4f1c9e0b7d6a5f3e2c1b0a9f8e7d6c5b4a392817', '0'.repeat(40), 'HEAD', '')
const ref = fc.oneof(
  fc.constantFrom('refs/heads/main', 'refs/tags/v1.2.3', 'refs/tags/v0', 'refs/pull/7/merge'),
  word.map((name) => `refs/heads/${name}`),
  word.map((name) => `refs/tags/${name}`),
)
const event = fc.constantFrom(
  ...['push', 'pull_request', 'pull_request_target', 'workflow_run', 'release', 'merge_group'],
  ...['schedule', 'workflow_dispatch', 'issues', 'delete', ''],
)
const env = fc.record(
  {
    GITHUB_ACTIONS: fc.constantFrom('true', 'false'),
    GITHUB_EVENT_NAME: fc.oneof(event, word),
    GITHUB_REF: ref,
    GITHUB_SHA: sha,
    GITHUB_REPOSITORY: fc.oneof(fc.constant('Acme/Harbor'), word),
    GITHUB_SERVER_URL: fc.oneof(fc.constant('https://github.com'), word),
    GITHUB_ACTOR: fc.constantFrom('dependabot[bot]', 'someone'),
    ACTIONS_CACHE_MODE: fc.oneof(fc.constantFrom('read', 'none', 'write-only'), word),
  },
  { requiredKeys: [] },
)

const any = fc.jsonValue({ maxDepth: 2 })
const repository = fc.record(
  { full_name: fc.oneof(fc.constant('acme/harbor'), any), id: any, default_branch: any },
  { requiredKeys: [] },
)
const side = fc.record({ ref: any, sha: fc.oneof(sha, any), repo: fc.oneof(repository, any) })
const payload = fc.oneof(
  any,
  fc.record(
    {
      repository: fc.oneof(repository, any),
      pull_request: fc.oneof(fc.record({ number: any, head: side, base: side }), any),
      workflow_run: fc.oneof(fc.record({ event, head_sha: any, pull_requests: any }), any),
      release: fc.oneof(fc.record({ tag_name: any }), any),
      merge_group: any,
      action: any,
    },
    { requiredKeys: [] },
  ),
)
const git = fc.option(
  fc.record({
    sha,
    tags: fc.array(word, { maxLength: 2 }),
    dirty: fc.nat(3),
    shallow: fc.boolean(),
    detached: fc.boolean(),
    commitDate: fc.constantFrom('2026-03-04T12:00:00Z', ''),
    parents: fc.array(sha, { maxLength: 2 }),
    root: fc.constant('/harbor'),
    remoteUrl: fc.oneof(fc.constant('git@github.com:Acme/Harbor.git'), word),
  }),
  { nil: undefined },
)

interface Given {
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly payload: unknown
  readonly git: GitFacts | undefined
}

function planOf(given: Given): string {
  const parsed = parseInputs(rawOf(given.inputs))
  const { facts, problems } = readEvent(given.env, given.payload, given.git)
  const seen: Observation = {
    facts,
    stack,
    model: 'resolved',
    extent: 'all',
    files: ['compose.yaml'],
    sources: [],
    locate: () => undefined,
    engine: { version: '28.5.2', containerdStore: true, platform: 'linux/amd64' },
    enginePlace: 'here',
    modelText: '',
    builders: {},
    shards: [],
    dockerfiles: new Map(),
    lintFiles: { shown: new Map(), ignores: new Set() },
    locks: new Map(),
    realPaths: new Map(),
    left: [],
    handOvers: [],
    problems: problems.map((problem) => ({ stage: 'inputs', class: 'input', ...problem })),
  }
  const around = { ...given, folder: '/run', runId: '4711', now: new Date(0) }
  const plan = makePlan(parsed.inputs, around, seen, parsed.problems)
  return renderPlan(planDocument(plan, (path) => path))
}

describe('any inputs on any event', () => {
  test('give a plan, or errors that say what is wrong', () => {
    let plans = 0
    fc.assert(
      fc.property(fc.record({ inputs, env, payload, git }), (given) => {
        try {
          expect(planOf(given as Given)).toMatch(/^plan of harbor\ncommit /)
          plans += 1
        } catch (error) {
          if (!(error instanceof TrialError)) throw error
          expect(error.failures.length).toBeGreaterThan(0)
          for (const { what, stage } of error.failures) {
            expect(what.trim()).not.toBe('')
            expect(['inputs', 'plan']).toContain(stage)
          }
        }
      }),
      { numRuns: 1000 },
    )
    // Both ends are reached, or the property would say nothing.
    expect(plans).toBeGreaterThan(20)
  })

  test('an event alone never stops a trial without a push', () => {
    fc.assert(
      fc.property(fc.record({ payload, git }), (given) => {
        const inputs = { push: 'false' }
        const env = { GITHUB_ACTIONS: 'false' }
        expect(planOf({ ...given, inputs, env } as Given)).toContain('push no: push is false')
      }),
    )
  })
})
