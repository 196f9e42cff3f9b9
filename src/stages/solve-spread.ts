// Builds on several nodes at once, each its share of the images; what a node that dies has not built is
// built on another one, once.
import type { BuilderChoice } from '../build/builder.ts'
import type { BuildPlan } from '../build/plan.ts'
import type { SpreadPart } from '../build/spread.ts'
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
import type { World } from '../world/world.ts'
import { type Solved, type SolveMeans, solve } from './solve.ts'

/** A part of the plan, and where it was built. */
export interface SolvedPart {
  readonly plan: BuildPlan
  readonly builder: BuilderChoice
}

export interface SolvedAll extends Solved {
  readonly parts: readonly SolvedPart[]
}

/** Nothing is started for it: it is another name for a BuildKit that is there. */
const createTimeoutMs = 30_000

export async function solveAll(
  plan: BuildPlan,
  means: SolveMeans,
  world: World,
  cleanup: Cleanup,
): Promise<SolvedAll> {
  if (plan.spread.kind === 'whole') {
    const { builder } = means
    return { ...(await solve(plan, means, world)), parts: [{ plan, builder }] }
  }
  const { parts } = plan.spread
  for (const part of parts) await nameNode(part, world, cleanup)
  const fleet = new Fleet(plan, means, world)
  const sailed = await Promise.allSettled(
    parts.filter(({ targets }) => targets.length > 0).map((part) => fleet.build(part)),
  )
  const reasons = sailed.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  const unexpected = reasons.find((reason) => !(reason instanceof TrialError))
  if (unexpected !== undefined) throw unexpected
  if (reasons.length > 0) throw new TrialError(reasons.flatMap(({ failures }) => failures))
  return allOf(sailed.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
}

function allOf(solved: readonly (Solved & { readonly part: SolvedPart })[]): SolvedAll {
  const warning = solved.find((one) => one.warning !== undefined)?.warning
  return {
    steps: solved.flatMap(({ steps }) => steps),
    checks: solved.flatMap(({ checks }) => checks),
    hits: solved.flatMap(({ hits }) => hits),
    parts: solved.map(({ part }) => part),
    ...(warning !== undefined && { warning }),
  }
}

async function nameNode(
  { builder, node: { endpoint, options } }: SpreadPart,
  { runner, signal }: World,
  cleanup: Cleanup,
): Promise<void> {
  cleanup.add({ kind: 'builder', name: builder })
  const given = Object.entries(options).flatMap(([name, value]) => [
    '--driver-opt',
    `${name}=${value}`,
  ])
  const create = ['buildx', 'create', '--name', builder, '--driver', 'remote', ...given, endpoint]
  // One that can't be named is found out by the build, which then goes elsewhere.
  await runner.run({ program: 'docker', argv: create }, { signal, timeoutMs: createTimeoutMs })
}

class Fleet {
  readonly #plan: BuildPlan
  readonly #means: SolveMeans
  readonly #world: World
  readonly #gone = new Set<string>()

  constructor(plan: BuildPlan, means: SolveMeans, world: World) {
    this.#plan = plan
    this.#means = means
    this.#world = world
  }

  async build(part: SpreadPart): Promise<Solved & { readonly part: SolvedPart }> {
    try {
      return await this.#buildOn(part, part)
    } catch (error) {
      const lost = lossOf(error)
      if (lost === undefined) throw error
      this.#gone.add(part.node.name)
      const other = this.#other()
      if (other === undefined) throw error
      const images = part.targets.join(', ')
      this.#world.log.warning(
        `the node ${part.node.name} was lost during the build (${lost}): ${images} on ${other.node.name} instead`,
      )
      return await this.#buildOn(part, other)
    }
  }

  #other(): SpreadPart | undefined {
    const { spread } = this.#plan
    if (spread.kind === 'whole') return undefined
    return spread.parts.find(({ node }) => !this.#gone.has(node.name))
  }

  async #buildOn(
    { targets, node: { name } }: SpreadPart,
    { node, builder: made }: SpreadPart,
  ): Promise<Solved & { readonly part: SolvedPart }> {
    const all = this.#plan
    const plan: BuildPlan = {
      ...all,
      images: all.images.filter(({ target }) => targets.includes(target)),
      metadataFile: all.metadataFile.replace(/(\.json)?$/, `-${name}$1`),
    }
    const builder: BuilderChoice = { kind: 'named', name: made, reason: `the node ${node.name}` }
    try {
      const solved = await solve(plan, { ...this.#means, builder }, tellingOf(node, this.#world))
      return { ...solved, part: { plan, builder } }
    } catch (error) {
      if (lossOf(error) === undefined || !(error instanceof TrialError)) throw error
      const named = error.failures.map((one) => ({
        ...one,
        what: `${one.what}, at the node ${node.name}`,
      }))
      throw new TrialError(named, { cause: error })
    }
  }
}

/** A build of one image alone does not name it in its lines. */
function tellingOf({ name }: SpreadPart['node'], world: World): World {
  const { log } = world
  return { ...world, log: { ...log, foreign: (line) => log.foreign(`${name}: ${line}`) } }
}

/** Why the node, and not the build, is at fault. */
function lossOf(error: unknown): string | undefined {
  if (!(error instanceof TrialError)) return undefined
  const lost = error.failures.find(({ code }) => code === 'ST-BUILDER')
  return lost && (lost.why ?? lost.what)
}
