// What happened so far; the only place that opens a log group and times a stage.

import type { ImageDescription } from '../build/contents.ts'
import type { CertifiedImage } from '../certificate/statement.ts'
import { type Failure, renderFailure, type Stage } from '../errors.ts'
import { warningsOf } from '../lint/practices.ts'
import { planDocument } from '../plan/document.ts'
import type { Plan } from '../plan/plan.ts'
import { renderPlan } from '../plan/text.ts'
import { notesOn } from '../promotion/promotion.ts'
import { reuseNotes } from '../reuse/document.ts'
import { withShard } from '../shards/shard-report.ts'
import type { BuildResult } from '../stages/build.ts'
import type { Papers } from '../stages/certify.ts'
import type { HealthyStack } from '../stages/health.ts'
import type { KeptMounts } from '../stages/mounts.ts'
import { type CheckResult, endpointsOf } from '../stages/smoke.ts'
import { redacting } from '../text/redact.ts'
import { seconds } from '../text/seconds.ts'
import { Notebook } from '../timings/notebook.ts'
import { timesOf } from '../timings/timings.ts'
import type { Log, World } from '../world/world.ts'
import { failuresOf } from './breakage.ts'
import { imageLine } from './build-words.ts'
import { ImageLedger } from './image-ledger.ts'
import { papersOf } from './papers.ts'
import type { BuildRecord, Span, StepRecord, TrialRecord } from './record.ts'
import { Timeline } from './timeline.ts'

interface StageTime {
  readonly name: Stage
  readonly durationMs: number
}

export class Recorder {
  readonly failures: Failure[] = []
  readonly #world: World
  readonly #mode: TrialRecord['mode']
  readonly #startedAtMs: number
  readonly #startedAt: Date
  readonly #notebook: Notebook
  readonly #steps: StepRecord[] = []
  readonly #notes: string[] = []
  readonly #checks: CheckResult[] = []
  #stage: Stage = 'plan'
  #plan: Plan | undefined
  #build: BuildRecord | undefined
  #stack: HealthyStack | undefined
  readonly #timeline = new Timeline()
  readonly #images = new ImageLedger()
  #papers: Papers | undefined
  #others: readonly CertifiedImage[] = []
  #handOver: string | undefined

  constructor(world: World, mode: TrialRecord['mode']) {
    this.#world = world
    this.#mode = mode
    this.#startedAtMs = world.clock.now()
    this.#startedAt = world.clock.date()
    this.#notebook = new Notebook(world.clock)
  }

  /** What the stages tell of their progress goes into the record too, and what they start. */
  listening(world: World): World {
    const { log, clock, runner } = world
    const progress: Log['progress'] = (told) => {
      this.#timeline.take(told, clock.now() - this.#startedAtMs)
      log.progress(told)
    }
    const trace = this.#notebook.trace()
    const noted = this.#notebook.noting(runner, 'within')
    return { ...world, runner: noted, trace, log: { ...log, progress } }
  }

  /** For what goes on beside the stages, whichever of them it is then. */
  beside(world: World): World {
    return { ...world, runner: this.#notebook.noting(this.#world.runner, 'beside') }
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
    this.#notebook.stage = stage
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
      this.#notebook.stage = undefined
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
    if (plan.promotion.kind !== 'promote' && plan.reuse.kind !== 'taken') {
      for (const { text, where } of warningsOf(plan.lint)) this.#world.log.warning(text, where)
      this.note(plan.facts.tree.reason)
    }
    const found = [...notesOn(plan.promotion, plan.publish), ...reuseNotes(plan.reuse)]
    for (const text of found) this.note(text)
    for (const { what, why } of plan.notes) this.note(`${what}: ${why}`)
  }

  built(result: BuildResult): void {
    const { images, slowest, checks } = result
    this.#images.built(result)
    for (const text of result.builtBy ?? []) this.note(text)
    if (images.length === 0) return
    const steps = slowest.map(({ name, durationMs }) => ({ name, durationMs }))
    this.#build = { slowest: steps, checks, images: [] }
  }

  /** `folder`: what another job needs of this one. */
  handedOver(folder: string): void {
    this.#handOver = folder
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

  get images(): Pick<ImageLedger, 'built' | 'listeners'> {
    return this.#images
  }

  published(): void {
    if (this.#plan?.publish.kind === 'skip') this.note(`not pushed: ${this.#plan.publish.reason}`)
  }

  certified(papers: Papers): void {
    this.#papers = papers
    if (papers.unsigned !== undefined) this.#unsigned(papers.unsigned)
    if (papers.missing === undefined) return
    const why = papers.missing.map(renderFailure).join('\n')
    this.#world.log.warning(`the images have no certificate: ${why}`)
    this.note('the images have no certificate, so a release of this commit is tried anew')
  }

  #unsigned({ why, failed }: NonNullable<Papers['unsigned']>): void {
    const text = `the certificate is not signed: ${why}`
    if (failed) this.#world.log.warning(text)
    this.note(text)
  }

  failed(error: unknown): void {
    this.failures.push(...failuresOf(error, this.#stage, this.#world.signal))
    this.#world.log.failures(this.failures)
  }

  /** What was not built here and tried along. */
  triedAlong(others: readonly CertifiedImage[]): void {
    this.#others = others
  }

  done(): TrialRecord {
    const { clock, engine, files, signal } = this.#world
    const verdict = this.failures.length === 0 ? 'passed' : signal.aborted ? 'cancelled' : 'failed'
    const plan = this.#plan
    const { cacheHitRatio } = this.#images
    const nowMs = clock.now() - this.#startedAtMs
    const timeline = this.#timeline.spans(nowMs)
    const document = plan && planDocument(plan, (path) => files.shown(path))
    const record: TrialRecord = {
      verdict,
      mode: this.#mode,
      ...(plan && { project: plan.project, shaReason: plan.facts.shaReason }),
      ...(plan?.facts.sha !== undefined && { sha: plan.facts.sha }),
      ...(document && { plan: document }),
      durationMs: nowMs,
      ...(cacheHitRatio !== undefined && { cacheHitRatio }),
      images: this.#images.records(timeline),
      services: this.#timeline.services(nowMs),
      ...(this.#build && { build: this.#build }),
      ...(this.#handOver !== undefined && { handOver: this.#handOver }),
      checks: this.#checks,
      endpoints: this.#stack ? endpointsOf(this.#stack, engine.host) : [],
      publish: this.#images.publishSentence(plan?.publish),
      ...papersOf(this.#papers),
      ...{ steps: this.#steps, timeline, notes: this.#notes, failures: this.failures },
      ...this.#times(verdict, nowMs, timeline),
    }
    return withShard(record, plan?.share, this.#checks, this.#others)
  }

  #times(verdict: TrialRecord['verdict'], durationMs: number, timeline: readonly Span[]) {
    const { secrets, images } = this.#plan?.build ?? {}
    const startedAt = this.#startedAt
    const seed = `${this.project} ${startedAt.toISOString()} ${this.#world.random()}`
    const known = (secrets?.known ?? []).map(({ value }) => value)
    const run = {
      ...{ startedAtMs: this.#startedAtMs, durationMs, verdict, steps: this.#steps, timeline },
      commands: this.#notebook.commands,
      targets: (images ?? []).map(({ target }) => target),
      redact: redacting([...(secrets?.values ?? []), ...known]),
    }
    return timesOf(run, { startedAt, seed })
  }
}
