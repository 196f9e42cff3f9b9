// Whether this stack can be tried at all, and what in it can collide with another run.

import type { Failure, Place } from '../errors.ts'
import { type Draft, misspeltKeys } from './draft.ts'
import type { Port, Service, Stack } from './model.ts'
import { buildsFrom, circleIn } from './order.ts'
import { keysBelow, locateNearest, type Path } from './places.ts'
import { judgeSettings } from './settings.ts'
import type { Source } from './sources.ts'
import { closest } from './words.ts'

/** Worth saying, no reason to stop. */
export interface Note {
  readonly what: string
  readonly why: string
  readonly where?: Place
}

export interface Judgement {
  readonly problems: readonly Failure[]
  readonly notes: readonly Note[]
}

/** What holds of a stack that Compose refused, too; `some`: others may stand in files that are not read. */
export function judgeDraft(
  { stack, extent }: Draft,
  sources: readonly Source[],
): readonly Failure[] {
  return [
    ...misspeltKeys(sources),
    ...(extent === 'all' ? judgeDependencies(stack, sources, []) : []),
    ...judgeCircles(stack, sources),
    ...judgeSettings(stack, sources),
  ]
}

export function judgeStack(stack: Stack, sources: readonly Source[]): Judgement {
  const unselected = unselectedServices(stack, sources)
  return {
    problems: [
      ...stack.problems,
      ...judgeServices(stack, sources, unselected),
      ...judgeDependencies(stack, sources, unselected),
      ...judgeCircles(stack, sources),
      ...judgeSettings(stack, sources),
    ],
    notes: [
      ...stack.services.flatMap((service) => notesOn(service, sources)),
      ...notesOnNamed(stack, sources),
      ...unselected.map((name) =>
        note(sources, ['services', name], {
          what: `${name} takes no part`,
          why: 'the selected profiles and services leave it out',
        }),
      ),
    ],
  }
}

/** Services that the files have and the resolved model lacks: their profiles are not selected. */
export function unselectedServices(stack: Stack, sources: readonly Source[]): readonly string[] {
  const selected = new Set(stack.services.map(({ name }) => name))
  return keysBelow(sources, ['services']).filter((name) => !selected.has(name))
}

function judgeServices(
  stack: Stack,
  sources: readonly Source[],
  unselected: readonly string[],
): readonly Failure[] {
  if (stack.services.length === 0 && stack.problems.length === 0) {
    const fix =
      unselected.length > 0
        ? `select a profile of ${unselected.slice(0, 5).join(', ')} with the input profiles`
        : 'add a service under `services:`'
    return [fault(sources, ['services'], { what: 'the stack has no services', fix })]
  }
  return stack.services
    .filter((service) => !service.image && !service.build && !service.provider)
    .map(({ name }) =>
      fault(sources, ['services', name], {
        what: `${name} has neither an image nor a build`,
        fix: 'add `image:` or `build:` to it',
      }),
    )
}

function judgeDependencies(
  stack: Stack,
  sources: readonly Source[],
  unselected: readonly string[],
): readonly Failure[] {
  const names = new Set(stack.services.map(({ name }) => name))
  return stack.services.flatMap((service) => {
    const unknown = (needed: string, key: Path, what: string): readonly Failure[] => {
      if (names.has(needed)) return []
      const fix = unselected.includes(needed)
        ? `select a profile of ${needed}, or write required: false`
        : didYouMean(needed, names)
      return [fault(sources, ['services', service.name, ...key], { what, fix })]
    }
    return [
      ...service.dependsOn
        .filter(({ required }) => required)
        .flatMap(({ service: needed }) =>
          unknown(
            needed,
            ['depends_on', needed],
            `${service.name} depends on ${needed}, which the stack lacks`,
          ),
        ),
      ...buildsFrom(service).flatMap((needed) =>
        unknown(
          needed,
          ['build', 'additional_contexts'],
          `${service.name} builds from ${needed}, which the stack lacks`,
        ),
      ),
    ]
  })
}

function judgeCircles(stack: Stack, sources: readonly Source[]): readonly Failure[] {
  const starting = circleIn(stack.services, ({ dependsOn }) => dependsOn.map((one) => one.service))
  const building = circleIn(stack.services, buildsFrom)
  return [
    ...circleFault(starting, 'depends_on', 'depend on each other in a circle'),
    ...circleFault(building, 'build', 'are built from each other in a circle'),
  ]

  function circleFault(
    circle: readonly string[] | undefined,
    key: string,
    verb: string,
  ): readonly Failure[] {
    if (!circle) return []
    return [
      fault(sources, ['services', circle[0] ?? '', key, circle[1] ?? ''], {
        what: `services ${verb}: ${circle.join(' -> ')}`,
        fix: 'remove one of these dependencies',
      }),
    ]
  }
}

function notesOn(service: Service, sources: readonly Source[]): readonly Note[] {
  const { name, containerName, networkMode, provider } = service
  const at = (words: { readonly what: string; readonly why: string }, ...key: Path): Note =>
    note(sources, ['services', name, ...key], words)
  const notes: Note[] = []
  if (containerName) {
    const why = 'an engine has room for one container of a name, so two runs collide'
    notes.push(at({ what: `${name} is always named ${containerName}`, why }, 'container_name'))
  }
  for (const [index, port] of service.ports.entries()) {
    if (!port.published || port.published === '0') continue
    const what = `${name} publishes the fixed host port ${port.published}`
    const why = `another run or program on this host may hold it; \`"${alone(port)}"\` alone lets the engine choose`
    notes.push(at({ what, why }, 'ports', index))
  }
  if (networkMode === 'host') {
    const why = 'its ports are the ports of the host, so two runs collide'
    notes.push(at({ what: `${name} uses the network of the host`, why }, 'network_mode'))
  }
  if (service.replicas === 0 && !provider) {
    const why = 'it has 0 replicas'
    notes.push(at({ what: `${name} is not started`, why }, 'scale'))
  }
  if (provider) {
    const why = 'a provider runs it outside the engine, so there is no container to wait for'
    notes.push(at({ what: `${name} has no container`, why }, 'provider'))
  }
  return notes
}

function notesOnNamed(stack: Stack, sources: readonly Source[]): readonly Note[] {
  return (['networks', 'volumes'] as const).flatMap((section) =>
    stack[section]
      .filter(({ external }) => external)
      .map(({ key, name }) =>
        note(sources, [section, key], {
          what: `the ${section.slice(0, -1)} ${name} is external`,
          why: 'other stacks share it, so runs can disturb each other, and it must exist before',
        }),
      ),
  )
}

function didYouMean(word: string, known: ReadonlySet<string>): string {
  const near = closest(word, known)
  return near ? `write ${near}` : `define a service ${word}`
}

function fault(
  sources: readonly Source[],
  path: Path,
  words: { readonly what: string; readonly fix: string },
): Failure {
  const where = locateNearest(sources, path)
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-COMPOSE',
    ...words,
    ...(where ? { where } : {}),
  }
}

function note(
  sources: readonly Source[],
  path: Path,
  words: { readonly what: string; readonly why: string },
): Note {
  const where = locateNearest(sources, path)
  return { ...words, ...(where ? { where } : {}) }
}

/** As it is written without a port of the host. */
function alone({ target, protocol }: Port): string {
  return protocol === 'tcp' ? `${target}` : `${target}/${protocol}`
}
