// What the registry knew of the images decides what the plan could only propose.
import { type Promotion, withoutTaken } from '../promotion/promotion.ts'
import type { Reuse } from '../reuse/reuse.ts'
import type { Plan } from './plan.ts'

export function withDecision(plan: Plan, promotion: Promotion, reuse: Reuse): Plan {
  const images = withoutTaken(plan.images, promotion)
  const { publish } = plan
  return {
    ...{ ...plan, promotion, reuse, images },
    publish: publish.kind === 'skip' ? publish : { ...publish, images },
  }
}
