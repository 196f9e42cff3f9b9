// What all goes into a trial: texts that the plan has, files and images that are still to be looked at.
import { dockerfileOf, isLocal } from '../compose/builds.ts'
import type { Named, Service, Stack } from '../compose/model.ts'
import type { PlannedImage } from '../images/plan.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { redacting } from '../text/redact.ts'
import { version } from '../version.ts'
import { foreignOf } from './foreign.ts'
import type { ReuseQuestion } from './plan.ts'

export interface Compared {
  /** JSON of everything that is known without looking further. */
  readonly texts: string
  readonly folders: readonly ComparedFolder[]
  /** Files that git must know: what else lies there may be secret, and no hash of it is published. */
  readonly tracked: readonly string[]
  readonly images: readonly ComparedImage[]
  /** Another machine may have it elsewhere. */
  readonly workspace: string
}

export interface ComparedFolder {
  readonly path: string
  /** For people: "the build context of api". */
  readonly what: string
  /** The first that is there says what is left out. */
  readonly ignoreFiles: readonly string[]
  readonly use: 'build' | 'mount'
}

export interface ComparedImage {
  readonly reference: string
  /** `registry`: the engine's own copy is passed over. */
  readonly from: 'engine' | 'registry'
}

/** Changes where what is compared, or how, is another. */
const format = 1

export function comparedOf(question: ReuseQuestion): Compared {
  return {
    texts: textsOf(question),
    folders: foldersOf(question),
    tracked: secretFiles(question.stack),
    images: imagesOf(question),
    workspace: question.workspace,
  }
}

function textsOf(question: ReuseQuestion): string {
  const { inputs, images, model, smoke, variables, engine, facts, workspace } = question
  const document = {
    format,
    version,
    platform: engine.platform,
    model,
    smoke: smoke ?? null,
    variables,
    inputs: inputsOf(inputs),
    builds: images.map(({ target, services, build }) => {
      // Where layers are kept makes no other image.
      const { cacheFrom: _, cacheTo: __, ...rest } = build
      return { target, services, build: rest }
    }),
    dockerfiles: images.map(({ build }) => dockerfileText(build, question)),
    // A command on the host may read whatever lies there.
    tree: readsHost(question) ? (facts.treeSha ?? null) : null,
  }
  const text = JSON.stringify(document, (_, value: unknown) =>
    value instanceof Map ? [...value] : value,
  )
  // A hash that anybody can read must not let them try out what a secret is.
  return redacting(question.secrets)(text).replaceAll(workspace, '')
}

export function readsHost({ checks }: Pick<ReuseQuestion, 'checks'>): boolean {
  return checks.some(({ kind }) => kind === 'run')
}

/** Those that may change what is built, or how the trial of it ends. */
function inputsOf(inputs: Inputs) {
  const { services, scale, platforms, set, provenance, sbom, labels, annotations, ssh } = inputs
  const { waitTimeoutMs, stableForMs, quickProbes, smokeTimeoutMs, secrets } = inputs
  const ids = [...secrets.keys(), ...inputs.secretFiles.keys(), ...inputs.secretEnvs.keys()]
  return {
    ...{ services, scale, platforms, set, provenance, sbom, labels, annotations, ssh },
    ...{ waitTimeoutMs, stableForMs, quickProbes, smokeTimeoutMs },
    smoke: inputs.smoke.kind,
    secrets: ids,
  }
}

function dockerfileText(
  build: PlannedImage['build'],
  { dockerfiles }: ReuseQuestion,
): string | null {
  const path = dockerfileOf(build)
  const file = path === undefined ? undefined : dockerfiles.get(path)
  return file?.kind === 'text' ? file.text : null
}

function foldersOf({ images, stack }: ReuseQuestion): readonly ComparedFolder[] {
  const built = images.flatMap(({ services: [first = ''], build }): readonly ComparedFolder[] => {
    const dockerfile = dockerfileOf(build)
    const own = dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`]
    const further = [...build.contexts].map(([name, path]) => ({
      ...{ path, what: `the context ${name} of ${first}`, own: [] },
    }))
    return [{ path: build.context, what: `the build context of ${first}`, own }, ...further]
      .filter(({ path }) => isLocal(path) && !path.startsWith('service:'))
      .map(({ path, what, own: named }) => ({
        ...{ path, what, use: 'build' },
        ignoreFiles: [...named, `${path}/.dockerignore`],
      }))
  })
  const mounted = mountsOf(stack).map(
    ({ path, what }): ComparedFolder => ({ path, what, ignoreFiles: [], use: 'mount' }),
  )
  const all = [...built, ...mounted]
  return [...new Map(all.map((one) => [JSON.stringify([one.path, one.ignoreFiles]), one])).values()]
}

interface Mounted {
  readonly path: string
  readonly what: string
}

/** What services see of this machine. */
export function mountsOf(stack: Stack): readonly Mounted[] {
  const binds = stack.services.flatMap(({ name, bindMounts }) =>
    bindMounts.map(({ source }) => ({ path: source, what: `${source}, which ${name} mounts,` })),
  )
  const named = [...stack.volumes, ...given(stack, 'configs')].flatMap(({ key, hostPath }) =>
    hostPath === undefined ? [] : [{ path: hostPath, what: `${hostPath}, as ${key},` }],
  )
  const secrets = secretFiles(stack).map((path) => ({ path, what: `the secret ${path}` }))
  return [...binds, ...named, ...secrets]
}

function secretFiles(stack: Stack): readonly string[] {
  return given(stack, 'secrets').flatMap(({ hostPath }) => hostPath ?? [])
}

/** Those that a service sees: what a build is given counts by its id alone, as for its cache. */
export function given(stack: Stack, section: 'configs' | 'secrets'): readonly Named[] {
  const used = new Set(stack.services.flatMap(({ access }) => access[section]))
  return stack[section].filter(({ key }) => used.has(key))
}

function imagesOf(question: ReuseQuestion): readonly ComparedImage[] {
  const { images, stack, builder } = question
  const ofBuilds = images.flatMap(({ build }) => foreignOf({ ...question, build }).images)
  const from = builder === 'engine' ? 'engine' : 'registry'
  return [
    ...ofBuilds.map((reference): ComparedImage => ({ reference, from })),
    ...stack.services.filter(isPulled).map(
      ({ image: reference, pullPolicy }): ComparedImage => ({
        reference,
        from: pullPolicy === 'always' ? 'registry' : 'engine',
      }),
    ),
  ]
}

function isPulled(service: Service): service is Service & { readonly image: string } {
  return !service.build && !service.provider && service.image !== undefined
}
