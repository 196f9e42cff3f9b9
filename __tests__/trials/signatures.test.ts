// Signed certificates: what passed on main and was signed there is released, and nothing else is.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { bundleMediaType } from '../../src/certificate/artifact.ts'
import { sigstore } from '../../src/io/sigstore.ts'
import { registry, root, type Workspace } from '../support/harbour.ts'
import { hand, replaceCertificates } from '../support/registry-hand.ts'
import { LocalSigstore } from '../support/sigstore.ts'
import { digests, makeWorkspace, pushTo, repositoryOf, services } from '../support/trio.ts'
import type { StepResult } from '../support/workflow-step.ts'

let local: LocalSigstore
let trustedRoot = ''
const nothing = [undefined, undefined, undefined]

beforeAll(async () => {
  local = await LocalSigstore.start()
})
beforeEach(() => local.down.clear())
afterAll(() => local.stop())

const nameOf = (workspace: Workspace) => `acme/trio-${workspace.runId}`

function runOf(
  workspace: Workspace,
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = local.environment,
): Promise<StepResult> {
  local.repository = nameOf(workspace)
  trustedRoot = path.join(path.dirname(workspace.directory), `root-${workspace.runId}.json`)
  writeFileSync(trustedRoot, local.trustedRoot)
  const given = {
    certificate: 'signed',
    sigstore: `fulcio=${local.url}\nrekor=${local.url}`,
    'trusted-root': trustedRoot,
    ...inputs,
  }
  return pushTo(registry, workspace, { inputs: given, env })
}

function releaseOf(workspace: Workspace, inputs: Readonly<Record<string, string>> = {}) {
  const onTag = { ...local.environment, GITHUB_REF: 'refs/tags/v1.0.0' }
  return runOf(workspace, { push: 'auto', promote: 'always', ...inputs }, onTag)
}

const fileOf = ({ outputs }: StepResult, name: string) =>
  path.join(path.dirname(outputs['report'] ?? ''), name)

describe('a run that must sign', () => {
  let workspace: Workspace
  let main: StepResult
  let bundle = ''
  let statement = ''

  const beside = async (text: string, mediaType?: typeof bundleMediaType) => {
    for (const service of services) {
      const tag = `sha-${workspace.sha}`
      await replaceCertificates(repositoryOf(workspace, service), tag, [text], mediaType)
    }
  }
  const refused = async (says: string | RegExp) => {
    const release = await releaseOf(workspace)
    expect(release.log).toMatch(says)
    expect([release.exitCode, release.outputs['promoted']]).toEqual([1, 'false'])
    expect(await digests(workspace, '1.0.0')).toEqual(nothing)
  }

  beforeAll(async () => {
    workspace = makeWorkspace()
    main = await runOf(workspace)
    bundle = readFileSync(fileOf(main, 'certificate.sigstore.json'), 'utf8')
    statement = readFileSync(fileOf(main, 'certificate.json'), 'utf8')
  })

  test('puts one bundle beside each image, as actions/attest does', async () => {
    expect(main.exitCode).toBe(0)
    expect(main.log).toMatch(/✓ certificate sha256:\w{64}, signed, beside 3 images/)
    const one = repositoryOf(workspace, 'one')
    const [digest = ''] = await digests(workspace, 'main')
    const papers = await hand.referrers(one, digest)
    expect(papers.map(({ artifactType }) => artifactType)).toEqual([bundleMediaType])
    expect(papers[0]?.annotations).toMatchObject({
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': 'https://in-toto.io/attestation/test-result/v0.1',
    })
    expect(papers[0] && (await hand.content(one, papers[0]))).toBe(bundle)
  })

  test('is asked for at verify too', () => {
    const image = `${repositoryOf(workspace, 'one')}:main`
    const ask = (...argv: readonly string[]) => {
      const cli = path.join(root, 'dist/cli/index.js')
      const all = [cli, 'verify', image, '--certificate', 'signed', ...argv]
      const ran = spawnSync(process.execPath, all, { encoding: 'utf8' })
      return { code: ran.status, said: ran.stdout + ran.stderr }
    }
    const trust = ['--trusted-root', trustedRoot]
    const good = ask(...trust, '--repository', nameOf(workspace))
    expect(good.said).toMatch(/certificate sha256:\w{64}, signed by a workflow of its repository/)
    expect(good.code).toBe(0)
    const other = ask(...trust, '--repository', 'acme/other')
    expect(other.said).toContain(
      `it was signed by a workflow of https://github.com/${nameOf(workspace)}, not of https://github.com/acme/other`,
    )
    expect(other.code).toBe(1)
    const unsaid = ask(...trust)
    expect(unsaid.said).toContain('whose signature the certificate must have is not said')
    expect(unsaid.code).toBe(2)
  })

  test('has no release by a certificate that is not signed', async () => {
    await beside(statement)
    await refused(/does not hold for the images sha-\w+: it is not signed/)
  })

  test('has no release by a bundle that was altered', async () => {
    const altered = JSON.parse(bundle) as { dsseEnvelope: { payload: string } }
    const text = statement.replace('"durationMs":', '"durationMs":1')
    altered.dsseEnvelope.payload = Buffer.from(text).toString('base64')
    await beside(JSON.stringify(altered), bundleMediaType)
    await refused(/its signature does not hold: /)
  })

  test('has no release by a signature that its roots do not know', async () => {
    const stranger = await LocalSigstore.start()
    stranger.stop()
    await beside(bundle, bundleMediaType)
    const trust = local.trustedRoot
    local.trustedRoot = stranger.trustedRoot
    await refused(/its signature does not hold: /)
    local.trustedRoot = trust
  })

  test('has no release by the signature of another repository', async () => {
    Object.assign(process.env, local.environment)
    local.repository = 'evil/trio'
    const { signal } = new AbortController()
    const forged = await sigstore.sign(statement, { fulcio: local.url, rekor: local.url }, signal)
    for (const name of Object.keys(local.environment)) delete process.env[name]
    await beside(forged, bundleMediaType)
    await refused(/signed by a workflow of https:\/\/github.com\/evil\/trio, not of https:/)
  })

  test('has its release by the bundle', async () => {
    await beside(bundle, bundleMediaType)
    const release = await releaseOf(workspace)
    expect(release.log).toMatch(/certificate sha256:\w{12} holds for all images/)
    expect([release.exitCode, release.outputs['promoted']]).toEqual([0, 'true'])
    expect(await digests(workspace, '1.0.0')).toEqual(await digests(workspace, 'main'))
    expect(readFileSync(fileOf(release, 'certificate.sigstore.json'), 'utf8')).toBe(bundle)
  })
})

describe('where nothing can be signed', () => {
  test('a run that must sign ends before its build', async () => {
    const workspace = makeWorkspace()
    const run = await runOf(workspace, {}, {})
    expect(run.exitCode).toBe(2)
    expect(run.log).toContain('certificate is signed, and this run can sign none')
    expect(run.log).toContain('id-token: write')
    expect(run.log).toContain('[ST-CANNOT-SIGN]')
    expect(await digests(workspace, `sha-${workspace.sha}`)).toEqual(nothing)
  })

  test('a Sigstore that is down keeps its tags from moving', async () => {
    const workspace = makeWorkspace()
    local.down.add('/api/v1/log/entries')
    const run = await runOf(workspace)
    expect(run.log).toContain('[ST-NOT-SIGNED]')
    expect(run.log).toContain('did not sign the certificate, so no tag moves')
    expect(run.exitCode).toBe(3)
    expect(await digests(workspace, 'main')).toEqual(nothing)
    expect((await digests(workspace, `sha-${workspace.sha}`)).every(Boolean)).toBe(true)
  })

  test('a run that need not goes on without, with one warning', async () => {
    const workspace = makeWorkspace()
    local.down.add('/api/v1/log/entries')
    const run = await runOf(workspace, { certificate: 'on' })
    expect(run.exitCode).toBe(0)
    const said = run.annotations.filter(({ message }) => message.includes('not signed'))
    expect(said.map(({ kind }) => kind)).toEqual(['warning'])
    expect(run.summary).toMatch(/the certificate is not signed: .*out of service/)
    expect(existsSync(fileOf(run, 'certificate.sigstore.json'))).toBe(false)
    expect((await digests(workspace, 'main')).every(Boolean)).toBe(true)
  })
})
