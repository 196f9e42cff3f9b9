// Whether and what a run publishes, decided before anything is built.
import type { Failure } from '../errors.ts'
import type { Facts } from '../event/event.ts'
import type { Policy } from '../event/policy.ts'
import type { PlannedImage } from '../images/plan.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Surroundings } from '../stages/observe.ts'
import type { PublishPlan } from './berths.ts'

export interface PublishQuestion {
  readonly policy: Policy
  readonly images: readonly PlannedImage[]
  readonly inputs: Pick<Inputs, 'push' | 'force'>
  readonly facts: Facts
  readonly around: Surroundings
}

/** A gigabyte over a slow line, with all retries; a registry that needs longer is down. */
const budgetMs = 30 * 60_000

export function planPublish(question: PublishQuestion): {
  readonly plan: PublishPlan
  readonly problems: readonly Failure[]
} {
  const { policy, images, inputs, facts, around } = question
  const { kind, reason } = policy.push
  if (kind === 'skip') return { plan: { kind, reason }, problems: [] }
  if (images.length === 0) {
    return { plan: { kind: 'skip', reason: 'nothing is built here' }, problems: [] }
  }
  const nameless = images.filter(({ repositories }) => repositories.length === 0)
  if (nameless.length > 0) {
    const who = nameless.map(({ services }) => services[0]).join(', ')
    const what = `${who} can't be pushed: no registry is named`
    const fix = 'set registry, or images, or give image: a name with a registry in the Compose file'
    const problem: Failure = { stage: 'inputs', class: 'input', code: 'ST-IMAGE-NAME', what, fix }
    const plan: PublishPlan = { kind: 'skip', reason: `${what}; ${fix}` }
    return { plan, problems: inputs.push === 'true' ? [problem] : [] }
  }
  const plan: PublishPlan = {
    kind: 'push',
    reason,
    images,
    budgetMs,
    order: inputs.force ? 'any' : 'forward',
    stagingTag: `trial-${around.runId}`,
    ...(facts.sha !== undefined && { sha: facts.sha }),
    ...(facts.commitDate !== undefined && { commitDate: facts.commitDate }),
  }
  return { plan, problems: [] }
}
