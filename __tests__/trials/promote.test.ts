// A release as a decision: what passed on main gets its release tags, and nothing else does.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fallbackTag } from '../../src/certificate/artifact.ts'
import { lockName } from '../../src/certificate/lock.ts'
import type { ImageRecord } from '../../src/report/record.ts'
import { FaultProxy } from '../support/fault-proxy.ts'
import {
  digestInRegistry,
  registry,
  root,
  run,
  type Workspace,
  workspaceOf,
} from '../support/harbour.ts'
import { ReferrersRegistry } from '../support/referrers-registry.ts'
import { hand, manifestAt, replaceCertificates } from '../support/registry-hand.ts'
import {
  digests,
  imagesOf,
  makeWorkspace,
  pushTo,
  repositoryOf,
  services,
  type Wishes,
} from '../support/trio.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

interface Report {
  readonly durationMs: number
  readonly notes: readonly string[]
  readonly images: readonly Pick<ImageRecord, 'name' | 'before'>[]
  readonly steps: readonly { readonly name: string }[]
}
const reportOf = ({ outputs }: StepResult) => JSON.parse(outputs['json'] ?? '{}') as Report
const stagesOf = (result: StepResult) => reportOf(result).steps.map(({ name }) => name)

const onTag = (tag: string) => ({ GITHUB_REF: `refs/tags/${tag}` })

/** A run for a tag of git; `promote: always` unless it says otherwise. */
function release(workspace: Workspace, tag: string, wishes: Wishes = {}, host = registry) {
  const inputs = { push: 'auto', promote: 'always', ...wishes.inputs }
  return pushTo(host, workspace, { ...wishes, inputs, env: { ...onTag(tag), ...wishes.env } })
}

describe('examples/harbor, pushed to main and then tagged', () => {
  const workspace = workspaceOf(path.join(root, 'examples/harbor'))
  const images = `${registry}/acme/promote-${workspace.runId}/{service}`
  const step = async (env: Record<string, string>) => {
    const inputs = { registry, images }
    const about = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId }
    return (await runStep({ workspace: workspace.directory, inputs, env: { ...about, ...env } }))
      .main
  }
  let main: StepResult
  let tagged: StepResult

  beforeAll(async () => {
    main = await step({})
    tagged = await step(onTag('v1.4.0'))
  })

  test('has the same digests under the tags of the release', async () => {
    expect(main.outputs['promoted']).toBe('false')
    expect([tagged.exitCode, tagged.outputs['promoted'], tagged.outputs['pushed']]).toEqual([
      0,
      'true',
      'true',
    ])
    expect(tagged.outputs['digests']).toBe(main.outputs['digests'])
    expect(tagged.outputs['version']).toBe('1.4.0')
    const pushed = imagesOf(tagged)
    expect(Object.keys(pushed).sort()).toEqual(['api', 'migrate', 'web'])
    for (const [service, { digest, tags }] of Object.entries(pushed)) {
      const repository = images.replace('{service}', service)
      const wanted = ['1.4.0', '1.4', '1', 'latest'].map((tag) => `${repository}:${tag}`)
      expect(tags).toEqual(expect.arrayContaining(wanted))
      for (const tag of tags) {
        expect(await digestInRegistry(repository, tag.slice(repository.length + 1))).toBe(digest)
      }
    }
  })

  test('was built and started once, and released in less than a fifth of that time', () => {
    expect(stagesOf(main)).toContain('build')
    expect(stagesOf(tagged)).toEqual(['plan', 'rights', 'promote', 'cleanup'])
    expect(reportOf(tagged).durationMs).toBeLessThan(reportOf(main).durationMs / 5)
  })

  test('says in plan and summary why nothing was tried', () => {
    const plan = JSON.parse(tagged.outputs['plan'] ?? '{}') as {
      readonly promotion: Record<string, unknown>
    }
    expect(plan.promotion).toMatchObject({ kind: 'promote', force: false })
    expect(plan.promotion['reason']).toMatch(/^certificate sha256:\w{12} holds for all images sha-/)
    expect(tagged.summary).toContain('3 images promoted')
  })

  test('has one lock for both, with which Compose runs those images and builds none', () => {
    const [before, after] = [main, tagged].map(({ outputs }) =>
      readFileSync(outputs['lock'] ?? '', 'utf8'),
    )
    const pinned = [...(after ?? '').matchAll(/image: ".*@(sha256:\w+)"/g)].map(
      ([, digest]) => digest,
    )
    expect(pinned.length).toBe(5)
    for (const digest of pinned) expect(before).toContain(digest)
    const argv = ['compose', '-f', 'compose.yaml', '-f', tagged.outputs['lock'] ?? '', 'config']
    const config = run('docker', [...argv, '--format', 'json'], workspace.directory)
    const { services: of } = JSON.parse(config) as {
      readonly services: Record<string, { readonly image: string; readonly build?: unknown }>
    }
    for (const { image, build } of Object.values(of)) {
      expect(image).toMatch(/:[\w.-]+@sha256:[0-9a-f]{64}$/)
      expect(build).toBeUndefined()
    }
  })
})

describe('a release is refused', () => {
  const workspace = makeWorkspace()
  const sha = workspace.sha
  let genuine = ''

  beforeAll(async () => {
    const main = await pushTo(registry, workspace, { sha })
    expect(main.exitCode).toBe(0)
    genuine = readFileSync(
      path.join(path.dirname(main.outputs['report'] ?? ''), 'certificate.json'),
      'utf8',
    )
  })

  const beside = async (...statements: readonly string[]) => {
    for (const service of services) {
      await replaceCertificates(repositoryOf(workspace, service), `sha-${sha}`, statements)
    }
  }

  async function expectRefused(tag: string, says: string | RegExp): Promise<void> {
    const refused = await release(workspace, tag, { sha })
    expect(refused.log).toMatch(says)
    expect([refused.exitCode, refused.outputs['promoted']]).toEqual([1, 'false'])
    expect(refused.log).toContain('[ST-NOT-CERTIFIED]')
    expect(await digests(workspace, tag.slice(1))).toEqual([undefined, undefined, undefined])
    // The papers of the run before are no papers of this one.
    expect(refused.outputs['lock']).toBe('')
    const report = path.dirname(refused.outputs['report'] ?? '')
    expect(existsSync(path.join(report, 'report.json'))).toBe(true)
    expect(existsSync(path.join(report, lockName))).toBe(false)
  }

  type Statement = {
    subject: { name: string; digest: { sha256: string } }[]
    predicate: { result: string; configuration: { uri: string; digest: Record<string, string> }[] }
  }
  const forged = (forge: (statement: Statement) => void): string => {
    const statement = JSON.parse(genuine) as Statement
    forge(statement)
    return JSON.stringify(statement)
  }

  test.each<[string, (statement: Statement) => void, RegExp]>([
    [
      'has another digest of one image',
      ({ subject: [, , two] }) => {
        if (two) two.digest.sha256 = 'f'.repeat(64)
      },
      /of two it has sha256:f{64}, and not sha256:/,
    ],
    [
      'says that a trial failed',
      ({ predicate }) => {
        predicate.result = 'FAILED'
      },
      /its result is FAILED, not PASSED/,
    ],
    [
      'is of another repository',
      ({ predicate }) => {
        for (const one of predicate.configuration)
          one.uri = 'git+https://github.com/evil/trio@refs/heads/main'
      },
      /it is of https:\/\/github\.com\/evil\/trio, not of https:\/\/github\.com\/acme\/trio/,
    ],
    [
      'leaves one image out',
      ({ subject }) => {
        subject.splice(2, 1)
      },
      /it has no image of two/,
    ],
    [
      'is of another commit',
      ({ predicate }) => {
        for (const one of predicate.configuration) one.digest = { gitCommit: '1'.repeat(40) }
      },
      /it is of commit 1111111, and neither that nor its tree/,
    ],
  ])('when the certificate %s', async (_, forge, says) => {
    await beside(forged(forge))
    await expectRefused('v2.0.0', says)
  })

  test('when there is no certificate', async () => {
    await beside()
    await expectRefused('v2.0.0', /has no certificate|have no certificate/)
  })

  test('when the certificate is beside all images but one', async () => {
    await beside(genuine)
    await replaceCertificates(repositoryOf(workspace, 'three'), `sha-${sha}`, [])
    await expectRefused('v2.0.0', /three:sha-\w+ \(sha256:\w+\) has no certificate/)
  })

  test('when one image was built anew since, or its tag was moved', async () => {
    await beside(genuine)
    const two = repositoryOf(workspace, 'two')
    const before = await manifestAt(two, `sha-${sha}`)
    workspace.replace('Dockerfile', 'BUILD=1', 'BUILD=2')
    const later = await pushTo(registry, workspace)
    expect(later.exitCode).toBe(0)
    await hand.put(two, `sha-${sha}`, await manifestAt(two, `sha-${workspace.sha}`))
    await expectRefused('v2.0.0', new RegExp(`of two it has ${before.digest}, and not sha256:`))
    await hand.put(two, `sha-${sha}`, before)
  })

  test('when its version is another image already, which stays', async () => {
    await beside(genuine)
    const two = repositoryOf(workspace, 'two')
    const other = await manifestAt(two, 'main')
    await hand.put(two, '3.0.0', other)
    const refused = await release(workspace, 'v3.0.0', { sha })
    expect([refused.exitCode, refused.outputs['promoted']]).toEqual([3, 'false'])
    expect(refused.log).toContain(`${two}:3.0.0 is taken by another image`)
    expect(await digests(workspace, '3.0.0')).toEqual([undefined, other.digest, undefined])
    expect(await digests(workspace, 'latest')).toEqual([undefined, undefined, undefined])
  })

  test('and tried in whole instead where that is allowed, which is said', async () => {
    await beside()
    const there = await digests(workspace, `sha-${sha}`)
    workspace.checkout(sha)
    const tried = await release(workspace, 'v4.0.0', { sha, inputs: { promote: 'auto' } })
    expect(tried.log).toContain('nothing was promoted, so the whole trial is run: ')
    expect([tried.exitCode, tried.outputs['promoted']]).toEqual([0, 'false'])
    expect(stagesOf(tried)).toContain('smoke')
    expect(await digests(workspace, `sha-${sha}`)).toEqual(there)
    expect(await digests(workspace, '4.0.0')).toEqual(
      services.map((service) => imagesOf(tried)[service]?.digest),
    )
  })
})

describe('a release by its content', () => {
  test('is found when the commit is another one, as after a squash', async () => {
    const workspace = makeWorkspace()
    expect((await pushTo(registry, workspace)).exitCode).toBe(0)
    const before = await digests(workspace, `sha-${workspace.sha}`)
    workspace.commit('the same content, squashed')
    const released = await release(workspace, 'v1.0.0')
    expect([released.exitCode, released.outputs['promoted']]).toEqual([0, 'true'])
    expect(await digests(workspace, '1.0.0')).toEqual(before)
    expect(await digests(workspace, `sha-${workspace.sha}`)).toEqual(before)
  })
})

describe('a rollback', () => {
  test('goes back on purpose alone, for all tags that move, and is recorded', async () => {
    const workspace = makeWorkspace()
    const tag = (name: string) => run('git', ['tag', name], workspace.directory)
    for (const [version, change] of [
      ['1.0.0', 'BUILD=1'],
      ['1.1.0', 'BUILD=2'],
    ] as const) {
      if (version !== '1.0.0') workspace.replace('Dockerfile', 'BUILD=1', change)
      expect((await pushTo(registry, workspace)).exitCode).toBe(0)
      tag(`v${version}`)
      const released = await release(workspace, `v${version}`)
      expect(released.exitCode).toBe(0)
      if (version === '1.0.0') continue
      const [image] = reportOf(released).images
      expect(image?.before?.reference).toBe(`${image?.name}:1`)
      expect(image?.before?.growthBytes).toEqual(expect.any(Number))
    }
    const [old, recent] = [await digests(workspace, '1.0.0'), await digests(workspace, '1.1.0')]
    const back = { mode: 'promote', promote: 'auto', release: 'v1.0.0' }
    const onMain = { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_REF: 'refs/heads/main' }

    const again = await release(workspace, 'v1.0.0', { inputs: back, env: onMain })
    expect(again.exitCode).toBe(0)
    expect(again.log).toContain('stayed: 1 points to 1.1.0, which is higher than 1.0.0')
    expect([await digests(workspace, '1'), await digests(workspace, 'latest')]).toEqual([
      recent,
      recent,
    ])

    const forced = await release(workspace, 'v1.0.0', {
      inputs: { ...back, force: 'true' },
      env: onMain,
    })
    expect([forced.exitCode, forced.outputs['promoted']]).toEqual([0, 'true'])
    expect([await digests(workspace, '1'), await digests(workspace, 'latest')]).toEqual([old, old])
    expect(forced.log).toContain(
      'moved: 1 points to 1.1.0, which is higher than 1.0.0; it goes back, as force asks',
    )
    expect(reportOf(forced).notes).toContain('force: tags that move may go back in this run')
    const one = repositoryOf(workspace, 'one')
    const records = await hand.referrers(one, old[0] ?? '')
    const texts = await Promise.all(records.map((record) => hand.content(one, record)))
    expect(texts.join('\n')).toMatch(/release\/v0\.1.*"order":"any"/)
  })
})

describe('from a staging registry to the one of releases', () => {
  let proxy: FaultProxy
  beforeAll(async () => {
    proxy = await FaultProxy.start()
  })
  afterAll(() => proxy.stop())

  test('an image goes by its digest, with all that is beside it', async () => {
    const workspace = makeWorkspace()
    const staging = repositoryOf(workspace, '{service}')
    const target = `${proxy.host}/acme/release-${workspace.runId}/{service}`
    expect((await pushTo(registry, workspace, { inputs: { images: staging } })).exitCode).toBe(0)
    const tried = await digests(workspace, 'main')
    const images = `${staging}\n${target}`
    const released = await release(workspace, 'v1.0.0', { inputs: { images } })
    expect(released.log).toContain('3 images promoted')
    expect(released.exitCode).toBe(0)
    for (const [index, service] of services.entries()) {
      const at = (name: string) => name.replace('{service}', service)
      expect((await manifestAt(at(target), '1.0.0')).digest).toBe(tried[index])
      const [here, there] = await Promise.all(
        [staging, target].map((name) => hand.referrers(at(name), tried[index] ?? '')),
      )
      const digestsOf = (list: typeof here) => list?.map(({ digest }) => digest).sort()
      expect(here?.length).toBeGreaterThanOrEqual(2)
      expect(digestsOf(there)).toEqual(digestsOf(here))
    }
    // What arrived can be pulled and promoted from there, without the place it came from.
    const next = await release(workspace, 'v1.0.1', { inputs: { images: target } })
    expect([next.exitCode, next.outputs['promoted']]).toEqual([0, 'true'])
    // Pulled past the proxy, which can't answer while this process waits for docker.
    const pulled = `${registry}/acme/release-${workspace.runId}/one:1.0.1`
    run('docker', ['pull', '--quiet', pulled])
    run('docker', ['image', 'rm', pulled])
  })
})

describe('a registry with the referrers API', () => {
  let front: ReferrersRegistry
  beforeAll(async () => {
    front = await ReferrersRegistry.start()
  })
  afterAll(() => front.stop())

  test('keeps the certificate in its own list, and a release is found by it', async () => {
    const workspace = makeWorkspace()
    expect((await pushTo(front.host, workspace)).exitCode).toBe(0)
    const [one = ''] = await digests(workspace, 'main')
    expect(await digestInRegistry(repositoryOf(workspace, 'one'), fallbackTag(one))).toBeUndefined()
    const released = await release(workspace, 'v1.0.0', {}, front.host)
    expect([released.exitCode, released.outputs['promoted']]).toEqual([0, 'true'])
    expect(front.seen.some((line) => line.includes(`/one/referrers/${one}`))).toBe(true)
    expect((await digests(workspace, '1.0.0'))[0]).toBe(one)
  })
})

describe('sea-trial verify', () => {
  test('has an exit code for each answer that a gate in front of a deployment needs', async () => {
    const workspace = makeWorkspace()
    expect((await pushTo(registry, workspace)).exitCode).toBe(0)
    const image = `${repositoryOf(workspace, 'one')}:main`
    const own = `acme/trio-${workspace.runId}`
    const ask = (...argv: readonly string[]) => {
      const cli = path.join(root, 'dist/cli/index.js')
      const ran = spawnSync(process.execPath, [cli, 'verify', ...argv], { encoding: 'utf8' })
      return { code: ran.status, said: ran.stdout + ran.stderr }
    }
    const good = ask(image, '--repository', own)
    expect(good.said).toContain('its certificate holds')
    expect(good.code).toBe(0)
    expect(ask(image, '--repository', 'acme/other').code).toBe(1)
    await replaceCertificates(repositoryOf(workspace, 'one'), 'main', [])
    const bare = ask(image)
    expect(bare.said).toContain('there is no certificate beside it')
    expect(bare.code).toBe(1)
    expect(ask(`${image}-not-there`).code).toBe(2)
    expect(ask('localhost:1/acme/one:main').code).toBe(3)
  })
})
