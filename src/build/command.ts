// The two calls of buildx: the build itself, and the export of its cache beside the trial.
import type { Command } from '../world/world.ts'
import { bakeDefinition, type ImagePlan } from './bake.ts'
import type { BuilderChoice } from './builder.ts'
import type { ImageCache } from './caching.ts'
import { isOn } from './given.ts'
import type { BuildPlan } from './plan.ts'

export interface BuildWays {
  readonly builder: BuilderChoice
  readonly readCache: 'read' | 'cold'
}

export function buildCommand(plan: BuildPlan, { builder, readCache }: BuildWays): Command {
  const cache = [...plan.cache.images].map(([target, { from, to }]): [string, ImageCache] => [
    target,
    // An inline cache is part of the image, so it can't be made later.
    { from: readCache === 'read' ? from : [], to: to.filter(isInline) },
  ])
  const solve = { output: outputOf(builder, plan), cache: new Map(cache), bases: plan.bases }
  return bake(plan, builder, bakeDefinition(plan.images, solve), [
    ...['--metadata-file', plan.metadataFile],
  ])
}

/** Every step is in the builder already, so this only uploads. */
export function exportCommand(plan: BuildPlan, builder: BuilderChoice): Command {
  const cache = [...plan.cache.images].map(([target, { to }]): [string, ImageCache] => [
    target,
    { from: [], to: to.filter((entry) => !isInline(entry)) },
  ])
  const bases = plan.bases.map(asBuilt)
  const solve = { output: 'type=cacheonly', cache: new Map(cache), bases }
  return bake(plan, builder, bakeDefinition(plan.images.map(asBuilt), solve), [])
}

function asBuilt(image: ImagePlan): ImagePlan {
  return { ...image, build: { ...image.build, noCache: false, pull: false } }
}

export function hasExport({ cache }: BuildPlan): boolean {
  return [...cache.images.values()].some(({ to }) => to.some((entry) => !isInline(entry)))
}

function isInline(entry: string): boolean {
  return /(^|,)type=inline(,|$)/.test(entry)
}

function bake(
  plan: BuildPlan,
  builder: BuilderChoice,
  definition: string,
  more: readonly string[],
): Command {
  return {
    program: 'docker',
    argv: [
      ...['buildx', 'bake', '--file', '-', '--progress', 'rawjson'],
      ...(builder.name === undefined ? [] : ['--builder', builder.name]),
      // Compose projects read folders beside their own; bake asks for leave, which the user gave by running us.
      ...['--allow', 'fs=*', '--allow', 'network.host', '--allow', 'ssh'],
      ...entitlementsOf(plan).flatMap((one) => ['--allow', one]),
      ...plan.overrides.flatMap((override) => ['--set', override]),
      ...more,
    ],
    cwd: plan.workdir,
    env: {
      BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
      BUILDX_METADATA_PROVENANCE: recordOf(plan),
      ...(describesItself(plan) ? {} : withoutGit),
      ...plan.trace,
      ...plan.secrets.env,
    },
    stdin: definition,
  }
}

/**
 * The time of the commit is told to the exporter alone: as an argument of the build it is part of
 * WORKDIR, and every commit would build anew what comes after that. The engine unpacks what it builds,
 * and BuildKit then can't set the times of what steps wrote.
 */
function outputOf({ kind }: BuilderChoice, { sourceDateEpoch }: BuildPlan): string {
  const dated = `type=docker,source-date-epoch=${sourceDateEpoch}`
  return kind === 'engine' ? dated : `${dated},rewrite-timestamp=true`
}

/** What goes out with an image is searched for secrets; to wait for what stays here costs a second. */
function recordOf(plan: BuildPlan): 'max' | 'disabled' {
  return describesItself(plan) ? 'max' : 'disabled'
}

function describesItself({ images, overrides }: BuildPlan): boolean {
  const asked = images.some(({ build }) => isOn(build.provenance))
  return asked || overrides.some((override) => /^[^=]*\.attest/.test(override))
}

/** For each image buildx asks git seven times for what only a provenance would tell. */
const withoutGit = { BUILDX_GIT_INFO: '0' } as const

function entitlementsOf({ images, bases }: BuildPlan): readonly string[] {
  const all = [...images, ...bases]
  const insecure = all.some(({ build }) => build.privileged) ? ['security.insecure'] : []
  return [...new Set([...all.flatMap(({ build }) => build.entitlements), ...insecure])]
}
