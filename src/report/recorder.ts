// What happened so far; the only place that opens a log group and times a stage.
import type { BuiltImage } from '../build/bake.ts'
import type { ImageDescription } from '../build/contents.ts'
import { type CacheHits, hitRatio } from '../build/steps.ts'
import { type Failure, messageOf, renderFailure, type Stage, TrialError } from '../errors.ts'
import { planDocument } from '../plan/document.ts'
import type { Plan } from '../plan/plan.ts'
import { renderPlan } from '../plan/text.ts'
import { isOurs, type PublishedReference } from '../publish/berths.ts'
import type { BuildResult } from '../stages/build.ts'
import type { Papers } from '../stages/certify.ts'
import type { HealthyStack } from '../stages/health.ts'
import type { KeptMounts } from '../stages/mounts.ts'
import { type CheckResult, endpointsOf } from '../stages/smoke.ts'
import { seconds } from '../text/seconds.ts'
import type { World } from '../world/world.ts'
import { imageLine } from './build-words.ts'
import type { BuildRecord, ImageRecord, StepRecord, TrialRecord } from './record.ts'

interface StageTime {
  readonly name: Stage
  readonly durationMs: number
}

export class Recorder {
  readonly failures: Failure[] = []
  readonly #world: World
  readonly #mode: TrialRecord['mode']
  readonly #startedAtMs: number
  readonly #steps: StepRecord[] = []
  readonly #notes: string[] = []
  readonly #checks: CheckResult[] = []
  #stage: Stage = 'plan'
  #plan: Plan | undefined
  #images: readonly BuiltImage[] = []
  #hits: readonly CacheHits[] = []
  #build: BuildRecord | undefined
  #stack: HealthyStack | undefined
  #papers: Papers | undefined
  readonly #digests = new Map<string, string>()
  readonly #references = new Map<string, readonly PublishedReference[]>()

  constructor(world: World, mode: TrialRecord['mode']) {
    this.#world = world
    this.#mode = mode
    this.#startedAtMs = world.clock.now()
  }

  get progress(): { readonly durationMs: number; readonly stages: readonly StageTime[] } {
    const durationMs = Math.round(this.#world.clock.now() - this.#startedAtMs)
    const stages = this.#steps.map(({ name, durationMs: took }) => ({
      name,
      durationMs: Math.round(took),
    }))
    return { durationMs, stages }
  }

  get project(): string | undefined {
    return this.#plan?.project
  }

  async step<Result>(stage: StepRecord['name'], work: () => Promise<Result>): Promise<Result> {
    const { log, clock } = this.#world
    if (this.failures.length === 0) this.#stage = stage
    const startedAtMs = clock.now() - this.#startedAtMs
    let verdict: StepRecord['verdict'] = 'failed'
    log.group(stage)
    try {
      const result = await work()
      verdict = 'passed'
      return result
    } finally {
      const durationMs = clock.now() - this.#startedAtMs - startedAtMs
      this.#steps.push({ name: stage, verdict, startedAtMs, durationMs })
      log.endGroup()
      log.info(`${verdict === 'passed' ? '✓' : '✗'} ${stage} ${seconds(durationMs)}`)
    }
  }

  note(text: string): void {
    this.#notes.push(text)
    this.#world.log.info(text)
  }

  planned(plan: Plan): void {
    this.#plan = plan
    const shown = (path: string): string => this.#world.files.shown(path)
    for (const line of renderPlan(planDocument(plan, shown)).split('\n')) {
      if (this.#mode === 'plan') this.#world.log.info(line)
      else this.#world.log.debug(line)
    }
    if (this.#mode === 'plan') return
    this.note(plan.facts.tree.reason)
    for (const { what, why } of plan.notes) this.note(`${what}: ${why}`)
  }

  built({ images, hits, slowest, checks }: BuildResult): void {
    this.#images = images
    this.#hits = hits
    if (images.length > 0) {
      const steps = slowest.map(({ name, durationMs }) => ({ name, durationMs }))
      this.#build = { slowest: steps, checks, images: [] }
    }
  }

  described(images: readonly ImageDescription[]): void {
    if (this.#build) this.#build = { ...this.#build, images }
    for (const image of images) this.#world.log.info(imageLine(image))
  }

  /** A cache that was not kept costs the next run time, and this one nothing. */
  cacheKept(problem: string | undefined, mounts: KeptMounts): void {
    if (this.#world.signal.aborted) return
    const layers = problem === undefined ? [] : [`the build cache was not kept: ${problem}`]
    const problems = [...layers, ...mounts.problems].join('; ')
    if (problems !== '') this.#world.log.warning(problems)
    for (const note of [problems, ...mounts.notes].filter((text) => text !== '')) this.note(note)
  }

  healthy(stack: HealthyStack): void {
    this.#stack = stack
    for (const text of stack.notes) this.note(text)
  }

  checked(result: CheckResult): void {
    this.#checks.push(result)
  }

  /** `digest`: by which the registry knows the image. */
  settled(target: string, reference: PublishedReference, digest: string): void {
    this.#digests.set(target, digest)
    const known = this.#references.get(target) ?? []
    const others = known.filter((one) => one.reference !== reference.reference)
    this.#references.set(target, [...others, reference])
  }

  published(): void {
    if (this.#plan?.publish.kind === 'skip') this.note(`not pushed: ${this.#plan.publish.reason}`)
  }

  certified(papers: Papers): void {
    this.#papers = papers
    if (papers.missing === undefined) return
    const why = papers.missing.map(renderFailure).join('\n')
    this.#world.log.warning(`the images have no certificate: ${why}`)
    this.note('the images have no certificate, so a release of this commit is tried anew')
  }

  failed(error: unknown): void {
    if (this.#world.signal.aborted) {
      const what = `the run was cancelled during ${this.#stage}`
      this.failures.push({ stage: this.#stage, class: 'cancelled', what })
    } else if (error instanceof TrialError) this.failures.push(...error.failures.map(this.#inStage))
    else this.failures.push(bugFailure(error, this.#stage))
    this.#world.log.failures(this.failures)
  }

  /** Who tells that the engine is gone does not know what the run was about. */
  readonly #inStage = (failure: Failure): Failure =>
    failure.class === 'infrastructure' && failure.stage === 'plan'
      ? { ...failure, stage: this.#stage }
      : failure

  done(): TrialRecord {
    const { clock, engine, files, signal } = this.#world
    const verdict = this.failures.length === 0 ? 'passed' : signal.aborted ? 'cancelled' : 'failed'
    const plan = this.#plan
    const cacheHitRatio = hitRatio(this.#hits)
    const document = plan && planDocument(plan, (path) => files.shown(path))
    return {
      verdict,
      mode: this.#mode,
      ...(plan && { project: plan.project, shaReason: plan.facts.shaReason }),
      ...(plan?.facts.sha !== undefined && { sha: plan.facts.sha }),
      ...(document && { plan: document }),
      durationMs: clock.now() - this.#startedAtMs,
      ...(cacheHitRatio !== undefined && { cacheHitRatio }),
      images: this.#images.map((image) => this.#imageRecord(image)),
      ...(this.#build && { build: this.#build }),
      checks: this.#checks,
      endpoints: this.#stack ? endpointsOf(this.#stack, engine.host) : [],
      publish: this.#publishSentence(),
      ...papersOf(this.#papers),
      steps: this.#steps,
      notes: this.#notes,
      failures: this.failures,
    }
  }

  #imageRecord(image: BuiltImage): TrialRecord['images'][number] {
    return {
      services: image.services,
      name: image.candidate.slice(0, image.candidate.lastIndexOf(':')),
      digest: this.#digests.get(image.target) ?? image.digest,
      ...publishedAs(this.#references.get(image.target) ?? []),
      ...this.#cacheOf(image),
      size: { bytes: image.bytes, kind: image.store === 'classic' ? 'unpacked' : 'compressed' },
    }
  }

  #cacheOf({ target }: BuiltImage): Pick<TrialRecord['images'][number], 'cache'> {
    const hits = this.#hits.find((one) => one.target === target)
    return hits ? { cache: { cached: hits.cached, steps: hits.steps } } : {}
  }

  #publishSentence(): string {
    const references = [...this.#references.values()]
    const pushed = references.filter((ones) => ones.some(isOurs)).length
    const stayed = references.flat().filter(({ state }) => state === 'stayed').length
    const tags = stayed === 0 ? '' : `, ${stayed} ${stayed === 1 ? 'tag' : 'tags'} left alone`
    if (pushed > 0) return `${pushed} pushed${tags}`
    if (this.#plan?.publish.kind === 'skip') return `not pushed: ${this.#plan.publish.reason}`
    return 'nothing was pushed'
  }
}

function papersOf(papers: Papers | undefined): Pick<TrialRecord, 'certificate' | 'lock'> {
  const { certificate, lock } = papers ?? {}
  return {
    ...(certificate && { certificate }),
    ...(lock !== undefined && { lock }),
  }
}

/** What stayed where it was is no tag of this image. */
function publishedAs(
  references: readonly PublishedReference[],
): Pick<ImageRecord, 'pushed' | 'references'> {
  return { pushed: references.filter(isOurs).map(({ reference }) => reference), references }
}

function bugFailure(error: unknown, stage: Stage): Failure {
  const stack = error instanceof Error && error.stack ? error.stack.split('\n').slice(1, 12) : []
  return {
    stage,
    class: 'infrastructure',
    code: 'ST-BUG',
    what: `unexpected error: ${messageOf(error)}`,
    why: 'this is a bug in Sea Trial',
    fix: 'report it with the lines below',
    evidence: stack.map((line) => line.trim()),
  }
}
