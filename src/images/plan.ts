// Which images are built, under which names and tags they may be published, and why each.
import type { ImagePlan } from '../build/bake.ts'
import { hasIndex, withInputs } from '../build/given.ts'
import { targetNames } from '../build/target-names.ts'
import type { Build } from '../compose/build.ts'
import type { Extent } from '../compose/draft.ts'
import type { Service, Stack } from '../compose/model.ts'
import type { Failure, Place } from '../errors.ts'
import type { Facts } from '../event/event.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { SourcedLine, TagProblem } from '../tags/attributes.ts'
import type { TagFacts } from '../tags/expressions.ts'
import { parseFlavor } from '../tags/flavor.ts'
import { type LabelQuestion, makeAnnotations, makeLabels } from '../tags/labels.ts'
import { parseTagRules } from '../tags/rules.ts'
import { makeTags, type Tags } from '../tags/tags.ts'
import { groupBy } from '../text/group-by.ts'
import { nameImages, type ServiceNames } from './names.ts'

export interface ImagesQuestion {
  readonly inputs: Inputs
  readonly stack: Stack
  /** Whether all services that are built are known. */
  readonly extent: Extent
  readonly facts: Facts
  readonly tagFacts: TagFacts
  readonly runId: string
  readonly locate: (path: readonly (string | number)[]) => Place | undefined
}

export interface PlannedImages {
  readonly images: readonly PlannedImage[]
  readonly version?: string
  readonly problems: readonly Failure[]
  readonly notes: readonly string[]
}

export interface PlannedImage extends ImagePlan {
  /** Empty for an image that has no name at any registry. */
  readonly repositories: readonly string[]
  readonly nameReason: string
  readonly tags: Tags['tags']
}

export function planImages(question: ImagesQuestion): PlannedImages {
  const { inputs, stack, facts, locate } = question
  const built = stack.services.filter(isBuilt)
  const groups = [...groupBy(built, sameImage).values()]
  const { names, problems } = nameImages({
    services: groups.flatMap((group) => group.map((service) => toBeNamed(service, group, locate))),
    images: inputs.images,
    extent: question.extent,
    ...(inputs.registry !== undefined && { registry: inputs.registry }),
    ...(facts.repository && { owner: facts.repository.owner, repository: facts.repository.name }),
    project: stack.name,
  })
  const rules = parseTagRules(sourced(inputs.tags))
  const flavor = parseFlavor(sourced(inputs.flavor))
  const tagProblems: Failure[] = [
    ...rules.problems.map((problem) => inputFailure('tags', problem)),
    ...flavor.problems.map((problem) => inputFailure('flavor', problem)),
  ]
  const notes = new Set<string>()
  const targets = targetNames(groups.flatMap(([first]) => first?.name ?? []))
  const images = groups.flatMap((group): PlannedImage[] => {
    const [first] = group
    if (!first) return []
    const tags = makeTags({
      rules: rules.rules,
      flavor: flavor.flavor,
      facts: question.tagFacts,
      service: first.name,
    })
    for (const note of [...tags.notes, ...tags.warnings]) notes.add(note)
    tagProblems.push(...tags.problems.map((problem) => inputFailure('tags', problem)))
    const described = describe(first, tags, question)
    tagProblems.push(...described.problems)
    const { labels, annotations, build } = described
    const target = targets.get(first.name) ?? first.name
    const name = named(group, names, question.runId)
    return [{ target, ...name, build, labels, annotations, tags: tags.tags }]
  })
  // Each image tells the same problem of a shared rule.
  const distinct = new Map([...problems, ...tagProblems].map((one) => [JSON.stringify(one), one]))
  return { images, problems: [...distinct.values()], notes: [...notes] }
}

type BuiltService = Service & { readonly build: Build }

function isBuilt(service: Service): service is BuiltService {
  return service.build !== undefined
}

/** Services with the same build are one image. */
function sameImage({ build }: BuiltService): string {
  return JSON.stringify(build, (_, value: unknown) => (value instanceof Map ? [...value] : value))
}

function toBeNamed(
  { name, image }: BuiltService,
  group: readonly BuiltService[],
  locate: ImagesQuestion['locate'],
) {
  const imageWhere = locate(['services', name, 'image'])
  const [root] = group
  return {
    service: name,
    ...(image !== undefined && { image }),
    ...(imageWhere && { imageWhere }),
    ...(root && root.name !== name && { sameBuildAs: root.name }),
  }
}

function named(group: readonly BuiltService[], names: readonly ServiceNames[], runId: string) {
  const own = names.filter(({ service }) => group.some(({ name }) => name === service))
  const atRegistry = own.flatMap((one) => (one.kind === 'registry' ? one.repositories : []))
  const local = own.find((one) => one.kind === 'local')
  const [first] = group
  const repository = atRegistry[0] ?? local?.repository ?? first?.name ?? ''
  return {
    services: group.map(({ name }) => name),
    candidate: `${repository}:trial-${runId}`,
    repositories: [...new Set(atRegistry)],
    nameReason: own.map(({ reason }) => reason)[0] ?? '',
  }
}

function describe({ name, build: composed }: BuiltService, tags: Tags, question: ImagesQuestion) {
  const { inputs, facts, tagFacts } = question
  const { repository } = facts
  const about: Omit<LabelQuestion, 'user'> = {
    facts: tagFacts,
    repository: {
      ...(repository && { title: repository.name, url: repository.url }),
      ...(repository?.description && { description: repository.description }),
      ...(repository?.licence && { licenses: repository.licence }),
    },
    ...(tags.version !== undefined && { version: tags.version }),
    service: name,
  }
  const labels = makeLabels({ ...about, user: inputs.labels })
  const build = withInputs(composed, inputs)
  const levels = hasIndex(build) ? (['manifest', 'index'] as const) : (['manifest'] as const)
  // Annotations are looked for by those who know of them: without the input there are none.
  const annotations =
    inputs.annotations.size > 0
      ? makeAnnotations({ ...about, user: inputs.annotations }, levels)
      : { entries: new Map<string, string>(), problems: [] }
  return {
    build,
    labels: labels.entries,
    annotations: annotations.entries,
    problems: [
      ...labels.problems.map((problem) => inputFailure('labels', problem)),
      ...annotations.problems.map((problem) => inputFailure('annotations', problem)),
    ],
  }
}

function sourced(lines: readonly string[]): readonly SourcedLine[] {
  return lines.map((text, index) => ({ text, line: index + 1 }))
}

function inputFailure(input: string, { what, fix, line }: TagProblem): Failure {
  const at = line === undefined ? '' : `, line ${line}`
  const code = input === 'tags' || input === 'flavor' ? 'ST-TAGS' : 'ST-INPUT'
  return { stage: 'inputs', class: 'input', code, what: `input ${input}${at}: ${what}`, fix }
}
