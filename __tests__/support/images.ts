// A planned image with everything that it must have.
import type { ImagePlan } from '../../src/build/bake.ts'
import type { BuildPlan } from '../../src/build/plan.ts'
import type { Build } from '../../src/compose/build.ts'

export function buildOf(overrides: Partial<Build> = {}): Build {
  return {
    context: '/srv/api',
    args: new Map(),
    contexts: new Map(),
    labels: new Map(),
    secrets: [],
    ssh: [],
    platforms: [],
    tags: [],
    cacheFrom: [],
    cacheTo: [],
    ulimits: new Map(),
    extraHosts: [],
    noCache: false,
    pull: false,
    privileged: false,
    entitlements: [],
    ...overrides,
  }
}

export function imageOf(target: string, build: Partial<Build> = {}): ImagePlan {
  return {
    target,
    services: [target],
    build: buildOf(build),
    candidate: `harbor-${target}:trial-f00d`,
    labels: new Map(),
    annotations: new Map(),
  }
}

const noMounts: BuildPlan['mounts'] = {
  ...{ kind: 'off', reason: 'cache-mounts is false', mounts: [], left: [] },
  ...{ read: false, write: false, folder: '', runId: 'f00d' },
}

export function buildPlanOf(
  images: readonly ImagePlan[],
  overrides: Partial<BuildPlan> = {},
): BuildPlan {
  return {
    images,
    bases: [],
    spread: { kind: 'whole' },
    builder: { kind: 'engine', reason: 'nothing was said' },
    cache: { kind: 'off', reason: 'cache is off', images: new Map(), folders: [] },
    mounts: noMounts,
    store: 'containerd',
    workdir: '/srv',
    overrides: [],
    sourceDateEpoch: 0,
    metadataFile: '/tmp/run/build.json',
    timeoutMs: 60_000,
    secrets: { env: {}, files: [], values: [], known: [] },
    trace: {},
    ...overrides,
  }
}
