// How far each image of a build is, told whenever it got further.
import { groupBy } from '../text/group-by.ts'
import type { ImageProgress } from '../world/progress.ts'
import type { Log } from '../world/world.ts'
import { type BuildProgress, type BuildStep, brokenSteps } from './progress.ts'
import { exportedTarget, targetOf } from './steps.ts'

export class BuildWatch {
  readonly #targets: readonly string[]
  readonly #onExported: (target: string) => void
  readonly #exported = new Set<string>()
  readonly #told = new Map<string, string>()
  /** By the name of a step: with fifty images there are hundreds, and each line of the build asks. */
  readonly #owners = new Map<string, string>()

  constructor(targets: readonly string[], onExported: (target: string) => void) {
    this.#targets = targets
    this.#onExported = onExported
  }

  /** `line`: as it was read; one that is only a log says nothing of the way that is left. */
  tell(line: string, progress: BuildProgress, log: Pick<Log, 'progress'>): void {
    if (!line.includes('"vertexes"')) return
    const steps = progress.steps()
    for (const one of this.#news(steps)) log.progress(one)
    this.#tellExported(steps)
  }

  #tellExported(steps: readonly BuildStep[]): void {
    for (const step of steps) {
      const target = exportedTarget(step, this.#targets)
      if (target === undefined || this.#exported.has(target)) continue
      this.#exported.add(target)
      this.#onExported(target)
    }
  }

  /** Of a build that failed, the images that broke; the others were cut short. */
  end(state: 'done' | 'failed', progress: BuildProgress, log: Pick<Log, 'progress'>): void {
    for (const one of this.#ends(state, progress.steps())) log.progress(one)
  }

  /** What is new since the last time; an image of which no step has begun is not told of. */
  #news(steps: readonly BuildStep[]): readonly ImageProgress[] {
    const byOwner = this.#byOwner(steps)
    return this.#targets.flatMap((target) => {
      const own = byOwner.get(target) ?? []
      if (!own.some(({ state }) => state !== 'waiting')) return []
      const done = own.filter(({ state }) => state === 'done').length
      const step = own.findLast(({ state }) => state === 'running')?.name
      const key = `${done}/${own.length} ${step}`
      if (this.#told.get(target) === key) return []
      this.#told.set(target, key)
      const all = { done, steps: own.length, ...(step !== undefined && { step }) }
      return [{ kind: 'image', name: target, state: 'building', ...all }]
    })
  }

  #ends(state: 'done' | 'failed', steps: readonly BuildStep[]): readonly ImageProgress[] {
    const broken = new Set(brokenSteps(steps))
    const byOwner = this.#byOwner(steps)
    return this.#targets.flatMap((name) => {
      const own = byOwner.get(name) ?? []
      if (state === 'failed' && !own.some((step) => broken.has(step))) return []
      const done = own.filter((step) => step.state === 'done').length
      return [{ kind: 'image', name, state, done, steps: own.length }]
    })
  }

  #byOwner(steps: readonly BuildStep[]): ReadonlyMap<string, readonly BuildStep[]> {
    return groupBy(steps, ({ name }) => {
      const owner = this.#owners.get(name) ?? targetOf(name, this.#targets) ?? ''
      this.#owners.set(name, owner)
      return owner
    })
  }
}
