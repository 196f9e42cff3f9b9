import { describe, expect, test } from '@jest/globals'
import { signatureJudge } from '../../src/stages/check-signatures.ts'
import { findCertified } from '../../src/stages/find-certified.ts'
import type { SignatureAnswer, Signer } from '../../src/world/sigstore.ts'
import { ScriptedWorld, sha } from '../support/scripted-world.ts'

const repository = 'https://github.com/acme/harbor'
const signer: Signer = { issuer: 'https://token.actions.githubusercontent.com', repository }
const paper = { digest: 'sha256:1', text: 'statement', content: {}, bundle: 'bundle' }
const publish = { kind: 'push', reason: '', stagingTag: 'sha-1' } as const
const holds: SignatureAnswer = { kind: 'holds', statement: 'statement', signer }

function worldThat(answer: SignatureAnswer) {
  const { world } = new ScriptedWorld()
  const asked: (string | undefined)[] = []
  const verify = async (bundle: string, root: string | undefined) => {
    asked.push(bundle, root)
    return answer
  }
  return { asked, world: { ...world, sigstore: { ...world.sigstore, verify } } }
}

async function judged(answer: SignatureAnswer, one: typeof paper | Omit<typeof paper, 'bundle'>) {
  return (await signatureJudge({ repository }, worldThat(answer).world)).whyNot(one)
}

describe('the signature of a paper', () => {
  test('is not looked at where none is asked for', async () => {
    const { world, asked } = worldThat(holds)
    expect(await (await signatureJudge(undefined, world)).whyNot(paper)).toEqual([])
    expect(asked).toEqual([])
  })

  test('is asked for once, however many images the paper stands beside', async () => {
    const { world, asked } = worldThat(holds)
    const judge = await signatureJudge({ repository }, world)
    expect(await Promise.all([judge.whyNot(paper), judge.whyNot(paper)])).toEqual([[], []])
    expect(asked).toEqual(['bundle', undefined])
  })

  test('must be of the statement that is believed', async () => {
    expect(await judged({ ...holds, statement: 'another' }, paper)).toEqual([
      'its signature is of another statement',
    ])
  })

  test('must be there, must hold, and must be of this repository', async () => {
    const { bundle: _, ...bare } = paper
    expect(await judged(holds, bare)).toEqual(['it is not signed'])
    expect(await judged({ kind: 'fails', reason: 'forged' }, paper)).toEqual([
      'its signature does not hold: forged',
    ])
    expect(await judged({ ...holds, signer: {} }, paper)).toHaveLength(1)
  })

  test('is neither good nor bad where nobody is known to be trusted', async () => {
    const absent = { kind: 'no-root', reason: 'no way there', given: false } as const
    await expect(judged(absent, paper)).rejects.toMatchObject({
      failures: [{ class: 'infrastructure', why: 'no way there' }],
    })
    await expect(judged({ ...absent, given: true }, paper)).rejects.toMatchObject({
      failures: [{ class: 'input', stage: 'inputs', why: 'no way there' }],
    })
  })

  test('is not judged by a file that is not there', async () => {
    const asked = signatureJudge({ repository, trustedRoot: 'root.json' }, worldThat(holds).world)
    await expect(asked).rejects.toThrow("root.json can't be read")
  })
})

describe('a release whose trusted root is not there', () => {
  test('is refused, even where a trial may take its place', async () => {
    const found = await findCertified(
      {
        kind: 'try',
        reason: 'a tag',
        otherwise: 'trial',
        source: { repository, commit: sha },
        images: [],
        release: {
          publish: { ...publish, images: [], order: 'forward', budgetMs: 1 },
          of: 'v1.0.0',
          budgetMs: 1,
        },
        signature: { repository, trustedRoot: 'root.json' },
      },
      new ScriptedWorld().world,
    )
    expect(found).toMatchObject({
      kind: 'refuse',
      failures: [{ what: 'the file of trusted-root is no trusted root of Sigstore' }],
    })
  })
})
