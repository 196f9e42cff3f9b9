import { describe, expect, test } from '@jest/globals'
import { statementIn } from '../../src/certificate/bundle.ts'
import type { CertificatePlan } from '../../src/certificate/plan.ts'
import { demandOf, planSigning, unsignable, whyNotSigner } from '../../src/certificate/signing.ts'
import { parseServer } from '../../src/event/repository.ts'
import { inputsOf, problemsOf } from '../support/given-inputs.ts'

const env = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'y' }

function facts(address = 'https://github.com', isPrivate?: boolean, event = 'push') {
  const server = parseServer(address)
  if (server === undefined) throw new Error(address)
  const names = { owner: 'acme', name: 'harbor', fullName: 'acme/harbor' }
  const repository = { ...names, url: `${server.url}/acme/harbor` }
  return {
    event,
    server,
    repository: isPrivate === undefined ? repository : { ...repository, private: isPrivate },
  }
}
const own = { fulcio: 'https://fulcio.example', tsa: 'https://tsa.example' }

describe('where a certificate is signed', () => {
  test('is the public Sigstore for what is public for sure, and for nothing else', () => {
    const ask = (isPrivate?: boolean) =>
      planSigning({ facts: facts('https://github.com', isPrivate), sigstore: undefined, env })
    const github = {
      kind: 'sign',
      where: "GitHub's own Sigstore",
      instance: { fulcio: 'https://fulcio.githubapp.com', tsa: 'https://timestamp.githubapp.com' },
    }
    expect(ask(false)).toEqual({
      kind: 'sign',
      where: 'the public Sigstore',
      instance: { fulcio: 'https://fulcio.sigstore.dev', rekor: 'https://rekor.sigstore.dev' },
    })
    expect(ask(true)).toEqual(github)
    expect(ask()).toEqual(github)
  })

  test('is that of the host at ghe.com, even for what is public there', () => {
    const at = facts('https://acme.ghe.com', false)
    expect(planSigning({ facts: at, sigstore: undefined, env })).toMatchObject({
      instance: {
        fulcio: 'https://fulcio.acme.ghe.com',
        tsa: 'https://timestamp.acme.ghe.com',
      },
    })
  })

  test('is the one that is named, and none at a server that has none', () => {
    const at = facts('https://git.example', true)
    expect(planSigning({ facts: at, sigstore: own, env })).toEqual({
      kind: 'sign',
      where: 'fulcio.example',
      instance: own,
    })
    expect(planSigning({ facts: at, sigstore: undefined, env })).toEqual({
      kind: 'none',
      reason: 'git.example has no Sigstore of its own, and the input sigstore names none',
    })
  })

  test.each(Object.keys(env))('is nowhere without %s', (name) => {
    const question = { facts: facts(), sigstore: own, env: { ...env, [name]: '' } }
    const reason = 'this job has no identity to sign with'
    expect(planSigning(question)).toEqual({ kind: 'none', reason })
  })

  test('is nowhere on a laptop', () => {
    const question = { facts: facts('https://github.com', false, 'local'), sigstore: own, env }
    const reason = 'only a workflow run has an identity to sign with'
    expect(planSigning(question)).toEqual({ kind: 'none', reason })
  })
})

describe('a certificate that must be signed and can not be', () => {
  const plan: CertificatePlan = {
    kind: 'make',
    reason: '',
    source: { stack: 'harbor' },
    signing: { kind: 'none', reason: 'why' },
    mustBeSigned: true,
    budgetMs: 1,
  }
  test('is a mistake, except where it need not be or is never made', () => {
    expect(unsignable(plan, { kind: 'no' })).toMatchObject([{ code: 'ST-CANNOT-SIGN', why: 'why' }])
    expect(unsignable(plan, { kind: 'try', otherwise: 'trial' })).toHaveLength(1)
    expect(unsignable(plan, { kind: 'try', otherwise: 'refuse' })).toEqual([])
    expect(unsignable({ ...plan, mustBeSigned: false }, { kind: 'no' })).toEqual([])
    expect(unsignable({ kind: 'none', reason: '' }, { kind: 'no' })).toEqual([])
  })
})

describe('whose signature it is', () => {
  const repository = 'https://github.com/acme/harbor'
  const issuer = 'https://token.actions.githubusercontent.com'

  test('is that of a workflow of this repository, whatever its case', () => {
    expect(whyNotSigner({ issuer, repository }, 'https://github.com/Acme/Harbor')).toEqual([])
    expect(whyNotSigner({ issuer: `${issuer}/acme`, repository }, repository)).toEqual([])
  })

  test.each([
    [
      { issuer: `${issuer}.evil.example`, repository },
      `who signed it was named by ${issuer}.evil.example, not by ${issuer}`,
    ],
    [{ repository }, `who signed it was named by nobody, not by ${issuer}`],
    [{ issuer }, `it was signed by a workflow of no repository, not of ${repository}`],
    [
      { issuer, repository: `${repository}-evil` },
      `it was signed by a workflow of ${repository}-evil, not of ${repository}`,
    ],
  ])('is not that of %j', (signer, reason) => {
    expect(whyNotSigner(signer, repository)).toEqual([reason])
  })

  test('has the issuer of its own server', () => {
    const at = (server: string, by: string) =>
      whyNotSigner({ issuer: by, repository: `${server}/a/b` }, `${server}/a/b`)
    expect(at('https://acme.ghe.com', 'https://token.actions.acme.ghe.com')).toEqual([])
    expect(at('https://git.example', 'https://git.example/_services/token')).toEqual([])
    expect(at('https://git.example', issuer)).toHaveLength(1)
  })

  test('can not be told where nobody knows which repository this is', () => {
    const reason = 'whose signature it must have is not known here'
    expect(whyNotSigner({ issuer, repository }, undefined)).toEqual([reason])
    expect(demandOf(inputsOf({ certificate: 'signed' }), undefined)).toEqual({})
    expect(demandOf(inputsOf({ certificate: 'on' }), repository)).toBeUndefined()
  })
})

describe('a Sigstore of one’s own', () => {
  test('is named by its services', () => {
    const sigstore = 'fulcio=https://fulcio.example/\ntsa=https://tsa.example'
    expect(inputsOf({ sigstore }).sigstore).toEqual(own)
  })

  test.each([
    ['fulcio=https://f.example', 'it names neither rekor nor tsa'],
    ['rekor=https://r.example', 'it names no fulcio'],
    ['fulcio=f.example\nrekor=https://r.example', 'fulcio is "f.example", which is no address'],
    ['ca=https://f.example', '"ca" is no service of Sigstore'],
  ])('is refused: %j', (sigstore, says) => {
    expect(problemsOf({ sigstore })).toContain(says)
  })
})

describe('a bundle', () => {
  test('has its statement, and none where it is of something else', () => {
    const payload = Buffer.from('{}').toString('base64')
    const of = (payloadType: string) => JSON.stringify({ dsseEnvelope: { payload, payloadType } })
    expect(statementIn(of('application/vnd.in-toto+json'))).toBe('{}')
    expect(statementIn(of('text/plain'))).toBeUndefined()
    expect(statementIn('nonsense')).toBeUndefined()
  })
})
