// What RUN --mount=type=cache collects on one engine is there on a second, empty one: owners, modes,
// links and all; and whatever is wrong with the service costs a warning and nothing else.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { CacheService, type Fault } from '../support/cache-service.ts'
import { registry, type Workspace } from '../support/harbour.ts'
import { type SecondEngine, startSecondEngine } from '../support/second-engine.ts'
import { stackOf } from '../support/stacks.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

const command = 'command: ["sh", "-c", "httpd -f -h /w"]'

/** Its steps print what they find in the mounts, and fill them where they are empty. */
const files = {
  'compose.yaml': `
services:
  web:
    build: { context: ., target: web }
    init: true
    ${command}
    ports: ["80"]
    x-smoke: [{ get: / }]
`,
  'package-lock.json': '{ "lockfileVersion": 3 }\n',
  source: 'one\n',
  Dockerfile: `ARG BASE=busybox
FROM \${BASE}:1 AS base
ENV STORE=/var/store
FROM base AS packages
COPY source /source
RUN --mount=type=cache,target=\${STORE}/npm,uid=1000,gid=1001,mode=0750 <<EOT
set -e
cd /var/store/npm
echo "content: $(cat .hidden deep/er/file hard link 2>/dev/null)"
find . | sort | while read one; do
  echo "found: $(stat -c '%u:%g %a %h %N' "$one")"
done
if [ ! -e deep ]; then
  mkdir -p deep/er empty
  echo content > deep/er/file && chown 7:8 deep/er/file && chmod 4755 deep/er/file
  ln -s deep/er/file link && ln deep/er/file hard
  echo hidden > .hidden && chmod 600 .hidden && chown 1234:4321 empty && chmod 1777 empty
fi
mkdir /w && cat /source > /w/index.html
EOT
FROM base AS unused
RUN --mount=type=cache,target=/never echo never
FROM base AS web
COPY --from=packages /w /w
RUN --mount=type=cache,id=second,target=/second \\
    echo "second: $(ls -A /second)" && date > /second/when
`,
} as const

const service = new CacheService()
const temp = mkdtempSync(path.join(tmpdir(), 'sea-trial-temp-'))

beforeAll(() => service.start())

afterAll(() => {
  service.stop()
  rmSync(temp, { recursive: true, force: true })
})

async function withEngine<T>(
  work: (engine: SecondEngine) => Promise<T>,
  store: 'containerd' | 'classic' = 'containerd',
): Promise<T> {
  const ports = [Number(registry.split(':')[1]), service.port]
  const engine = await startSecondEngine({ store, ports, images: ['busybox:1'] })
  try {
    return await work(engine)
  } finally {
    await engine.stop()
  }
}

async function sail(
  { directory, sha, runId }: Workspace,
  { env, within }: SecondEngine,
  more: { env?: Record<string, string>; inputs?: Record<string, string>; event?: unknown } = {},
): Promise<StepResult> {
  const docker = { DOCKER_CONFIG: '/root/.docker', RUNNER_TEMP: temp, RUNNER_ARCH: 'X64' }
  const github = { GITHUB_SHA: sha, GITHUB_RUN_ID: runId }
  const step = await runStep({
    workspace: directory,
    inputs: {
      ...{ registry, push: 'false', 'stable-for': '0s', cache: 'off', 'cache-mounts': 'true' },
      ...more.inputs,
    },
    env: { ...env, ...docker, ...github, ...service.env, ...more.env },
    within,
    ...(more.event !== undefined && { event: more.event }),
  })
  return step.main
}

/** What a step of the Dockerfile printed behind this word, line by line. */
function printed({ log }: StepResult, word: string): readonly string[] {
  return [...log.matchAll(new RegExp(`> ${word}: ?(.*)$`, 'gm'))].map(([, text = '']) => text)
}

/** As the step leaves them: owner, mode, links, name. */
const filled = [
  '1000:1001 750 1 .',
  '0:0 600 1 ./.hidden',
  '0:0 755 3 ./deep',
  '0:0 755 2 ./deep/er',
  '7:8 4755 2 ./deep/er/file',
  '1234:4321 1777 2 ./empty',
  '7:8 4755 2 ./hard',
  "0:0 777 1 './link' -> 'deep/er/file'",
]

const mounts = ['sea-trial-mount-small-var-store-npm', 'sea-trial-mount-small-second']
const kept = (): readonly string[] =>
  service.keys().filter((key) => mounts.some((mount) => key.startsWith(mount)))

describe('two empty engines, one after the other', () => {
  test('share the mounts of one build, and save them once', async () => {
    const workspace = stackOf(files)
    const before = kept().length
    const first = await withEngine((engine) => sail(workspace, engine))
    expect(first.annotations).toEqual([])
    expect(printed(first, 'found').slice(1)).toEqual([])
    expect(kept()).toHaveLength(before + mounts.length)
    const written = service.counts.writes
    workspace.replace('source', 'one', 'two')
    const second = await withEngine((engine) => sail(workspace, engine))
    expect(second.annotations).toEqual([])
    expect(second.outputs['cache-hit-ratio']).toBe('0.00')
    expect(printed(second, 'found')).toEqual(filled)
    expect(printed(second, 'content')).toEqual(['hidden'])
    expect(printed(second, 'second')).toEqual(['when'])
    expect(service.counts.writes).toBe(written)
    expect(existsSync(path.join(temp, 'sea-trial-mounts', 'small'))).toBe(false)
  })

  test('share what an older lock file left, and save it under the new one', async () => {
    const workspace = stackOf(files)
    await withEngine((engine) => sail(workspace, engine))
    const before = kept()
    workspace.replace('package-lock.json', '3', '4')
    workspace.replace('source', 'one', 'two')
    const second = await withEngine((engine) => sail(workspace, engine))
    expect(printed(second, 'found')).toEqual(filled)
    expect(kept().length).toBeGreaterThan(before.length)
  })

  test('of a fork read the mounts and write none', async () => {
    const workspace = stackOf(files)
    await withEngine((engine) => sail(workspace, engine))
    workspace.replace('package-lock.json', '3', '5')
    workspace.replace('source', 'one', 'two')
    const before = kept()
    const repo = { full_name: 'stranger/harbor' }
    const event = {
      pull_request: {
        number: 7,
        head: { ref: 'x', sha: workspace.sha, repo },
        base: { ref: 'main' },
      },
      repository: { default_branch: 'main', full_name: 'acme/harbor' },
    }
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }
    const main = await withEngine((engine) => sail(workspace, engine, { env, event }))
    expect([main.exitCode, main.annotations]).toEqual([0, []])
    expect(printed(main, 'found')).toEqual(filled)
    expect(kept()).toEqual(before)
  })
})

describe('a cache service that is broken', () => {
  test.each<[Fault, string, RegExp]>([
    ['error', 'off', /cache service answers 500; cache mounts start empty/],
    ['error', 'gha', /cache service answers 500; the build runs without it/],
    ['hang', 'off', /cache service does not answer: .*; cache mounts start empty/],
    [
      'refuse-writes',
      'off',
      /the cache mount .* was not kept: .*; the cache mount .* was not kept/,
    ],
    [
      'corrupt',
      'off',
      /the cache mount .* was not restored: .*; the cache mount .* was not restored/,
    ],
  ])('by the fault "%s" costs a run with cache: %s one warning', async (fault, cache, says) => {
    const workspace = stackOf(files)
    if (fault === 'corrupt') await withEngine((engine) => sail(workspace, engine))
    if (fault === 'refuse-writes') workspace.replace('package-lock.json', '3', '6')
    service.fault = fault
    try {
      const main = await withEngine((engine) => sail(workspace, engine, { inputs: { cache } }))
      expect(main.annotations.map(({ message }) => message)).toEqual([expect.stringMatching(says)])
      expect([main.exitCode, main.outputs['verdict']]).toEqual([0, 'passed'])
    } finally {
      service.fault = 'none'
    }
  })
})

test('on the classic store the mounts move too', async () => {
  const workspace = stackOf(files)
  await withEngine((engine) => sail(workspace, engine), 'classic')
  workspace.replace('source', 'one', 'two')
  const second = await withEngine((engine) => sail(workspace, engine), 'classic')
  expect([second.exitCode, second.annotations]).toEqual([0, []])
  expect(printed(second, 'found')).toEqual(filled)
})
