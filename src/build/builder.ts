// Which BuildKit builds: the engine's own, or one that the user has named or set up.

export interface BuilderFacts {
  /** The builder that `docker buildx use` chose, unless it is the engine's own. */
  readonly current?: { readonly name: string; readonly driver: string }
}

export type BuilderChoice =
  /** The engine's own BuildKit: an image is in the engine as soon as it is built. */
  | { readonly kind: 'engine'; readonly reason: string }
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
  const { asked, builders, env, store } = question
  if (asked !== undefined) return { kind: 'named', name: asked, reason: 'the input builder' }
  const variable = env['BUILDX_BUILDER']
  if (variable) return { kind: 'named', name: variable, reason: 'BUILDX_BUILDER' }
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

/** Reads `docker buildx ls --format json`, one line for each node of each builder. */
export function parseBuilders(text: string): BuilderFacts {
  for (const line of text.split('\n')) {
    if (!line.startsWith('{')) continue
    const value = JSON.parse(line) as { Name?: unknown; Driver?: unknown; Current?: unknown }
    if (value.Current !== true || typeof value.Name !== 'string') continue
    return { current: { name: value.Name, driver: String(value.Driver) } }
  }
  return {}
}
