// What a trial did, as data: every form in which it is told is made of this. Types only.
import type { DockerfileCheck } from '../build/checks.ts'
import type { ImageDescription } from '../build/contents.ts'
import type { Failure, Stage } from '../errors.ts'
import type { PlanDocument } from '../plan/document.ts'
import type { PublishedReference } from '../publish/berths.ts'
import type { ShardReport } from '../shards/shard-report.ts'
import type { CriticalPath, Timings } from '../timings/timings.ts'

export interface StepRecord {
  readonly name: Stage
  readonly verdict: 'passed' | 'failed'
  readonly startedAtMs: number
  readonly durationMs: number
}

export interface ImageRecord {
  readonly services: readonly string[]
  readonly name: string
  readonly digest: string
  /** `repository:tag` of each reference that the registry holds now. */
  readonly pushed: readonly string[]
  /** From its first step to its last, beside the other images. */
  readonly buildMs?: number
  /** Where the first tag that moves pointed before. */
  readonly before?: EarlierImage
  /** Steps of its Dockerfile, and how many of them the cache spared. */
  readonly cache?: { readonly cached: number; readonly steps: number }
  /** The engine's image store knows one of the two. */
  readonly size: { readonly bytes: number; readonly kind: 'compressed' | 'unpacked' }
  /** Every reference that was to point here, with what became of it and why. */
  readonly references: readonly PublishedReference[]
}

export interface EarlierImage {
  readonly reference: string
  readonly digest: string
  /** Of the compressed layers, ours minus theirs; absent where one can't be known. */
  readonly growthBytes?: number
}

export interface CheckRecord {
  readonly name: string
  readonly service: string
  readonly kind: string
  readonly verdict: 'passed' | 'failed' | 'skipped'
  readonly tries: number
  readonly durationMs: number
  readonly reasons: readonly { readonly what: string }[]
  readonly request: string
  readonly seen: readonly string[]
}

export interface ServiceRecord {
  /** With its replica where there are several. */
  readonly name: string
  readonly service: string
  readonly replica: number
  readonly verdict: 'ready' | 'failed' | 'unfinished'
  /** How it was known to be ready, or why it was not. */
  readonly words: string
  readonly restarts: number
  readonly startedAtMs: number
  /** Until it was ready, or known not to become so. */
  readonly durationMs: number
}

/** Something beside others, on the clock of the run. */
export interface Span {
  readonly kind: 'image' | 'service' | 'check' | 'push'
  readonly name: string
  /** `unfinished`: cut short by another one's failure or by a cancellation. */
  readonly verdict: 'passed' | 'failed' | 'unfinished'
  readonly startedAtMs: number
  readonly durationMs: number
}

export interface EndpointRecord {
  readonly service: string
  readonly replica: number
  readonly port: number
  readonly protocol: string
  readonly host: string
  readonly hostPort: number
}

/** What the build said of itself. */
export interface BuildRecord {
  readonly images: readonly ImageDescription[]
  readonly slowest: readonly { readonly name: string; readonly durationMs: number }[]
  /** What BuildKit's checks found in the Dockerfiles. */
  readonly checks: readonly DockerfileCheck[]
}

export interface TrialRecord {
  /** What this run leaves for the job that joins the shards. */
  readonly shard?: ShardReport
  readonly verdict: 'passed' | 'failed' | 'cancelled'
  readonly mode: 'trial' | 'plan' | 'build' | 'promote'
  readonly plan?: PlanDocument
  readonly project?: string
  readonly sha?: string
  readonly shaReason?: string
  readonly durationMs: number
  /** From 0 to 1, over the steps of all images. */
  readonly cacheHitRatio?: number
  readonly images: readonly ImageRecord[]
  /** Absent where nothing was built. */
  readonly build?: BuildRecord
  readonly services: readonly ServiceRecord[]
  readonly checks: readonly CheckRecord[]
  readonly endpoints: readonly EndpointRecord[]
  readonly publish: string
  /** The folder with what another job needs to try these images. */
  readonly handOver?: string
  /** How to get the same on a laptop. */
  readonly again?: string
  /** The statement beside the images, as it is at the registry, and the digest of it. */
  readonly certificate?: {
    readonly digest: string
    readonly text: string
    readonly bundle?: string
  }
  /** A Compose override that pins each service to what passed. */
  readonly lock?: string
  readonly steps: readonly StepRecord[]
  readonly timeline: readonly Span[]
  /** Absent where nothing took any time. */
  readonly criticalPath?: CriticalPath
  /** Every span, for timings.json. */
  readonly timings: Timings
  readonly notes: readonly string[]
  readonly failures: readonly Failure[]
}
