// All that is known of a run's time as one tree of spans.
import { targetOf } from '../build/steps.ts'
import type { Span, StepRecord } from '../report/record.ts'
import type { Redact } from '../text/redact.ts'
import type { BuildStepTime } from '../world/world.ts'
import type { NotedCommand } from './notebook.ts'
import type { Spans, TracedSpan } from './span.ts'
import { commandName } from './words.ts'

export interface TimesOfRun {
  /** On the clock of the world; the other times of the run count from it. */
  readonly startedAtMs: number
  readonly durationMs: number
  readonly verdict: 'passed' | 'failed' | 'cancelled'
  readonly steps: readonly StepRecord[]
  readonly timeline: readonly Span[]
  readonly commands: readonly NotedCommand[]
  /** Targets of the build. */
  readonly targets: readonly string[]
  readonly redact: Redact
}

type Draft = Omit<TracedSpan, 'id' | 'parent'>

export function traceOf(run: TimesOfRun): Spans {
  const spans: TracedSpan[] = []
  const add = (draft: Draft, parent?: number): number =>
    spans.push({ id: spans.length, ...(parent !== undefined && { parent }), ...draft }) - 1
  const root = add(runSpan(run))
  const stages = run.steps.map((step) => ({ step, id: add(stageSpan(step), root) }))
  for (const command of run.commands) {
    const stage = stages.find(({ step }) => step.name === command.stage)
    const span = commandSpan(command, run)
    const id = add(span, stage?.id ?? root)
    const first = spans.length
    for (const step of command.steps ?? []) add(stepSpan(step, span, first, run), id)
  }
  for (const span of run.timeline) {
    // An image is told of by its steps.
    const { kind, ...rest } = span
    if (kind === 'image') continue
    const endedAtMs = span.startedAtMs + span.durationMs
    // Where it came to its end: a service may have begun while others were still being built.
    const stage = stages.findLast(({ step }) => step.startedAtMs < endedAtMs)
    const { name, verdict, startedAtMs } = rest
    add({ kind, name, verdict, startedAtMs, endedAtMs, attributes: {} }, stage?.id ?? root)
  }
  return spans
}

function runSpan({ verdict, durationMs, steps }: TimesOfRun): Draft {
  const outcome = { passed: 'success', failed: 'failure', cancelled: 'cancellation' }[verdict]
  return {
    ...{ kind: 'run', name: 'sea-trial', startedAtMs: 0, endedAtMs: durationMs },
    verdict: verdict === 'cancelled' ? 'unfinished' : verdict,
    attributes: {
      'cicd.pipeline.name': 'sea-trial',
      'cicd.pipeline.result': outcome,
      'sea_trial.stages': steps.map(({ name }) => name),
    },
  }
}

function stageSpan({ name, verdict, startedAtMs, durationMs }: StepRecord): Draft {
  const endedAtMs = startedAtMs + durationMs
  const attributes = { 'cicd.pipeline.task.name': name }
  return { kind: 'stage', name, verdict, startedAtMs, endedAtMs, attributes }
}

function commandSpan(command: NotedCommand, run: TimesOfRun): Draft {
  const { program, argv, exitCode, stage } = command
  const shown = argv.map(run.redact)
  return {
    kind: 'command',
    name: commandName(program, shown),
    verdict: exitCode === undefined ? 'unfinished' : exitCode === 0 ? 'passed' : 'failed',
    startedAtMs: command.startedAtMs - run.startedAtMs,
    endedAtMs: (command.endedAtMs ?? run.startedAtMs + run.durationMs) - run.startedAtMs,
    ...(argv.includes('--follow') && { endless: true as const }),
    attributes: {
      'process.executable.name': program,
      'process.command_args': [program, ...shown],
      ...(exitCode !== undefined && { 'process.exit.code': exitCode }),
      'sea_trial.stage': stage ?? 'beside the stages',
    },
  }
}

/** Within its command, however the two clocks differ. */
function stepSpan(step: BuildStepTime, around: Draft, first: number, run: TimesOfRun): Draft {
  const within = (atMs: number): number =>
    Math.min(Math.max(atMs - run.startedAtMs, around.startedAtMs), around.endedAtMs)
  const { name, verdict, cached, after } = step
  const image = targetOf(name, run.targets)
  return {
    ...{ kind: 'step', name, verdict },
    startedAtMs: within(step.startedAtMs),
    endedAtMs: step.endedAtMs === undefined ? around.endedAtMs : within(step.endedAtMs),
    after: after.map((place) => first + place),
    attributes: {
      'sea_trial.build.cached': cached,
      ...(image !== undefined && { 'sea_trial.build.image': image }),
    },
  }
}
