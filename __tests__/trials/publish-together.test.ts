// Several registries with logins of their own, and several runs at one registry.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { FaultProxy } from '../support/fault-proxy.ts'
import { run } from '../support/harbour.ts'
import {
  digests,
  imagesOf,
  makeWorkspace,
  pushTo,
  repositoryOf,
  services,
} from '../support/trio.ts'
import type { StepResult } from '../support/workflow-step.ts'

let first: FaultProxy
let second: FaultProxy
beforeAll(async () => {
  ;[first, second] = await Promise.all([FaultProxy.start(), FaultProxy.start()])
})
afterAll(() => {
  first.stop()
  second.stop()
})

const triedOf = (result: StepResult) => services.map((name) => imagesOf(result)[name]?.digest)

interface Reference {
  readonly reference: string
  readonly state: string
  readonly reason: string
  readonly tries: readonly string[]
}

function referencesIn(folder: string): readonly Reference[] {
  const text = readFileSync(path.join(folder, 'sea-trial-report/report.json'), 'utf8')
  const { images } = JSON.parse(text) as { images: readonly { references: readonly Reference[] }[] }
  return images.flatMap(({ references }) => references)
}

describe('registry-auth', () => {
  const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`
  const challenge = { 'www-authenticate': 'Basic realm="registry"' }

  test('logs in at each of two registries as each wants it, and shows no password', async () => {
    const workspace = makeWorkspace()
    first.use()
    second.use()
    first.demand(basic('one:first secret'), challenge)
    second.demand(basic('two:second:secret'), challenge)
    const images = [first, second].map(({ host }) => repositoryOf(workspace, '{service}', host))
    const auth = `
- { registry: "${first.host}", username: one, password: first secret }
- { registry: "${second.host}", username: two, password: "second:secret" }
`
    const inputs = { registry: '', images: images.join('\n'), 'registry-auth': auth }
    const result = await pushTo(first.host, workspace, { inputs })
    first.demand(undefined, {})
    second.demand(undefined, {})
    expect(result.log).toContain('✓ passed')
    expect(await digests(workspace, 'main')).toEqual(triedOf(result))
    for (const { host } of [first, second]) {
      expect(result.outputs['tags']).toContain(`${repositoryOf(workspace, 'one', host)}:main`)
    }
    const spoken = result.log.replaceAll(/^::add-mask::.*$/gm, '') + result.summary
    for (const secret of ['first secret', 'second:secret']) {
      expect(result.masks).toContain(secret)
      expect(spoken).not.toContain(secret)
    }
    const own = new Set(first.seen.map(({ authorization }) => authorization))
    expect(own).toEqual(new Set([undefined, basic('one:first secret')]))
  })

  test('with a wrong password at one of them stops before the build', async () => {
    const workspace = makeWorkspace()
    second.demand(basic('two:other'), challenge)
    const images = [first, second].map(({ host }) => repositoryOf(workspace, '{service}', host))
    const auth = `[{ registry: "${second.host}", username: two, password: wrong secret }]`
    const inputs = { registry: '', images: images.join('\n'), 'registry-auth': auth }
    const result = await pushTo(first.host, workspace, { inputs })
    second.demand(undefined, {})
    expect(result.exitCode).toBe(3)
    expect(result.log).toContain(
      `${repositoryOf(workspace, 'one', second.host)} can't be pushed to`,
    )
    expect(result.log).not.toContain(`${repositoryOf(workspace, 'one', first.host)} can't`)
    expect(result.log).not.toContain('✓ build')
    expect(await digests(workspace, `sha-${workspace.sha}`)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('two runs that push to one repository at the same time', () => {
  test('are both green; the newer commit has the branch at the end, and the older run says so', async () => {
    const workspace = makeWorkspace()
    const older = workspace.sha
    workspace.replace('Dockerfile', 'BUILD=1', 'BUILD=2')
    const directory = path.join(mkdtempSync(path.join(tmpdir(), 'sea-trial-test-')), 'trio')
    run('git', ['clone', '--quiet', workspace.directory, directory])
    run('git', ['checkout', '--quiet', older], directory)

    const main = /\/one\/manifests\/main$/
    const served = (proxy: FaultProxy, method: string) =>
      proxy.served.filter((one) => one.method === method && main.test(one.path)).length
    // The older one (first) writes after the newer one (second), though it looked before, and looks
    // again only when the newer one has seen that.
    const laterPut = { kind: 'hold', until: () => served(second, 'PUT') > 0 } as const
    const laterLook = { kind: 'hold', until: () => served(second, 'PUT') > 1 } as const
    first.use(
      { method: 'GET', path: main, times: 1, fault: { kind: 'hold', until: () => true } },
      { method: 'GET', path: main, fault: laterLook },
      { method: 'PUT', path: main, times: 1, fault: laterPut },
    )
    const bothLooked = { kind: 'hold', until: () => served(first, 'GET') > 0 } as const
    const overwritten = { kind: 'hold', until: () => served(first, 'PUT') > 0 } as const
    second.use(
      { method: 'GET', path: main, times: 1, fault: bothLooked },
      { method: 'GET', path: main, fault: overwritten },
    )
    const images = (host: string) => ({ images: repositoryOf(workspace, '{service}', host) })
    const [late, newer] = await Promise.all([
      pushTo(first.host, workspace, {
        directory,
        sha: older,
        inputs: images(first.host),
        env: { GITHUB_RUN_ID: `${workspace.runId}1` },
      }),
      pushTo(second.host, workspace, {
        inputs: images(second.host),
        env: { GITHUB_RUN_ID: `${workspace.runId}2` },
      }),
    ])
    expect([late.exitCode, newer.exitCode]).toEqual([0, 0])
    expect(served(second, 'PUT')).toBe(2)
    expect((await digests(workspace, 'main'))[0]).toBe(imagesOf(newer)['one']?.digest)
    expect(late.log).toContain('main points to a newer commit than this one')
    expect(late.summary).toContain('main points to a newer commit than this one')
    const one = `${repositoryOf(workspace, 'one', first.host)}:main`
    expect(referencesIn(directory)).toContainEqual({
      reference: one,
      state: 'stayed',
      reason: 'main points to a newer commit than this one',
      tries: [],
    })
    expect(late.outputs['tags']?.split('\n')).not.toContain(one)
  })
})

test('the report of a run that was pushed at the second try has the first one', async () => {
  const workspace = makeWorkspace()
  const busy = { kind: 'answer', status: 503 } as const
  first.use({ method: 'PUT', path: /\/two\/manifests\/main$/, times: 1, fault: busy })
  const result = await pushTo(first.host, workspace)
  expect(result.log).toContain('✓ passed')
  const reference = `${repositoryOf(workspace, 'two', first.host)}:main`
  const found = referencesIn(workspace.directory).find((one) => one.reference === reference)
  expect(found).toMatchObject({ state: 'moved', reason: 'main is new' })
  expect(found?.tries).toEqual(['tag: 503 UNAVAILABLE: service unavailable'])
  expect(result.summary).toContain('after 1 failed try')
  expect(readdirSync(path.join(workspace.directory, 'sea-trial-report'))).toContain('report.json')
})
