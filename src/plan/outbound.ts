// What leaves this machine, and what may come back: images that were there before.
import type { BuildPlan } from '../build/plan.ts'
import { planCertificate } from '../certificate/plan.ts'
import { demandOf, planSigning, unsignable } from '../certificate/signing.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { type Promotion, planPromotion } from '../promotion/promotion.ts'
import { planPublish } from '../publish/plan.ts'
import { planReuse } from '../reuse/plan.ts'
import type { Reuse } from '../reuse/reuse.ts'
import type { PlannedSmoke } from '../smoke/plan.ts'
import { type Observation, type Surroundings, workspaceOf } from '../stages/observe.ts'
import type { Plan } from './plan.ts'

/** What leaves this machine: images, what is said of them, and whether they are there already. */
export function planOutbound(
  inputs: Inputs,
  around: Surroundings,
  { facts, stack }: Observation,
  { policy, images }: Pick<Plan, 'policy' | 'images'>,
) {
  const { plan: publish, problems } = planPublish({ policy, images, inputs, facts, around })
  const promoted = planPromotion({ policy, facts, inputs, images, publish })
  const { mode, certificate: wish } = inputs
  const signing = planSigning({ facts, sigstore: inputs.sigstore, env: around.env })
  const certificate = planCertificate({ wish, mode, publish, facts, stack: stack.name, signing })
  return {
    plan: { publish, certificate, promotion: promoted.promotion },
    problems: [...problems, ...promoted.problems, ...unsignable(certificate, promoted.promotion)],
  }
}

interface Known {
  readonly engine: NonNullable<Observation['engine']>
  readonly images: Plan['images']
  readonly build: BuildPlan
}

export interface Others {
  readonly promotion: Promotion
  readonly smoke: PlannedSmoke
  /** Whether other jobs do a part of it. */
  readonly alone: boolean
}

/** Whether all of it has passed before. */
export function planReusing(
  inputs: Inputs,
  around: Surroundings,
  seen: Observation & Known,
  { promotion, smoke, alone }: Others,
): Reuse {
  if (!alone) return { kind: 'no', reason: 'other jobs do a part of the trial' }
  if (promotion.kind !== 'no') return { kind: 'no', reason: 'images are promoted here' }
  const { stack, images, build, engine, facts, dockerfiles, enginePlace, modelText } = seen
  const signature = demandOf(inputs, facts.repository?.url)
  return planReuse({
    ...{ inputs, facts, images, stack, dockerfiles, model: modelText, env: around.env },
    ...{ checks: smoke.checks, variables: smoke.variables },
    ...(seen.smoke && { smoke: seen.smoke.text }),
    engine: { platform: engine.platform, place: enginePlace },
    builder: build.builder.kind === 'engine' ? 'engine' : 'other',
    workspace: workspaceOf(inputs, around),
    secrets: [...build.secrets.values, ...build.secrets.known.map(({ value }) => value)],
    ...(signature && { signature }),
  })
}
