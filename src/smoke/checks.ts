// The smoke checks of a stack: what the user wrote becomes checks, every mistake with its place.
import type { Failure, Place } from '../errors.ts'
import { nearestWord } from '../inputs/values.ts'
import { readCommand } from './command-check.ts'
import { Entry, type Locate, type Path, show } from './entry.ts'
import { readHttp } from './http-check.ts'
import { readImage } from './image-check.ts'
import type { Check, CheckBase } from './kinds.ts'
import { readLogs, readTcp } from './plain-checks.ts'

export interface ParsedChecks {
  readonly checks: readonly Check[]
  readonly problems: readonly Failure[]
}

export const httpMethods = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const
export const checkKinds = [
  ...httpMethods,
  'request',
  'tcp',
  'exec',
  'run',
  'service',
  'logs',
  'image',
] as const
type KindName = (typeof checkKinds)[number]

const baseKeys = ['name', 'expect', 'retry', 'timeout', 'needs']
const httpKeys = [
  ...['headers', 'cookies', 'body', 'capture', 'from', 'port', 'auth', 'tls', 'redirects'],
]
const commandKeys = ['shell', 'env', 'workdir', 'capture']

/** What may stand beside each kind; the schema for editors is tested against this table. */
export const keysOf: Readonly<Record<KindName, readonly string[]>> = {
  get: httpKeys,
  post: httpKeys,
  put: httpKeys,
  patch: httpKeys,
  delete: httpKeys,
  head: httpKeys,
  request: httpKeys,
  tcp: ['send', 'from'],
  exec: [...commandKeys, 'user', 'from'],
  run: commandKeys,
  service: ['command', 'env', 'capture'],
  logs: ['from'],
  image: ['from'],
}

/** Commands of the user's own are whole suites: they are asked once, unless they say otherwise. */
const askedOnce: readonly KindName[] = ['run', 'service', 'image']
const defaultUntilMs = 30_000
const defaultEveryMs = 250
const defaultTimeoutMs = 10_000
const longTimeoutMs = 30 * 60_000

/** Reads the `x-smoke` of one service, or of the whole stack; `path` is where it stands. */
export function parseChecks(
  value: unknown,
  service: string | undefined,
  path: Path,
  locate: Locate,
): ParsedChecks {
  const problems: Failure[] = []
  const list = new Entry(value, path, locate, problems)
  if (!Array.isArray(value)) {
    list.complain('x-smoke is not a list', 'write a list of checks, such as: - get: /health')
    return { checks: [], problems }
  }
  const checks = list.list('- get: /health').flatMap((item) => readCheck(item, service) ?? [])
  return { checks, problems }
}

function readCheck(item: Entry, service: string | undefined): Check | undefined {
  const kind = kindOf(item)
  if (kind === undefined) return undefined
  item.rejectUnknown([kind, ...baseKeys, ...keysOf[kind]])
  const about = item.get('from').text('api') ?? service
  const base = readBase(item, kind, service)
  switch (kind) {
    case 'tcp':
      return readTcp(item, base)
    case 'exec':
    case 'run':
    case 'service':
      return readCommand(item, kind, base)
    case 'logs':
      return readLogs(item, { ...base, ...(about !== undefined && { service: about }) })
    case 'image':
      return readImage(item, { ...base, ...(about !== undefined && { service: about }) })
    default:
      return readHttp(item, kind, base)
  }
}

function kindOf(item: Entry): KindName | undefined {
  if (item.keys().length === 0) {
    return item.complain('a check is not a map', 'write one, such as: get: /health')
  }
  const named = checkKinds.filter((kind) => item.has(kind))
  const [kind] = named
  if (kind !== undefined && named.length === 1) return kind
  if (kind !== undefined) {
    return item.complain(`a check has ${named.join(' and ')}`, 'write one check for each')
  }
  for (const key of item.keys()) {
    const near = nearestWord(key, checkKinds)
    if (near) return item.get(key).complain(`unknown check ${show(key)}`, `write ${near}`)
  }
  const fix = `write exactly one of ${checkKinds.join(', ')}`
  return item.complain('a check says nothing to check', fix)
}

function readBase(item: Entry, kind: KindName, service: string | undefined): CheckBase {
  const retry = readRetry(item.get('retry'), askedOnce.includes(kind) ? 0 : defaultUntilMs)
  const whole = kind === 'run' || kind === 'service' ? longTimeoutMs : defaultTimeoutMs
  const where: Place | undefined = item.place
  const from = item.get('from').text('api')
  const name = item.get('name').text('the page is served')
  return {
    name: name ?? defaultName(item, kind, service),
    named: name === undefined ? 'by what it asks' : 'by the user',
    ...(service !== undefined && { service }),
    ...(from !== undefined && { from }),
    ...(where && { where }),
    ...retry,
    timeoutMs: item.get('timeout').duration() ?? whole,
    needs: item
      .get('needs')
      .oneOrMore()
      .flatMap((one) => one.text('the login works') ?? []),
  }
}

function readRetry(entry: Entry, defaultMs: number): { untilMs: number; everyMs: number } {
  const once = { untilMs: 0, everyMs: defaultEveryMs }
  if (entry.absent) return { ...once, untilMs: defaultMs }
  if (entry.value === false) return once
  if (typeof entry.value === 'string') return { ...once, untilMs: entry.duration() ?? 0 }
  entry.entries('retry: { until: 30s, every: 250ms }')
  entry.rejectUnknown(['until', 'every'])
  const everyMs = entry.get('every').duration() ?? defaultEveryMs
  if (everyMs === 0) entry.get('every').complain('every is 0', 'write 10ms or more')
  return { untilMs: entry.get('until').duration() ?? (defaultMs || defaultUntilMs), everyMs }
}

function defaultName(item: Entry, kind: KindName, service: string | undefined): string {
  const { value } = item.get(kind)
  const isHttp = kind === 'request' || httpMethods.some((method) => method === kind)
  const verb = kind === 'request' ? '' : isHttp ? `${kind.toUpperCase()} ` : `${kind} `
  const what = kind === 'logs' || kind === 'image' ? '' : commandText(value)
  return `${service === undefined ? '' : `${service}: `}${verb}${what}`.trim()
}

function commandText(value: unknown): string {
  return show(Array.isArray(value) ? value.join(' ') : value)
}
