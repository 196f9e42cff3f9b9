// Smoke checks to begin with, for the services of a Compose file that have none: shown as a
// difference first, and put into the file without moving anything else.
import { isDeepStrictEqual } from 'node:util'
import { parseCapped } from './compose/caps.ts'
import type { Source } from './compose/sources.ts'
import { TrialError } from './errors.ts'
import { inserted, unifiedDiff } from './init/diff.ts'
import { findSpot, type Insertion } from './init/insert.ts'
import { type Suggested, suggestChecks } from './init/suggest.ts'
import type { Inputs } from './inputs/inputs.ts'
import { resolveStack } from './stages/compose-config.ts'
import { readComposeFiles } from './stages/compose-files.ts'
import type { World } from './world/world.ts'

export interface Starter {
  readonly changes: readonly Change[]
  /** Services that get no check, with the reason, and what has to be looked at. */
  readonly notes: readonly string[]
}

export interface Change {
  readonly path: string
  readonly diff: readonly string[]
  readonly text: string
}

type InitWorld = Pick<World, 'runner' | 'files' | 'signal'>

/** Changes nothing. */
export async function proposeChecks(
  inputs: Inputs,
  env: Readonly<Record<string, string | undefined>>,
  world: InitWorld,
): Promise<Starter> {
  const read = await readComposeFiles(inputs, { env, fork: false }, world.files)
  if (read.problems.length > 0) throw new TrialError(read.problems)
  const resolved = await resolveStack(inputs, read, world)
  if (resolved.kind === 'failed') throw new TrialError(resolved.problems)
  const own = read.sources.filter(({ reachedBy }) => reachedBy === undefined)
  const suggested = suggestChecks(resolved.value.stack)
  const { spots, notes } = place(suggested, own)
  const changed = own.flatMap((source) => {
    const insertions = spots.get(source)
    return insertions ? changeOf(source, insertions, world) : []
  })
  const changes = await Promise.all(changed)
  const asked = resolved.value.stack.services.filter(({ smoke }) => smoke !== undefined)
  const kept = asked.map(({ name }) => `${name} has checks already, which stay as they are`)
  return { changes, notes: [...kept, ...notes] }
}

/** What the file says may only grow: whoever wrote it stands by all of the rest. */
export async function writeChecks(
  changes: readonly Change[],
  { files }: Pick<World, 'files'>,
): Promise<void> {
  for (const { path, text } of changes) await files.write(files.absolute(path), text)
}

interface Placed {
  readonly spots: ReadonlyMap<Source, readonly Insertion[]>
  readonly notes: readonly string[]
}

function place(suggested: readonly Suggested[], sources: readonly Source[]): Placed {
  const spots = new Map<Source, readonly Insertion[]>()
  const notes: string[] = []
  for (const one of suggested) {
    if (one.kind === 'none') {
      notes.push(`${one.service} gets no check: ${one.why}`)
      continue
    }
    const spot = findSpot(one.service, one, sources)
    if (spot.kind === 'refused') notes.push(`${one.service} gets no check: ${spot.why}`)
    else if (!stillSays(spot.source, [spot.insertion])) {
      notes.push(`${one.service} gets no check: its YAML leaves no safe place for one`)
    } else spots.set(spot.source, [...(spots.get(spot.source) ?? []), spot.insertion])
  }
  return { spots, notes }
}

async function changeOf(
  source: Source,
  insertions: readonly Insertion[],
  { files }: InitWorld,
): Promise<Change> {
  const written = await files.read(files.absolute(source.path))
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : ''
  return {
    path: source.path,
    diff: unifiedDiff(source.path, source.text, insertions),
    text: mark + inserted(source.text, insertions),
  }
}

/** Looks at the YAML of the change as a stranger would: without `x-smoke` it is what it was. */
function stillSays(source: Source, insertions: readonly Insertion[]): boolean {
  const before = meaning(source.text)
  const after = meaning(inserted(source.text, insertions))
  return before !== undefined && isDeepStrictEqual(withoutChecks(after), withoutChecks(before))
}

const limits = { nesting: 200, tokens: Number.POSITIVE_INFINITY }

function meaning(text: string): unknown {
  const parsed = parseCapped(text, limits)
  if (parsed.kind === 'refused' || parsed.error) return undefined
  return parsed.documents[0]?.toJS({ maxAliasCount: -1 }) as unknown
}

function withoutChecks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutChecks)
  if (typeof value !== 'object' || value === null) return value
  const rest = Object.entries(value).filter(([key]) => key !== 'x-smoke')
  return Object.fromEntries(rest.map(([key, inner]) => [key, withoutChecks(inner)]))
}
