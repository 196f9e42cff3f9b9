// What BuildKit's checks say of the Dockerfiles. Every build brings it along: nothing is run for it.
import type { Place } from '../errors.ts'
import { count } from '../text/count.ts'
import type { Log } from '../world/world.ts'
import type { ImagePlan } from './bake.ts'
import { dockerfilePlace } from './failure.ts'

/** One warning of BuildKit's progress, about the text of a step's Dockerfile. */
export interface RawWarning {
  readonly vertex: string
  readonly text: string
  readonly url?: string
  readonly line?: number
}

export interface DockerfileCheck {
  /** As `# check=skip=` takes it. */
  readonly rule: string
  readonly what: string
  readonly services: readonly string[]
  readonly where?: Place
  readonly url?: string
}

/** Of another shape is what a newer BuildKit may say: it is passed over. */
export function readWarning(value: unknown): RawWarning | undefined {
  const { vertex, short, url, range } = recordOf(value)
  if (typeof vertex !== 'string' || typeof short !== 'string') return undefined
  const first: unknown = Array.isArray(range) ? range[0] : undefined
  const line = recordOf(recordOf(first)['start'])['line']
  return {
    vertex,
    text: Buffer.from(short, 'base64').toString(),
    ...(typeof url === 'string' && url !== '' && { url }),
    ...(typeof line === 'number' && line > 0 && { line }),
  }
}

export interface NamedWarning extends RawWarning {
  /** Of the step that it is about: "[api internal] load build definition from Dockerfile". */
  readonly step: string
}

/** Each once: BuildKit tells a warning again for every image of the same Dockerfile. */
export function dockerfileChecks(
  warnings: readonly NamedWarning[],
  images: readonly ImagePlan[],
  shown: (path: string) => string,
): readonly DockerfileCheck[] {
  const checks = warnings.flatMap(({ step, text, url, line }): readonly DockerfileCheck[] => {
    const [, rule, what] = /^(\w+): (.*?)(?: \(line \d+\))?$/s.exec(text) ?? []
    if (rule === undefined || what === undefined) return []
    const image = images.length === 1 ? images[0] : images.find((one) => isOf(one, step))
    const where = dockerfilePlace(image, line, shown)
    const services = image?.services ?? []
    return [{ rule, what, services, ...(where && { where }), ...(url !== undefined && { url }) }]
  })
  const keyOf = ({ rule, what, where }: DockerfileCheck) => JSON.stringify([rule, what, where])
  return [...new Map(checks.map((check) => [keyOf(check), check])).values()]
}

/** More of them would leave no room for other annotations; the report has all. */
const mostTold = 5

export function tellChecks(checks: readonly DockerfileCheck[], log: Pick<Log, 'warning'>): void {
  for (const { rule, what, where, url } of checks.slice(0, mostTold)) {
    const told = `${rule}: ${what}${url === undefined ? '' : `\n${url}`}`
    log.warning(told, where)
  }
  const more = checks.length - mostTold
  if (more > 0) log.warning(`${count(more, 'more check')} of BuildKit failed: see the summary`)
}

function isOf({ target }: ImagePlan, step: string): boolean {
  return step.startsWith(`[${target} `)
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
