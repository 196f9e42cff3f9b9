// Moves the content of cache mounts into the builder before the build, and out of it beside the trial.
// It never decides over the run: whatever fails costs the time that the mounts would have saved.
import type { BuilderChoice } from '../build/builder.ts'
import { askService } from '../build/cache-work.ts'
import type { Cleanup } from '../cleanup.ts'
import { messageOf } from '../errors.ts'
import {
  ACCOUNT,
  drainCommand,
  fillCommand,
  filledBefore,
  lacksTools,
  parseAccount,
  whyBroken,
} from '../mounts/commands.ts'
import type { MountsPlan, PlannedMount } from '../mounts/plan.ts'
import { megabytes } from '../text/megabytes.ts'
import { seconds } from '../text/seconds.ts'
import type { Command, Outcome, World } from '../world/world.ts'

const restoreDeadlineMs = 60_000
const fillDeadlineMs = 60_000
const drainDeadlineMs = 120_000
const saveDeadlineMs = 120_000
/** For all of them, where the trial itself has long ended. */
const keepDeadlineMs = 5 * 60_000
/** GitHub keeps 10 GB for a repository; one mount shall not drive out all the rest. */
const mostBytes = 2e9

export interface RestoredMounts {
  /** What is to be kept behind the build: its content is another one than that of its key. */
  readonly open: readonly PlannedMount[]
  readonly warning?: string
}

export async function restoreMounts(
  plan: MountsPlan,
  builder: BuilderChoice,
  world: World,
  cleanup: Cleanup,
): Promise<RestoredMounts> {
  if (plan.kind !== 'kept') return { open: [], ...warned(plan.warning) }
  cleanup.add({ kind: 'folder', path: plan.folder })
  const refusal = plan.service && (await askService(plan.service, world))
  if (refusal !== undefined) return { open: [], ...warned(`${refusal}; cache mounts start empty`) }
  if (!plan.read) return { open: plan.mounts }
  const restored = await Promise.all(
    plan.mounts.map((mount) => restore(mount, { plan, builder, world }).catch(failing(world))),
  )
  const failed = restored.flatMap((one, at) => {
    const id = plan.mounts[at]?.id
    return one.kind === 'failed' ? [`the cache mount ${id} was not restored: ${one.why}`] : []
  })
  return {
    open: plan.mounts.filter((_, at) => restored[at]?.kind === 'other'),
    ...(failed.length > 0 && { warning: failed.join('; ') }),
  }
}

function warned(warning: string | undefined): { readonly warning?: string } {
  return warning === undefined ? {} : { warning }
}

interface Means {
  readonly plan: MountsPlan
  readonly builder: BuilderChoice
  readonly world: World
}

/** `exact`: what the builder has now is what the key says. */
type Restoring =
  | { readonly kind: 'exact' | 'other' }
  | { readonly kind: 'failed'; readonly why: string }

async function restore(mount: PlannedMount, means: Means): Promise<Restoring> {
  const { plan, builder, world } = means
  const { store, log, clock } = world
  const { id, key, restoreKeys, folder } = mount
  const startedAt = clock.now()
  const found = await store.restore(folder, { key, restoreKeys, timeoutMs: restoreDeadlineMs })
  if (found.kind === 'failed') return found
  if (found.kind === 'miss') {
    log.info(`cache mount ${id}: nothing was kept so far`)
    return { kind: 'other' }
  }
  const ways = { mount, builder, folder, runId: plan.runId }
  const outcome = await run(fillCommand(ways), fillDeadlineMs, world)
  const said = `${outcome.stdout}\n${outcome.stderr}`
  if (outcome.exitCode !== 0) return { kind: 'failed', why: reasonOf(outcome, mount) }
  const took = seconds(clock.now() - startedAt)
  log.info(
    filledBefore(said)
      ? `cache mount ${id}: the builder has it already`
      : `cache mount ${id}: ${found.key} in ${took}`,
  )
  return { kind: found.key === key ? 'exact' : 'other' }
}

export interface KeepingMounts {
  /** Waits until all are kept or given up. */
  done(): Promise<KeptMounts>
}

export interface KeptMounts {
  readonly problems: readonly string[]
  readonly notes: readonly string[]
}

type Kept =
  | { readonly kind: 'kept' }
  | { readonly kind: 'left'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string }

export function keepMounts(
  plan: MountsPlan,
  { builder, mounts }: { readonly builder: BuilderChoice; readonly mounts: RestoredMounts },
  world: World,
): KeepingMounts {
  const nothing: KeptMounts = { problems: [], notes: [] }
  if (!plan.write) return { done: async () => nothing }
  const working = keepAll(mounts.open, { plan, builder, world }).catch(
    (error: unknown): KeptMounts => ({ problems: [messageOf(error)], notes: [] }),
  )
  return { done: () => working }
}

/** One by one: beside the trial, which needs the machine more. */
async function keepAll(open: readonly PlannedMount[], means: Means): Promise<KeptMounts> {
  const { clock } = means.world
  const until = clock.now() + keepDeadlineMs
  const problems: string[] = []
  const notes: string[] = []
  for (const mount of open) {
    const left = until - clock.now()
    const kept: Kept =
      left <= 0
        ? { kind: 'failed', why: 'the time for all of them was up' }
        : await keep(mount, means, left).catch(failing(means.world))
    if (kept.kind === 'failed')
      problems.push(`the cache mount ${mount.id} was not kept: ${kept.why}`)
    if (kept.kind === 'left') notes.push(`the cache mount ${mount.id} was not kept: ${kept.why}`)
  }
  return { problems, notes }
}

async function keep(mount: PlannedMount, means: Means, leftMs: number): Promise<Kept> {
  const { plan, builder, world } = means
  const { files, store, log, clock } = world
  const { folder, key, id } = mount
  const startedAt = clock.now()
  await files.removeFolder(folder)
  const command = drainCommand({ mount, builder, folder, runId: plan.runId }, mostBytes)
  const outcome = await run(command, Math.min(drainDeadlineMs, leftMs), world)
  if (outcome.exitCode !== 0) {
    const kind = lacksTools(outcome.stderr) ? 'left' : 'failed'
    return { kind, why: reasonOf(outcome, mount) }
  }
  const account = parseAccount(await files.read(`${folder}/${ACCOUNT}`))
  switch (account?.kind) {
    case undefined:
      return { kind: 'failed', why: 'it was packed without a word of its size' }
    case 'empty':
      return { kind: 'left', why: 'it is empty' }
    case 'large':
      return {
        kind: 'left',
        why: `it has ${megabytes(account.bytes)}, more than ${megabytes(mostBytes)}`,
      }
    case 'kept': {
      const timeoutMs = Math.min(saveDeadlineMs, leftMs)
      const why = await store.save(folder, { key, timeoutMs })
      if (why !== undefined) return { kind: 'failed', why }
      const took = seconds(clock.now() - startedAt)
      log.info(`cache mount ${id}: ${megabytes(account.bytes)} kept as ${key} in ${took}`)
      return { kind: 'kept' }
    }
  }
}

function run(command: Command, timeoutMs: number, world: World): Promise<Outcome> {
  return world.runner.run(command, { signal: world.signal, timeoutMs })
}

function reasonOf(outcome: Outcome, { base }: PlannedMount): string {
  if (outcome.timedOut) return 'its time was up'
  return lacksTools(outcome.stderr)
    ? `${base} has no shell with tar, or none with du`
    : whyBroken(outcome.stderr)
}

function failing({ signal }: World) {
  return (error: unknown): { readonly kind: 'failed'; readonly why: string } => {
    signal.throwIfAborted()
    return { kind: 'failed', why: messageOf(error) }
  }
}
