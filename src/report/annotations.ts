// Failures as annotations: few reach a reader, so none is spent on what another one says already.
import { type Failure, type Place, renderPlace } from '../errors.ts'
import { groupBy } from '../text/group-by.ts'

export interface Annotation {
  readonly title: string
  readonly lines: readonly string[]
  /** Only of what can be mended there. */
  readonly where?: Place
}

export interface Annotations {
  readonly shown: readonly Annotation[]
  /** Failures that are in none of them. */
  readonly beyond: number
}

type Group = readonly [Failure, ...Failure[]]

/** What one place has wrong is one annotation; what has one cause is one where they would not all fit. */
export function annotationsOf(failures: readonly Failure[], most: number): Annotations {
  // What the machine did is in the log and the summary, unless there is nothing else to say.
  const mendable = failures.filter((failure) => failure.class !== 'infrastructure')
  const told = mendable.length > 0 ? mendable : failures.map(({ where: _, ...rest }) => rest)
  const byPlace = grouped(told, placeKey)
  const groups = byPlace.length > most ? grouped(told, causeKey) : byPlace
  const fit = groups.length > most ? most - 1 : most
  const beyond = groups.slice(fit).reduce((sum, group) => sum + group.length, 0)
  return { shown: groups.slice(0, fit).map(annotationOf), beyond }
}

function grouped(
  failures: readonly Failure[],
  keyOf: (failure: Failure, index: number) => string,
): readonly Group[] {
  const keyed = failures.map((failure, index) => ({ failure, key: keyOf(failure, index) }))
  return [...groupBy(keyed, ({ key }) => key).values()].flatMap((ones) => {
    const [first, ...others] = ones.map(({ failure }) => failure)
    return first ? [[first, ...others] as const] : []
  })
}

function placeKey({ where }: Failure, index: number): string {
  return where?.line === undefined ? `${index}` : `${where.file}:${where.line}`
}

/** Names in quotes differ from one to the next; the reason of a broken rule names the rule. */
function causeKey(failure: Failure): string {
  const said = failure.class === 'input' ? (failure.why ?? failure.what) : failure.what
  return `${failure.code} ${said.replace(/"[^"]*"/g, '""')}`
}

function annotationOf([first, ...others]: Group): Annotation {
  const { code, what, why, fix, where } = first
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  const own = [why, fix].filter((text) => text !== undefined && text !== '')
  const also = others.flatMap((other) => [
    `also ${headlineOf(other)}`,
    ...(other.fix === undefined || other.fix === fix ? [] : [`  ${other.fix}`]),
  ])
  return {
    title: `${headlineOf(first)} [${code}]${more}`,
    lines: own.length + also.length > 0 ? [...own, ...also].map(String) : [what],
    ...(where && { where }),
  }
}

function headlineOf({ what, where }: Failure): string {
  return `${where ? `${renderPlace(where)}: ` : ''}${what}`
}
