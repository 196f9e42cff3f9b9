// Asks of each paper beside an image whether its signature holds, and whose it is.

import type { Paper } from '../certificate/papers.ts'
import { type SignatureDemand, whyNotSigner } from '../certificate/signing.ts'
import { messageOf, TrialError } from '../errors.ts'
import type { World } from '../world/world.ts'

export type SignatureWorld = Pick<World, 'sigstore' | 'files'>

export interface SignatureJudge {
  /** Every reason against the signature; none where it holds, or is not asked for. */
  readonly whyNot: (paper: Paper<unknown>) => Promise<readonly string[]>
}

const indifferent: SignatureJudge = { whyNot: async () => [] }

export async function signatureJudge(
  demand: SignatureDemand | undefined,
  world: SignatureWorld,
): Promise<SignatureJudge> {
  if (demand === undefined) return indifferent
  const root =
    demand.trustedRoot === undefined ? undefined : await readRoot(demand.trustedRoot, world)
  const known = new Map<string, Promise<readonly string[]>>()
  const ask = (paper: Paper<unknown>) => judge(paper, demand, root, world)
  return {
    // The same paper stands beside every image.
    whyNot: (paper) => {
      const answer = known.get(paper.digest) ?? ask(paper)
      known.set(paper.digest, answer)
      return answer
    },
  }
}

async function judge(
  { bundle, text }: Paper<unknown>,
  demand: SignatureDemand,
  root: string | undefined,
  { sigstore }: SignatureWorld,
): Promise<readonly string[]> {
  if (bundle === undefined) return ['it is not signed']
  const answer = await sigstore.verify(bundle, root)
  switch (answer.kind) {
    case 'no-root':
      throw rootError(answer)
    case 'fails':
      return [`its signature does not hold: ${answer.reason}`]
    case 'holds':
      if (answer.statement !== text) return ['its signature is of another statement']
      return whyNotSigner(answer.signer, demand.repository)
  }
}

function rootError({
  reason,
  given,
}: {
  readonly reason: string
  readonly given: boolean
}): TrialError {
  if (given) return badRoot(reason)
  return new TrialError({
    stage: 'plan',
    class: 'infrastructure',
    code: 'ST-NO-ROOT',
    what: 'the trusted root of the public Sigstore can not be had, so no signature can be checked',
    why: reason,
    fix: 'let this machine reach tuf-repo-cdn.sigstore.dev, or give a file: gh attestation trusted-root > trusted-root.jsonl, and trusted-root: trusted-root.jsonl',
  })
}

function badRoot(reason: string): TrialError {
  return new TrialError({
    stage: 'inputs',
    class: 'input',
    code: 'ST-SIGSTORE-ROOT',
    what: 'the file of trusted-root is no trusted root of Sigstore',
    why: reason,
    fix: 'write it anew: gh attestation trusted-root > trusted-root.jsonl, or with the tools of your own Sigstore',
  })
}

async function readRoot(path: string, { files }: SignatureWorld): Promise<string> {
  try {
    return await files.read(path)
  } catch (error) {
    throw badRoot(`${files.shown(path)} can't be read: ${messageOf(error)}`)
  }
}
