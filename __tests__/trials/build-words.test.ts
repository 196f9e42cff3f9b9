// What the build says when several images are built, when one of them fails, and why.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { leftovers, registry, type Workspace } from '../support/harbour.ts'
import { stackOf } from '../support/stacks.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

const names = ['one', 'two', 'three', 'four', 'five', 'six']

async function sail(workspace: Workspace): Promise<StepResult> {
  const inputs = { registry, smoke: 'none', 'stable-for': '0s', push: 'true', 'no-cache': 'true' }
  const env = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId }
  return (await runStep({ workspace: workspace.directory, inputs, env })).main
}

function sixImages(last: string): Workspace {
  const services = names.map((name) => {
    return `  ${name}: { build: { context: ., target: ${name} }, init: true, command: sleep 60 }`
  })
  const stages = names.map((name) => {
    return `FROM base AS ${name}\nRUN ${name === 'six' ? last : `echo ${name} > /name`}\n`
  })
  return stackOf({
    'compose.yaml': `services:\n${services.join('\n')}\n`,
    Dockerfile: `FROM busybox:1 AS base\nRUN echo shared stage runs; sleep 1\n${stages.join('')}`,
  })
}

describe('six images on one base stage', () => {
  test('run that stage once', async () => {
    const workspace = sixImages('true')
    const main = await sail(workspace)
    expect(main.exitCode).toBe(0)
    expect(main.log.match(/> shared stage runs$/gm)?.length).toBe(1)
    expect(Object.keys(JSON.parse(main.outputs['digests'] ?? '{}')).sort()).toEqual(
      [...names].sort(),
    )
    expect(main.outputs['cache-hit-ratio']).toBe('0.00')
    expect(leftovers(workspace.runId)).toEqual([])
  })

  test('of which one fails are told of, one by one, and nothing is started or pushed', async () => {
    const workspace = sixImages('sleep 1 && echo this one breaks && exit 3')
    const main = await sail(workspace)
    expect(main.exitCode).toBe(1)
    const [failure, ...more] = main.annotations
    expect(more).toEqual([])
    expect(failure?.properties).toMatchObject({ file: 'Dockerfile', line: '14' })
    expect(failure?.properties['title']).toMatch(/six: the build failed at \[six .*RUN sleep 1/)
    expect(main.log).toContain('this one breaks')
    for (const name of names)
      expect(main.log).toMatch(new RegExp(`^${name}: \\d of \\d steps done$`, 'm'))
    expect(main.log).not.toContain('::group::stack')
    expect(main.outputs['pushed']).toBe('false')
    expect(leftovers(workspace.runId)).toEqual([])
  })
})

describe('a build that is good', () => {
  const workspace = stackOf({
    'compose.yaml': 'services: { web: { build: ., init: true, command: sleep 60 } }\n',
    Dockerfile: `ARG TAG=1
FROM busybox:$TAG AS base
RUN head -c 3000000 /dev/urandom > /noise
FROM base
MAINTAINER harbour master
`,
  })

  test.each(['built', 'taken from cache'])(
    'tells when it is %s what it is made of',
    async (how) => {
      const anew = { 'no-cache': String(how === 'built') }
      const inputs = { smoke: 'none', 'stable-for': '0s', push: 'false', cache: 'off', ...anew }
      const env = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId }
      const { main } = await runStep({ workspace: workspace.directory, inputs, env })
      expect(main.exitCode).toBe(0)
      const ratio = how === 'built' ? '0.00' : '1.00'
      expect(main.outputs['cache-hit-ratio']).toBe(ratio)
      expect(
        main.annotations.map(({ kind, message, properties }) => [kind, message, properties]),
      ).toEqual([
        [
          'warning',
          expect.stringMatching(/^MaintainerDeprecated: Maintainer instruction is deprecated/),
          { file: 'Dockerfile', line: '5' },
        ],
      ])
      const { build } = JSON.parse(readFileSync(main.outputs['report'] ?? '', 'utf8'))
      expect(build.images).toEqual([
        {
          services: ['web'],
          base: {
            reference: 'busybox:1',
            digest: expect.stringMatching(/^sha256:\w{64}$/),
            createdAt: expect.stringMatching(/^20\d\d-/),
            ageDays: expect.any(Number),
          },
          platforms: [{ platform: 'linux/amd64', bytes: expect.any(Number) }],
          layers: [
            { instruction: 'RUN head -c 3000000 /dev/urandom > /noise', bytes: expect.any(Number) },
            { instruction: 'COPY /image /', bytes: expect.any(Number) },
          ],
        },
      ])
      expect(build.images[0].platforms[0].bytes).toBeGreaterThan(3_000_000)
      expect(main.log).toMatch(
        /^web: on busybox:1, .*; linux\/amd64 \d\.\d MB; largest layers 3\.\d MB RUN head/m,
      )
      // Foreign signs, brackets among them, are written as entities.
      expect(main.summary).toMatch(/What the build says \S+1 check of BuildKit failed/)
    },
  )
})

describe('a known cause has a sentence of advice', () => {
  const one = (dockerfile: string, more: Readonly<Record<string, string>> = {}): Workspace =>
    stackOf({
      'compose.yaml': 'services: { web: { build: . } }\n',
      Dockerfile: dockerfile,
      ...more,
    })

  test.each<[string, Workspace, RegExp]>([
    [
      'a file hidden by .dockerignore',
      one('FROM busybox:1\nCOPY secret.txt /\n', { 'secret.txt': 'x', '.dockerignore': '*.txt' }),
      /check that secret\.txt is in the build context and that \.dockerignore does not hide it/,
    ],
    [
      'a program for another processor',
      one('FROM busybox:1\nCOPY --chmod=755 tool /tool\nRUN ["/tool"]\n', { tool: '\x7fELFnot' }),
      /made for another processor/,
    ],
    [
      'a missing lock file',
      one('FROM node:24-slim\nWORKDIR /a\nCOPY package.json ./\nRUN npm ci\n', {
        'package.json': '{}',
      }),
      /commit the lock file and COPY it/,
    ],
  ])('%s', async (_, workspace, advice) => {
    const main = await sail(workspace)
    expect(main.exitCode).toBe(1)
    expect(main.annotations[0]?.message).toMatch(advice)
  })

  test('an image that no registry has is told before the stack is created', async () => {
    const reference = `${registry}/acme/nothing:none`
    const workspace = stackOf({
      'compose.yaml': `services:\n  web: { image: "${reference}" }\n  own: { build: . }\n`,
      Dockerfile: 'FROM busybox:1\n',
    })
    const main = await sail(workspace)
    expect(main.exitCode).toBe(2)
    expect(main.annotations[0]?.properties['title']).toContain(
      `web: there is no image ${reference}`,
    )
    expect(main.log).not.toContain('::group::stack')
  })
})
