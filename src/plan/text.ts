// The plan as a page of text: what will happen, line by line, each with its reason.
import { isLocal } from '../compose/builds.ts'
import { dutyLines } from '../fan-out/duty.ts'
import { mountRows, mountsLine } from '../mounts/document.ts'
import { reuseLines } from '../reuse/document.ts'
import {
  type ImageDocument,
  inlineDockerfile,
  type PlanDocument,
  type ServiceDocument,
} from './document.ts'

const afterWords: Readonly<Record<string, string>> = {
  started: 'started',
  healthy: 'healthy',
  completed: 'done',
}

export function renderPlan(plan: PlanDocument): string {
  const { commit, event, publish, engine } = plan
  const store = engine.containerdStore ? 'containerd' : 'classic'
  const lines = [
    `plan of ${plan.stack}`,
    `commit ${commit.sha ?? 'unknown'}: ${commit.reason}`,
    `  tree: ${commit.tree}`,
    `event ${event.name}${event.ref ? ` of ${event.ref}` : ''}${event.fork ? ', from a fork' : ''}`,
    `build ${count(plan.images.length, 'image')} with engine ${engine.version}, ${store} image store`,
    ...columns(plan.images.map(imageRow)),
    ...dutyLines(plan.duty),
    `builder ${plan.builder.name}: ${plan.builder.reason}`,
    ...spreadLines(plan),
    `cache ${plan.cache.kind}: ${plan.cache.reason}`,
    ...columns(plan.images.flatMap(cacheRows)),
    ...mountsLine(plan.cacheMounts),
    ...columns(mountRows(plan.cacheMounts)),
    `start ${count(plan.services.length, 'service')}`,
    ...columns(plan.services.map(serviceRow)),
    `check ${count(plan.checks.length, 'time')}${plan.share.kind === 'whole' ? '' : `: ${plan.share.reason}`}`,
    ...columns(plan.checks.map(({ name, request, where }) => [name, request, where ?? ''])),
    `push ${publish.push ? 'yes' : 'no'}: ${publish.reason}`,
    ...columns(tagRows(plan)),
    ...certificateLines(plan),
    ...promotionLines(plan),
    ...reuseLines(plan.reuse),
    ...(plan.lint.length > 0 ? [`lint ${count(plan.lint.length, 'warning')}`] : []),
    ...columns(
      plan.lint.map(({ rule, where, what, fix }) => [rule, where ?? '', `${what}; fix: ${fix}`]),
    ),
    ...(plan.notes.length > 0 ? ['notes'] : []),
    ...plan.notes.map(({ what, why }) => `  ${what}: ${why}`),
  ]
  return lines.join('\n')
}

function imageRow(image: ImageDocument): readonly string[] {
  const stage = image.target ? `, stage ${image.target}` : ''
  const users = image.services.length > 1 ? ` (${image.services.join(', ')})` : ''
  const names =
    image.repositories.length > 0 ? image.repositories.join(' ') : 'no name at a registry'
  return [`${image.image}${users}`, `${dockerfileOf(image)}${stage}`, `${names}: ${image.reason}`]
}

function dockerfileOf({ context, dockerfile }: ImageDocument): string {
  if (!isLocal(context)) return `${dockerfile} of ${context}`
  if (dockerfile === inlineDockerfile) return `inline Dockerfile in ${context}`
  const inside = context === '.' ? '' : `${context}/`
  return dockerfile.startsWith('/') ? dockerfile : `${inside}${dockerfile}`
}

function cacheRows({ image, cacheFrom, cacheTo }: ImageDocument): readonly (readonly string[])[] {
  return [
    ...cacheFrom.map((entry) => [image, 'from', entry]),
    ...cacheTo.map((entry) => [image, 'to', entry]),
  ]
}

function serviceRow(service: ServiceDocument): readonly string[] {
  const times = service.replicas === 1 ? '' : ` × ${service.replicas}`
  const runs = service.built ? `image ${service.built}` : (service.image ?? 'no image')
  const after = service.after.map(
    (one) => `${one.service} ${afterWords[one.condition] ?? one.condition}`,
  )
  const begin = service.besideBuild ? ['beside the build'] : []
  const when =
    after.length > 0 ? [...begin, `after ${after.join(', ')}`].join(', ') : (begin[0] ?? 'at once')
  return [`${service.service}${times}`, runs, when, `ready when ${service.ready}`]
}

const promotionWords: Readonly<Record<PlanDocument['promotion']['kind'], string>> = {
  no: 'no',
  try: 'if certified',
  trial: 'no, the whole trial instead',
  refuse: 'refused',
  promote: 'yes',
}

function spreadLines({ builder: { spread, nodes } }: PlanDocument): readonly string[] {
  const built = nodes.map(({ node, images }) => [node, images.join(', ') || 'nothing, in reserve'])
  return [...(spread === null ? [] : [`  ${spread}`]), ...columns(built)]
}

/** On a branch nobody expects one, so it is not told that there is none. */
function promotionLines({ promotion }: PlanDocument): readonly string[] {
  const { kind, reason, force, images } = promotion
  const back = force ? ['force: tags that move may go back'] : []
  if (kind === 'no') return back
  return [
    `promote ${promotionWords[kind]}: ${reason}`,
    ...columns(images.map(({ image, from, digest }) => [image, from, digest])),
    ...back,
  ]
}

/** Where nothing is pushed, there is nothing to put one beside. */
function certificateLines({ publish, certificate }: PlanDocument): readonly string[] {
  if (!publish.push) return []
  return [`certificate ${certificate.kind === 'none' ? 'no' : 'yes'}: ${certificate.reason}`]
}

/** Tags with the same name and reason for every image are one row. */
function tagRows({ images, publish }: PlanDocument): readonly (readonly string[])[] {
  if (!publish.push) return []
  const users = new Map<
    string,
    { readonly tag: ImageDocument['tags'][number]; readonly images: string[] }
  >()
  for (const { image, tags } of images) {
    for (const tag of tags) {
      const key = JSON.stringify(tag)
      const entry = users.get(key) ?? { tag, images: [] }
      entry.images.push(image)
      users.set(key, entry)
    }
  }
  return [...users.values()].map(({ tag, images: of }) => [
    tag.name,
    tag.kind,
    of.length === images.length ? 'all images' : of.join(', '),
    tag.reason,
  ])
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      if (index < row.length - 1) widths[index] = Math.max(widths[index] ?? 0, cell.length)
    }
  }
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd()}`,
  )
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
