// Leaves what was built where another job finds it: under candidate tags, or as archives in a folder.
import type { BuiltImage } from '../build/bake.ts'
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
import {
  documentName,
  type HandedAt,
  type HandedImage,
  type HandOver,
} from '../fan-out/document.ts'
import { type Part, partName } from '../fan-out/parts.ts'
import type { HandOverPlan } from '../fan-out/plan.ts'
import { configDigestOf } from '../images/manifest.ts'
import type { Pushing } from '../publish/berths.ts'
import { Publication } from '../publish/publication.ts'
import { pushFromEngine } from '../publish/push.ts'
import { all } from '../publish/transaction.ts'
import type { World } from '../world/world.ts'

/** Gives the folder in which the document lies, in one of the share's own. */
export async function handOver(
  plan: HandOverPlan,
  images: readonly BuiltImage[],
  world: World,
  cleanup: Cleanup,
): Promise<string> {
  const folder = `${plan.folder}/${plan.share}`
  await world.files.removeFolder(folder)
  // What is left there is no change of the tree.
  await world.files.write(`${folder}/.gitignore`, '*\n')
  const leave =
    plan.publish.kind === 'push' ? pushing(plan.publish, world, cleanup) : saving(folder, world)
  const handed = await all(plan.parts, async (part): Promise<HandedImage> => {
    const image = images.find(({ target }) => target === part.target)
    if (image === undefined)
      throw new Error(`${part.target} was not built and is to be handed over`)
    const left = await leave(part, image)
    world.log.info(`✓ ${partName(part)}: ${image.digest} ${wordsOf(left.at)}`)
    return { ...entryOf(part, image), ...left }
  })
  const text = JSON.stringify(documentOf(plan, handed), null, 2)
  await world.files.write(`${folder}/${documentName}`, `${text}\n`)
  return plan.folder
}

type Left = Pick<HandedImage, 'at'> & Partial<Pick<HandedImage, 'config'>>
type Leave = (part: Part, image: BuiltImage) => Promise<Left>

function pushing(plan: Pushing, world: World, cleanup: Cleanup): Leave {
  const bring = pushFromEngine(world, cleanup)
  // A candidate is no publication, so the record does not hear of it.
  const publication = new Publication(plan, world, { bring, onSettled: () => {} })
  return async ({ repository = '', tag }, image) => {
    const berth = { image, repository, staging: tag, fixed: [], floating: [] }
    const { manifest } = await publication.settle(berth)
    const config = configDigestOf(manifest.text)
    const at = { kind: 'registry', repository, tag, digest: manifest.digest } as const
    return { at, ...(config !== undefined && { config }) }
  }
}

const saveTimeoutMs = 20 * 60_000

function saving(folder: string, { runner, signal }: World): Leave {
  return async ({ target }, { candidate: name }) => {
    const file = `${target}.tar`
    const argv = ['save', '--output', `${folder}/${file}`, name]
    const options = { signal, timeoutMs: saveTimeoutMs }
    const { exitCode, stderr, timedOut } = await runner.run({ program: 'docker', argv }, options)
    if (exitCode === 0) return { at: { kind: 'archive', file, name } }
    throw new TrialError({
      stage: 'hand-over',
      class: 'infrastructure',
      code: 'ST-ENGINE',
      what: `${target} could not be saved as ${file}`,
      why: timedOut ? 'its time was up' : stderr.trim(),
      fix: 'see whether the disk is full',
    })
  }
}

function entryOf(
  { target, services, platform, plan }: Part,
  { store, digest, config, bytes }: BuiltImage,
): Omit<HandedImage, 'at'> {
  const built = { store, digest, config: config ?? null, bytes }
  return { image: target, services, platform: platform ?? null, plan, ...built }
}

function documentOf(plan: HandOverPlan, images: readonly HandedImage[]): HandOver {
  const { sha, runId, job } = plan.source
  return {
    version: 1,
    share: plan.share,
    ...{ commit: sha ?? null, run: runId ?? null, job: job ?? null },
    machine: plan.machine ?? null,
    images,
  }
}

function wordsOf(at: HandedAt): string {
  return at.kind === 'registry' ? `waits at ${at.repository}:${at.tag}` : `saved as ${at.file}`
}
