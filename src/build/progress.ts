// BuildKit's raw progress, read line by line: which steps ran, from cache or not, and which failed.
import type { Redact } from '../text/redact.ts'
import type { BuildStepTime } from '../world/trace.ts'
import { type NamedWarning, type RawWarning, readWarning } from './checks.ts'
import { StepTimes } from './step-times.ts'

export interface BuildStep {
  readonly name: string
  readonly cached: boolean
  readonly durationMs: number
  readonly state: 'waiting' | 'running' | 'done'
  readonly error?: string
  readonly log: readonly string[]
}

export interface Vertex {
  readonly digest: string
  readonly name?: string
  readonly started?: string
  readonly completed?: string
  readonly cached?: boolean
  readonly error?: string
  /** Digests of the vertexes that it needs. */
  readonly inputs?: unknown
}

interface LogPiece {
  readonly vertex: string
  readonly data: string
}

interface Status {
  readonly vertexes: readonly Vertex[]
  readonly logs: readonly LogPiece[]
  readonly warnings: readonly RawWarning[]
}

interface Step {
  vertex: Vertex
  log: string[]
  rest: string
  /** A piece of log may end within a character. */
  readonly decoder: InstanceType<typeof TextDecoder>
}

/** Enough to see what a failing step said; the whole is in the log that was printed. */
const keptLogLines = 200

export class BuildProgress {
  readonly #steps = new Map<string, Step>()
  readonly #announced = new Set<string>()
  readonly #redact: Redact
  readonly #warnings: RawWarning[] = []
  readonly #times = new StepTimes()

  constructor(redact: Redact = (text) => text) {
    this.#redact = redact
  }

  /** Takes one line of `--progress=rawjson`, and when it came; gives the lines to show for it. */
  read(line: string, atMs?: number): readonly string[] {
    const status = parseStatus(line)
    if (!status) return line.trim() === '' ? [] : [this.#redact(line)]
    const shown: string[] = []
    for (const vertex of status.vertexes) {
      const step = this.#step(vertex.digest)
      step.vertex = { ...step.vertex, ...this.#clean(vertex) }
      if (atMs !== undefined) this.#times.hear(vertex, atMs)
      const headline = this.#headline(step.vertex)
      if (headline !== undefined) shown.push(headline)
    }
    this.#warnings.push(...status.warnings)
    for (const { vertex, data } of status.logs) shown.push(...this.#log(vertex, data))
    return shown
  }

  steps(): readonly BuildStep[] {
    return [...this.#steps.values()]
      .filter(({ vertex }) => vertex.name !== undefined)
      .map(({ vertex, log, rest }) => ({
        name: vertex.name ?? '',
        cached: vertex.cached === true,
        durationMs: durationOf(vertex),
        state: stateOf(vertex),
        ...(vertex.error && { error: vertex.error }),
        log: rest === '' ? log : [...log, this.#redact(rest)],
      }))
  }

  times(): readonly BuildStepTime[] {
    return this.#times.of([...this.#steps.values()].map(({ vertex }) => vertex))
  }

  warnings(): readonly NamedWarning[] {
    return this.#warnings.map((warning) => ({
      ...warning,
      text: this.#redact(warning.text),
      step: this.#steps.get(warning.vertex)?.vertex.name ?? '',
    }))
  }

  /** Nothing but the cache is being waited for. */
  waitsForCache(): boolean {
    const running = [...this.#steps.values()].filter(
      ({ vertex }) => vertex.started !== undefined && vertex.completed === undefined,
    )
    return (
      running.length > 0 &&
      running.every(({ vertex }) => /^importing cache/.test(vertex.name ?? ''))
    )
  }

  #clean(vertex: Vertex): Vertex {
    return {
      ...vertex,
      ...(vertex.name !== undefined && { name: this.#redact(vertex.name) }),
      ...(vertex.error !== undefined && { error: this.#redact(vertex.error) }),
    }
  }

  #step(digest: string): Step {
    const known = this.#steps.get(digest)
    if (known) return known
    const fresh: Step = { vertex: { digest }, log: [], rest: '', decoder: new TextDecoder() }
    this.#steps.set(digest, fresh)
    return fresh
  }

  #headline(vertex: Vertex): string | undefined {
    if (!vertex.name || !vertex.completed || this.#announced.has(vertex.digest)) return undefined
    if (vertex.name.startsWith('[internal]') && !vertex.error) return undefined
    this.#announced.add(vertex.digest)
    if (vertex.error) return isCancelled(vertex) ? undefined : `${vertex.name}: FAILED`
    if (vertex.cached) return `${vertex.name}: cached`
    return `${vertex.name}: ${(durationOf(vertex) / 1000).toFixed(1)}s`
  }

  #log(digest: string, data: string): readonly string[] {
    const step = this.#step(digest)
    const text = step.decoder.decode(Buffer.from(data, 'base64'), { stream: true })
    const whole = (step.rest + text).split('\n')
    step.rest = whole.pop() ?? ''
    const lines = whole.map(this.#redact)
    step.log.push(...lines)
    if (step.log.length > keptLogLines) step.log.splice(0, step.log.length - keptLogLines)
    const label = /^\[([^\]]*)\]/.exec(step.vertex.name ?? '')?.[1] ?? ''
    return lines.map((line) => `${label}> ${line}`)
  }
}

/** The steps that broke the build: others that were ended for them carry an error too. */
export function brokenSteps(steps: readonly BuildStep[]): readonly BuildStep[] {
  const failed = steps.filter(({ error }) => error !== undefined)
  const own = failed.filter((step) => !isCancelled(step))
  return own.length > 0 ? own : failed.slice(0, 1)
}

/** Ended for another one's sake; a good build has such steps too, when two targets share a step. */
function isCancelled({ error }: { readonly error?: string }): boolean {
  return /context canceled|CANCELED/i.test(error ?? '')
}

function parseStatus(line: string): Status | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const value = JSON.parse(line) as Readonly<Record<string, unknown>>
    return {
      vertexes: list(value['vertexes']).filter(isVertex),
      logs: list(value['logs']).filter(isLogPiece),
      warnings: list(value['warnings']).flatMap((one) => readWarning(one) ?? []),
    }
  } catch {
    return undefined // a word of the CLI that happens to begin with a brace
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Of another shape is what a newer BuildKit may say: it is passed over, the build goes on. */
function isVertex(value: unknown): value is Vertex {
  if (typeof value !== 'object' || value === null) return false
  const { digest, name, started, completed, error } = value as Readonly<Record<string, unknown>>
  const texts = [name, started, completed, error]
  return typeof digest === 'string' && texts.every((t) => t === undefined || typeof t === 'string')
}

function isLogPiece(value: unknown): value is LogPiece {
  if (typeof value !== 'object' || value === null) return false
  const { vertex, data } = value as Readonly<Record<string, unknown>>
  return typeof vertex === 'string' && typeof data === 'string'
}

function stateOf({ started, completed }: Vertex): BuildStep['state'] {
  return completed !== undefined ? 'done' : started !== undefined ? 'running' : 'waiting'
}

function durationOf({ started, completed }: Vertex): number {
  return started && completed ? Date.parse(completed) - Date.parse(started) : 0
}
