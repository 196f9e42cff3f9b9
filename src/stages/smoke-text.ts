// The checks that the input `smoke` names or holds.
import { messageOf, TrialError } from '../errors.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { SmokeText } from '../smoke/checks-source.ts'
import type { Files } from '../world/world.ts'

export async function readSmoke({ smoke }: Inputs, files: Files): Promise<SmokeText | undefined> {
  if (smoke.kind === 'inline') return { path: 'input smoke', text: smoke.text }
  if (smoke.kind !== 'file') return undefined
  const path = files.shown(smoke.path)
  const text = await files.read(smoke.path).catch((error: unknown) => {
    throw new TrialError({
      stage: 'inputs',
      class: 'input',
      code: 'ST-CHECKS',
      what: `the smoke file ${path} can't be read`,
      why: messageOf(error),
      fix: 'correct the input smoke: a path, the checks themselves, or none',
    })
  })
  return { path, text }
}
