// Which BuildKit builds: the engine's own, or one that the user has named or set up.
import type { Problem } from '../errors.ts'
import { nearestWord, quoted } from '../inputs/values.ts'
import { listOf, recordOf, textOf, textsOf } from '../text/json.ts'

export interface BuilderFacts {
  /** All that there are; absent where buildx does not tell. */
  readonly known?: readonly Builder[]
  /** The one in use: what `docker buildx use` chose, or the engine's own. */
  readonly current?: Builder
}

export interface Builder {
  readonly name: string
  readonly driver: string
  /** Where there are several. */
  readonly nodes?: readonly BuilderNode[]
}

export interface BuilderNode {
  readonly name: string
  readonly endpoint: string
  readonly options: Readonly<Record<string, string>>
  /** Its own first; none where it does not answer. */
  readonly platforms: readonly string[]
}

export type BuilderChoice =
  /** The engine's own BuildKit: an image is in the engine as soon as it is built. */
  | { readonly kind: 'engine'; readonly reason: string; readonly name?: string }
  /** The user's; what it builds is loaded into the engine. */
  | { readonly kind: 'named'; readonly name: string; readonly reason: string }
  /** Made for this run, where the engine's own can't exchange cache. */
  | { readonly kind: 'container'; readonly name: string; readonly reason: string }

export interface BuilderQuestion {
  /** The input `builder`. */
  readonly asked?: string
  readonly builders: BuilderFacts
  readonly env: Readonly<Record<string, string | undefined>>
  readonly store: 'containerd' | 'classic'
  /** Layers come from or go to somewhere else than the builder. */
  readonly exchange: 'cache' | 'none'
  readonly runId: string
}

/** The builders that are no builders but the engines of Docker's contexts. */
export const engineDriver = 'docker'

export function chooseBuilder(question: BuilderQuestion): BuilderChoice {
  const { builders, store } = question
  const named = namedBuilder(question)
  if (named !== undefined) return { kind: isEngines(named.name, builders), ...named }
  const { current } = builders
  if (current !== undefined && current.driver !== engineDriver) {
    return { kind: 'named', name: current.name, reason: 'it was set up before, as the one to use' }
  }
  if (store === 'containerd') {
    const reason = 'its containerd image store can export cache, and nothing must be loaded'
    return { kind: 'engine', reason }
  }
  if (question.exchange === 'cache') {
    const reason = "the classic image store of the engine can't exchange cache"
    return { kind: 'container', name: `sea-trial-${question.runId}`, reason }
  }
  return { kind: 'engine', reason: 'no cache is exchanged, and nothing must be loaded' }
}

function namedBuilder({ asked, env }: BuilderQuestion) {
  if (asked !== undefined) return { name: asked, reason: 'the input builder' }
  const variable = env['BUILDX_BUILDER']
  return variable ? { name: variable, reason: 'BUILDX_BUILDER' } : undefined
}

/** What an engine builds is there unpacked, and is neither loaded nor given other times. */
function isEngines(name: string, { known = [] }: BuilderFacts): 'engine' | 'named' {
  const builder = known.find((one) => one.name === name)
  return builder?.driver === engineDriver ? 'engine' : 'named'
}

export function checkBuilder(question: BuilderQuestion): readonly Problem[] {
  const named = namedBuilder(question)
  const { known } = question.builders
  if (named === undefined || known === undefined) return []
  const names = known.map(({ name }) => name)
  if (names.includes(named.name)) return []
  const { name, reason } = named
  const near = nearestWord(name, names)
  const there = near === undefined ? `name one of ${names.join(', ')}` : `write ${near}`
  return [
    {
      code: 'ST-BUILDER-UNKNOWN',
      what: `${reason.replace(/^the /, '')}: buildx has no builder ${quoted(name)}`,
      fix: `${there}, or make it before this step (docker/setup-buildx-action)`,
    },
  ]
}

/** Reads `docker buildx ls --format json`, one line for each node of each builder. */
export function parseBuilders(text: string): BuilderFacts {
  const listed = text.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return []
    const value = recordOf(JSON.parse(line))
    if (typeof value['Name'] !== 'string') return []
    const nodes = listOf(value['Nodes']).map(readNode)
    const several = nodes.length > 1 ? { nodes } : {}
    const builder = { name: value['Name'], driver: String(value['Driver']), ...several }
    return [{ builder, current: value['Current'] === true }]
  })
  if (listed.length === 0) return {}
  const current = listed.find((one) => one.current)?.builder
  const known = new Map(listed.map(({ builder }) => [builder.name, builder]))
  return { known: [...known.values()], ...(current && { current }) }
}

function readNode(value: unknown): BuilderNode {
  const node = recordOf(value)
  const options = Object.entries(recordOf(node['DriverOpts'])).flatMap(([name, option]) =>
    typeof option === 'string' ? [[name, option] as const] : [],
  )
  return {
    name: textOf(node['Name']) ?? '',
    endpoint: textOf(node['Endpoint']) ?? '',
    options: Object.fromEntries(options),
    platforms: node['Status'] === 'running' ? textsOf(node['Platforms']) : [],
  }
}
