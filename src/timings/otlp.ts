// The spans of a run as OpenTelemetry's JSON: what a collector takes at /v1/traces, byte for byte.
import { createHash } from 'node:crypto'
import type { Attribute, Spans, TracedSpan } from './span.ts'

export interface TraceOrigin {
  /** When the run began, by the calendar. */
  readonly startedAt: Date
  /** Of this run alone: from it come all ids. */
  readonly seed: string
  readonly version: string
  readonly resource: Readonly<Record<string, string>>
}

/** SPAN_KIND_INTERNAL: JSON has the number of an enum, not its name. */
const internal = 1
/** STATUS_CODE_OK and STATUS_CODE_ERROR; what was cut short has none. */
const statusCodes = { passed: 1, failed: 2, unfinished: 0 } as const
const traceIdSigns = 32
const spanIdSigns = 16

export function renderOtlp(spans: Spans, origin: TraceOrigin): string {
  const traceId = idOf(origin.seed, traceIdSigns)
  const resource = { 'service.name': 'sea-trial', 'service.version': origin.version }
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ ...resource, ...origin.resource }) },
        scopeSpans: [
          {
            scope: { name: 'sea-trial', version: origin.version },
            spans: spans.map((span) => otlpSpan(span, traceId, origin)),
          },
        ],
      },
    ],
  })
}

function otlpSpan(span: TracedSpan, traceId: string, { startedAt, seed }: TraceOrigin): object {
  const { id, parent, kind, name, verdict, startedAtMs, endedAtMs, attributes } = span
  return {
    traceId,
    spanId: spanId(seed, id),
    ...(parent !== undefined && { parentSpanId: spanId(seed, parent) }),
    name: kind === 'step' || kind === 'run' ? name : `${kind} ${name}`,
    kind: internal,
    startTimeUnixNano: nanos(startedAt, startedAtMs),
    endTimeUnixNano: nanos(startedAt, endedAtMs),
    attributes: attributesOf({ 'sea_trial.kind': kind, ...attributes }),
    status: { code: statusCodes[verdict] },
  }
}

function idOf(seed: string, signs: number): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, signs)
}

function spanId(seed: string, id: number): string {
  return idOf(`${seed} ${id}`, spanIdSigns)
}

/** As text: a double can't hold them. */
function nanos(startedAt: Date, atMs: number): string {
  return String(BigInt(startedAt.getTime()) * 1_000_000n + BigInt(Math.round(atMs * 1e6)))
}

function attributesOf(attributes: Readonly<Record<string, Attribute>>): readonly object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }))
}

function otlpValue(value: Attribute): object {
  switch (typeof value) {
    case 'string':
      return { stringValue: value }
    case 'boolean':
      return { boolValue: value }
    case 'number':
      return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
    default:
      return { arrayValue: { values: value.map((one) => ({ stringValue: one })) } }
  }
}
