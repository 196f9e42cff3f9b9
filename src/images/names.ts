// Under which repositories the built images are pushed, and why.

import type { Extent } from '../compose/draft.ts'
import type { Failure, Place } from '../errors.ts'
import { quoted } from '../inputs/values.ts'
import { dockerHub, parseReference, repositoryOf } from './reference.ts'
import { checkCase, type ImageRule, parseImageRules } from './rules.ts'

export interface BuiltService {
  readonly service: string
  /** Its `image:` in the Compose file. */
  readonly image?: string
  readonly imageWhere?: Place
  /** The service whose build this one repeats, so that both may share a repository. */
  readonly sameBuildAs?: string
}

export interface Naming {
  readonly services: readonly BuiltService[]
  /** Whether these are all that are built. */
  readonly extent: Extent
  /** Entries of the input `images`. */
  readonly images: readonly string[]
  /** How the user wrote that input, if not as an input of a workflow. */
  readonly imagesWhere?: string
  readonly registry?: string
  /** Owner and name of the GitHub repository. */
  readonly owner?: string
  readonly repository?: string
  readonly project: string
}

export type ServiceNames =
  | {
      readonly kind: 'registry'
      readonly service: string
      readonly repositories: readonly string[]
      readonly reason: string
    }
  /** Has no name at any registry, and is not pushed. */
  | {
      readonly kind: 'local'
      readonly service: string
      readonly repository: string
      readonly reason: string
    }

export interface ImageNames {
  readonly names: readonly ServiceNames[]
  readonly problems: readonly Failure[]
}

type Named = ServiceNames | Failure

export function nameImages(naming: Naming): ImageNames {
  const known = naming.services.map(({ service }) => service)
  const where = naming.imagesWhere ?? 'input images'
  const all = naming.extent === 'all' ? known : undefined
  const { rules, problems } = parseImageRules(naming.images, all, where)
  const named = naming.services.map((service) => nameOne(service, rules, naming))
  const names = named.filter(isNames)
  return {
    names,
    problems: [...problems, ...named.filter(isFailure), ...sharedNames(names, naming.services)],
  }
}

function isNames(named: Named): named is ServiceNames {
  return 'service' in named
}

function isFailure(named: Named): named is Failure {
  return 'what' in named
}

function nameOne(built: BuiltService, rules: readonly ImageRule[], naming: Naming): Named {
  return (
    nameByInput(built, rules, naming.imagesWhere) ??
    nameByCompose(built) ??
    nameByDefault(built, naming)
  )
}

function nameByInput(
  { service }: BuiltService,
  rules: readonly ImageRule[],
  where = 'input images',
): Named | undefined {
  const own = rules.filter((rule) => rule.kind === 'service' && rule.service === service)
  const chosen = own.length > 0 ? own : rules.filter((rule) => rule.kind === 'pattern')
  if (chosen.length === 0) return undefined
  const repositories: string[] = []
  for (const rule of chosen) {
    const text = rule.repository.replaceAll('{service}', () => service.toLowerCase())
    const parsed = parseReference(text)
    if (parsed.kind === 'bad') return failure(`${where}: ${parsed.what}`, parsed)
    repositories.push(repositoryOf(parsed.reference))
  }
  const reason = own.length > 0 ? `${where} names ${service}` : `the pattern of ${where}`
  return { kind: 'registry', service, repositories: [...new Set(repositories)], reason }
}

/** A bare `image: api` is a name for the engine, not for a registry. */
function nameByCompose({ service, image, imageWhere }: BuiltService): Named | undefined {
  if (image === undefined) return undefined
  const parsed = parseReference(image)
  if (parsed.kind === 'bad') {
    const found = failure(`image of ${service}: ${parsed.what}`, parsed, imageWhere)
    // What Compose resolved shows neither the variable nor that it has no value.
    const isEmptied = /^\/|\/\/|[:/]$|:@/.test(image)
    return isEmptied ? { ...found, why: 'a variable in it may have no value' } : found
  }
  const { reference } = parsed
  if (reference.digest !== undefined) {
    const what = `image of ${service}: ${quoted(image)} has a digest, though it is built here`
    return failure(what, { fix: `write ${image.slice(0, image.indexOf('@'))}` }, imageWhere)
  }
  const registry = checkCase(image)
  if (registry !== undefined) {
    return failure(`image of ${service}: ${registry.what}`, registry, imageWhere)
  }
  if (!image.includes('/')) return undefined
  const tag = reference.tag === undefined ? '' : ', its tag replaced by those of the run'
  return {
    kind: 'registry',
    service,
    repositories: [repositoryOf(reference)],
    reason: `image: in the Compose file${tag}`,
  }
}

function nameByDefault(built: BuiltService, naming: Naming): Named {
  const { registry, owner, repository, project } = naming
  const service = built.sameBuildAs ?? built.service
  if (registry === undefined) {
    return {
      kind: 'local',
      service: built.service,
      repository: `${project}-${service}`.toLowerCase(),
      reason: 'no registry is named',
    }
  }
  // A laptop's repository may have no remote; the project is the name that its user knows it by.
  const isOnGitHub = owner !== undefined && repository !== undefined
  const builds = new Set(naming.services.map((other) => other.sameBuildAs ?? other.service))
  const text = defaultName(
    registry,
    isOnGitHub ? `${owner}/${repository}` : project,
    builds.size > 1 ? service : undefined,
  )
  const parsed = parseReference(text.toLowerCase())
  if (parsed.kind === 'bad') {
    return failure(`${built.service} can't be named ${quoted(text)}: ${parsed.what}`, {
      fix: `write ${built.service}=${registry}/owner/name in images`,
    })
  }
  const lowered = text === text.toLowerCase() ? '' : ', in lower case as registries demand'
  return {
    kind: 'registry',
    service: built.service,
    repositories: [repositoryOf(parsed.reference)],
    reason: `registry and ${isOnGitHub ? 'GitHub repository' : 'project name'}${lowered}`,
  }
}

/** Docker Hub knows owner and name only, so there the service goes into the name. */
function defaultName(registry: string, repository: string, service: string | undefined): string {
  if (service === undefined) return `${registry}/${repository}`
  return `${registry}/${repository}${registry === dockerHub ? '-' : '/'}${service}`
}

function sharedNames(
  names: readonly ServiceNames[],
  services: readonly BuiltService[],
): readonly Failure[] {
  const buildOf = new Map(
    services.map((built) => [built.service, built.sameBuildAs ?? built.service]),
  )
  const takenBy = new Map<string, string>()
  const problems: Failure[] = []
  for (const named of names) {
    const repositories = named.kind === 'local' ? [named.repository] : named.repositories
    for (const repository of repositories) {
      const other = takenBy.get(repository)
      takenBy.set(repository, other ?? named.service)
      if (other === undefined || buildOf.get(other) === buildOf.get(named.service)) continue
      problems.push(
        failure(`${other} and ${named.service} would both be pushed as ${repository}`, {
          fix: `give each a repository of its own: ${named.service}=${repository}-${named.service.toLowerCase()} in images`,
        }),
      )
    }
  }
  return problems
}

function failure(what: string, { fix }: { readonly fix: string }, where?: Place): Failure {
  const base: Failure = { stage: 'inputs', class: 'input', code: 'ST-IMAGE-NAME', what, fix }
  return where === undefined ? base : { ...base, where }
}
