// What is published, and what is not, against the real registry with faults in front of it.
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { FaultProxy, type Rule } from '../support/fault-proxy.ts'
import { registry, type Workspace } from '../support/harbour.ts'
import {
  digests,
  imagesOf,
  makeWorkspace,
  pushTo,
  repositoryOf,
  services,
  type Wishes,
} from '../support/trio.ts'
import type { StepResult } from '../support/workflow-step.ts'

let proxy: FaultProxy
beforeAll(async () => {
  proxy = await FaultProxy.start()
})
afterAll(() => proxy.stop())

const push = (workspace: Workspace, wishes: Wishes = {}) => pushTo(proxy.host, workspace, wishes)

async function expectPublished(workspace: Workspace, result: StepResult): Promise<void> {
  expect(result.log).toContain('✓ passed')
  const tried = services.map((service) => imagesOf(result)[service]?.digest)
  expect(await digests(workspace, `sha-${workspace.sha}`)).toEqual(tried)
  expect(await digests(workspace, 'main')).toEqual(tried)
}

const upload = /\/blobs\/uploads\//
const manifest = /\/manifests\//

describe('a registry that has a bad moment', () => {
  const answer = (status: number, headers = {}) => ({ kind: 'answer', status, headers }) as const
  test.each<[string, Rule]>([
    ['503 on the manifest', { method: 'PUT', path: manifest, times: 2, fault: answer(503) }],
    ['500 on a blob', { method: 'PUT', path: upload, times: 2, fault: answer(500) }],
    [
      '429 with Retry-After',
      { method: 'PUT', path: manifest, times: 1, fault: answer(429, { 'retry-after': '1' }) },
    ],
    [
      'a reset in the middle of a blob',
      { method: 'PUT', path: upload, times: 1, fault: { kind: 'reset' } },
    ],
    [
      'a reset after the manifest was taken',
      { method: 'PUT', path: manifest, times: 1, fault: { kind: 'reset-after' } },
    ],
    [
      'a 404 right after the push',
      { method: 'GET', path: /manifests\/main$/, times: 2, fault: answer(404) },
    ],
  ])('gets the same images after %s', async (_, rule) => {
    const workspace = makeWorkspace()
    proxy.use(rule)
    const result = await push(workspace)
    expect(proxy.struck(rule)).toBe(rule.times)
    await expectPublished(workspace, result)
  })
})

describe('a registry that refuses', () => {
  test('is found out before anything is built, with what to do', async () => {
    const workspace = makeWorkspace()
    proxy.use({ method: 'POST', path: upload, fault: { kind: 'answer', status: 403 } })
    const result = await push(workspace)
    expect(result.exitCode).toBe(3)
    expect(result.log).toContain("can't be pushed to")
    expect(result.log).toContain('log in with an account that may write')
    expect(result.log).not.toContain('✓ build')
  })

  test('is not asked again, and nothing that moves has moved', async () => {
    const workspace = makeWorkspace()
    proxy.use()
    const first = await push(workspace)
    await expectPublished(workspace, first)
    const before = await digests(workspace, 'main')

    workspace.replace('Dockerfile', 'BUILD=1', 'BUILD=2')
    const rule: Rule = {
      method: 'PUT',
      path: /\/three\/manifests\/sha-/,
      fault: { kind: 'answer', status: 403 },
    }
    proxy.use(rule)
    const second = await push(workspace)
    expect(second.exitCode).toBe(3)
    expect(proxy.struck(rule)).toBe(1)
    expect(await digests(workspace, 'main')).toEqual(before)
    expect(second.log).toContain(`not touched: ${repositoryOf(workspace, 'one', proxy.host)}:main`)

    proxy.use()
    await expectPublished(workspace, await push(workspace))
    expect(await digests(workspace, 'main')).not.toEqual(before)
  })

  test('for too long is given up at once', async () => {
    const workspace = makeWorkspace()
    const later = { kind: 'answer', status: 429, headers: { 'retry-after': '3600' } } as const
    proxy.use({ method: 'PUT', path: /manifests\/main$/, fault: later })
    const result = await push(workspace)
    expect(result.exitCode).toBe(3)
    expect(result.log).toContain('the registry asks to wait 3600s')
    expect(await digests(workspace, 'main')).toEqual([undefined, undefined, undefined])
  })

  test('to tell the truth about a digest fails the run', async () => {
    const workspace = makeWorkspace()
    const lie = { 'docker-content-digest': `sha256:${'0'.repeat(64)}` }
    proxy.use({ method: 'GET', path: /manifests\/main$/, fault: { kind: 'headers', headers: lie } })
    const result = await push(workspace)
    expect(result.exitCode).toBe(3)
    expect(result.log).toContain(`the registry says sha256:${'0'.repeat(64)}`)
  })
})

describe('a tag', () => {
  test('that stays is left alone when it is the same, and never overwritten by another image', async () => {
    const workspace = makeWorkspace()
    proxy.use()
    await expectPublished(workspace, await push(workspace))
    const again = await push(workspace)
    expect(again.log).toContain('there: the same image')
    await expectPublished(workspace, again)

    const before = await digests(workspace, `sha-${workspace.sha}`)
    const sha = workspace.sha
    workspace.replace('Dockerfile', 'BUILD=1', 'BUILD=2')
    const other = await push(workspace, { sha })
    expect(other.exitCode).toBe(3)
    expect(other.log).toContain(`sha-${sha} is taken by another image`)
    expect(await digests(workspace, `sha-${sha}`)).toEqual(before)
  })

  test('of a branch does not go back to an older commit, which is said and green', async () => {
    const workspace = makeWorkspace()
    const older = workspace.sha
    workspace.replace('Dockerfile', 'BUILD=1', 'BUILD=2')
    proxy.use()
    const newer = await push(workspace)
    await expectPublished(workspace, newer)
    const before = await digests(workspace, 'main')

    workspace.checkout(older)
    const late = await push(workspace)
    expect(late.exitCode).toBe(0)
    expect(late.log).toContain('stayed: main points to a newer commit than this one')
    expect(await digests(workspace, 'main')).toEqual(before)
    expect(imagesOf(late)['one']?.tags.join()).not.toContain(':main')
  })

  test('of a release does not go back to a lower version', async () => {
    const workspace = makeWorkspace()
    proxy.use()
    const release = (version: string) => ({ env: { GITHUB_REF: `refs/tags/v${version}` } })
    const high = await push(workspace, release('1.2.4'))
    expect(high.exitCode).toBe(0)
    const before = await digests(workspace, '1.2')
    workspace.replace('Dockerfile', 'BUILD=1', 'BUILD=2')
    const low = await push(workspace, release('1.2.3'))
    expect(low.exitCode).toBe(0)
    expect(low.log).toContain('stayed: 1.2 points to 1.2.4, which is higher than 1.2.3')
    expect(await digests(workspace, '1.2')).toEqual(before)
    expect(await digests(workspace, 'latest')).toEqual(before)
    expect(await digests(workspace, '1.2.3')).not.toEqual(before)
  })
})

describe('images of two registries', () => {
  test('are built once and have the same digests at both', async () => {
    const workspace = makeWorkspace()
    proxy.use()
    const images = [registry, proxy.host].map((host) => repositoryOf(workspace, '{service}', host))
    const result = await push(workspace, { inputs: { images: images.join('\n') } })
    await expectPublished(workspace, result)
    expect(imagesOf(result)['one']?.tags.length).toBe(4)
  })
})

describe('a registry that wants a login', () => {
  const secret = 'pass:word with spaces'
  const basic = `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`

  test('gets it from the inputs; it is masked, and gone at the end', async () => {
    const workspace = makeWorkspace()
    const config = makeUserConfig()
    const before = readdirSync(config)
    const challenge = { 'www-authenticate': 'Basic realm="registry"' }
    proxy.use()
    proxy.demand(basic, challenge)
    const inputs = { username: 'me', password: secret }
    const result = await push(workspace, { inputs, env: { DOCKER_CONFIG: config } })
    proxy.demand(undefined, {})
    await expectPublished(workspace, result)
    expect(result.masks).toContain(secret)
    const spoken = result.log.replaceAll(/^::add-mask::.*$/gm, '')
    expect(spoken).not.toContain(secret)
    expect(result.summary).not.toContain(secret)
    expect(readFileSync(path.join(config, 'config.json'), 'utf8')).toBe('{"auths":{}}')
    expect(readdirSync(config).filter((name) => name !== 'buildx')).toEqual(before)
  })
})

/** A user's own config, which still has to show its plugins. */
function makeUserConfig(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-docker-'))
  writeFileSync(path.join(folder, 'config.json'), '{"auths":{}}')
  const plugins = path.join(process.env['HOME'] ?? '/root', '.docker/cli-plugins')
  if (existsSync(plugins)) symlinkSync(plugins, path.join(folder, 'cli-plugins'))
  return folder
}
