// Signatures with real keys over HTTP: what holds, what does not, and what is said of it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { statementIn } from '../../src/certificate/bundle.ts'
import { sigstore } from '../../src/io/sigstore.ts'
import { issuer, LocalSigstore } from '../support/sigstore.ts'

const statement = JSON.stringify({ _type: 'https://in-toto.io/Statement/v1', subject: [] })
const repository = 'acme/harbor'
const never = new AbortController().signal
let local: LocalSigstore

beforeAll(async () => {
  local = await LocalSigstore.start()
  Object.assign(process.env, local.environment)
})
beforeEach(() => {
  local.repository = repository
  local.down.clear()
})
afterAll(() => {
  for (const name of Object.keys(local.environment)) delete process.env[name]
  local.stop()
})

const withLog = () => ({ fulcio: local.url, rekor: local.url })
const sign = (instance = withLog()) => sigstore.sign(statement, instance, never)

/** The reader of times wants three digits after the second or none; the clock of the test drops zeros. */
async function stamped(): Promise<string> {
  for (;;) {
    const bundle = await sigstore.sign(statement, { fulcio: local.url, tsa: local.url }, never)
    const answer = await sigstore.verify(bundle, local.trustedRoot)
    if (answer.kind !== 'fails' || answer.reason !== 'invalid time') return bundle
  }
}

/** Changes one thing in a bundle. */
function altered(
  bundle: string,
  path: readonly string[],
  change: (value: never) => unknown,
): string {
  const whole = JSON.parse(bundle) as Record<string, unknown>
  const parents = path.slice(0, -1)
  const parent = parents.reduce((one, name) => one[name] as Record<string, unknown>, whole)
  const last = path.at(-1) ?? ''
  parent[last] = change(parent[last] as never)
  return JSON.stringify(whole)
}

describe('a signature', () => {
  test('holds for the statement, and says whose workflow made it', async () => {
    const bundle = await sign()
    expect(JSON.parse(bundle)).toMatchObject({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    })
    expect(statementIn(bundle)).toBe(statement)
    expect(await sigstore.verify(bundle, local.trustedRoot)).toEqual({
      kind: 'holds',
      statement,
      signer: {
        issuer,
        repository: `https://github.com/${repository}`,
        workflow: `https://github.com/${repository}/.github/workflows/trial.yml@refs/heads/main`,
      },
    })
  })

  test('holds by one of several roots, each on a line', async () => {
    const bundle = await sign()
    const other = await LocalSigstore.start()
    other.stop()
    const both = `${other.trustedRoot}\n${local.trustedRoot}\n`
    expect(await sigstore.verify(bundle, both)).toMatchObject({ kind: 'holds' })
    expect(await sigstore.verify(bundle, other.trustedRoot)).toMatchObject({ kind: 'fails' })
  })

  test.each<[string, readonly string[], (value: never) => unknown, RegExp]>([
    [
      'of another statement',
      ['dsseEnvelope', 'payload'],
      () => Buffer.from(statement.replace('[]', '[{}]')).toString('base64'),
      /payload hash mismatch/,
    ],
    [
      'of another kind of content',
      ['dsseEnvelope', 'payloadType'],
      () => 'text/plain',
      /^it is of text\/plain$/,
    ],
    [
      'that is another one',
      ['dsseEnvelope', 'signatures'],
      () => [{ sig: Buffer.from('no').toString('base64'), keyid: '' }],
      /signature mismatch/,
    ],
    [
      'that no log has',
      ['verificationMaterial', 'tlogEntries'],
      () => [],
      /timestamps, got 0|inclusion/,
    ],
    [
      'whose time was changed',
      ['verificationMaterial', 'tlogEntries'],
      ([entry]: Record<string, unknown>[]) => [{ ...entry, integratedTime: '1' }],
      /inclusion promise could not be verified|CERTIFICATE|certificate/i,
    ],
    ['in a bundle that is none', ['mediaType'], () => 'text/plain', /bundle|media/i],
  ])('does not hold: one %s', async (_, path, change, says) => {
    const answer = await sigstore.verify(altered(await sign(), path, change), local.trustedRoot)
    expect(answer).toEqual({ kind: 'fails', reason: expect.stringMatching(says) })
  })

  test('of an instance with a clock and no log is made, and held against what its root asks', async () => {
    const bundle = await stamped()
    // That root has a log, so an entry in it is asked for.
    expect(await sigstore.verify(bundle, local.trustedRoot)).toEqual({
      kind: 'fails',
      reason: 'expected 1 tlog entries, got 0',
    })
    const { tlogs: _, ...root } = JSON.parse(local.trustedRoot) as Record<string, unknown>
    const answer = await sigstore.verify(bundle, JSON.stringify(root))
    expect(answer).toMatchObject({ kind: 'holds' })
  })

  test('is not judged by a root that is none', async () => {
    const bundle = await sign()
    expect(await sigstore.verify(bundle, '{}')).toEqual({
      kind: 'no-root',
      reason: 'it names no certificate authority',
      given: true,
    })
    expect(await sigstore.verify(bundle, 'nonsense')).toMatchObject({
      kind: 'no-root',
      given: true,
    })
  })
})

describe('a Sigstore that does not sign', () => {
  test.each([
    ['/token', /ID Token/i],
    ['/api/v2/signingCert', /error creating signing certificate.*out of service/],
    ['/api/v1/log/entries', /error creating tlog entry.*out of service/],
  ])('is told with the step that failed: %s', async (path, says) => {
    local.down.add(path)
    await expect(sign()).rejects.toThrow(says)
  })

  test('does not outlive the run', async () => {
    local.down.add('/api/v1/log/entries')
    const cancelled = AbortSignal.abort(new Error('SIGINT'))
    await expect(sigstore.sign(statement, withLog(), cancelled)).rejects.toThrow('SIGINT')
  })
})
