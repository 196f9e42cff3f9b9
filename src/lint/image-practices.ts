// What a Dockerfile says of the image that it makes.
import { type Escape, type Instruction, rawWords, unquoted } from '../compose/instructions.ts'
import { readMountFlags } from '../mounts/flags.ts'
import type { BuiltFile, Stage } from './built.ts'
import type { Breach } from './practices.ts'

export function judgeBuilt(file: BuiltFile): readonly Breach[] {
  return [...unpinnedBases(file), ...rootUser(file), ...buildTools(file), ...wholeFolder(file)]
}

/** An image that is named in a FROM, or whose files a stage takes. */
interface Named {
  readonly image: string
  readonly by: Instruction
  readonly as: 'base image' | 'image'
}

function unpinnedBases({ stages, escape: mark, service, placeOf }: BuiltFile): readonly Breach[] {
  const named = stages.flatMap(({ base, below, from, instructions }, at): readonly Named[] => {
    const earlier = stages.slice(0, at).flatMap(({ name }) => name ?? [])
    const taken = instructions.flatMap((by) =>
      sourcesOf(by, mark)
        .filter((source) => !/^\d+$/.test(source) && !earlier.includes(source.toLowerCase()))
        .map((image): Named => ({ image, by, as: 'image' })),
    )
    if (base === undefined || below) return taken
    return [{ image: base, by: from, as: 'base image' }, ...taken]
  })
  return named.flatMap(({ image, by, as }) => {
    if (image === 'scratch' || image.includes('@') || service.build.contexts.has(image)) return []
    const tag = /:([^/]*)$/.exec(image)?.[1]
    if (tag !== undefined && tag !== 'latest') return []
    return {
      rule: 'unpinned-base',
      at: placeOf(by),
      what: `the ${as} ${image} is another one whenever its owner likes`,
      fix: `write the tag of a version, or a digest${tag === undefined ? ', behind its name' : ', in place of latest'}`,
    }
  })
}

/** Stages or images of which an instruction takes files; a variable may be any. */
function sourcesOf({ word, rest }: Instruction, mark: Escape): readonly string[] {
  const asWritten = (text: string) => (text.includes('$') ? undefined : text)
  if (word === 'RUN') return readMountFlags(rest, asWritten, mark).sources
  if (word !== 'COPY') return []
  const words = rawWords(rest, mark)
  const flags = words.slice(
    0,
    words.findIndex((one) => !one.startsWith('--')),
  )
  return flags.flatMap((flag) => {
    const [, source] = /^--from=(.+)$/s.exec(unquoted(flag, mark)) ?? []
    return source === undefined ? [] : (asWritten(source) ?? [])
  })
}

/** They begin as root and hand their work to a user of their own. */
const handingOver = `nginx httpd postgres postgis mysql mariadb mongo redis valkey rabbitmq`.split(
  ' ',
)
const unprivileged = /nonroot|unprivileged|rootless/

function rootUser({ chain, escape: mark, service, placeOf }: BuiltFile): readonly Breach[] {
  const [final] = chain
  const rule = 'root-user'
  const fix = 'write USER with a user of its own behind what needs root'
  if (final === undefined || (service.user !== undefined && !isRoot(service.user))) return []
  const user = lastIn(chain, 'USER')
  if (user) {
    if (!isRoot(unquoted(user.rest.trim(), mark))) return []
    return [{ rule, fix, at: placeOf(user), what: 'the image runs as root' }]
  }
  const base = chain.at(-1)?.base
  if (base === undefined || unprivileged.test(base) || handingOver.includes(lastPart(base)))
    return []
  if (service.build.contexts.has(base)) return []
  const what =
    base === 'scratch'
      ? 'the image runs as root'
      : `the image runs as root, unless ${base} has a user`
  return [{ rule, fix, at: placeOf(final.from), what: `${what}: it has no USER` }]
}

function isRoot(user: string): boolean {
  return ['root', '0'].includes(user.split(':', 1)[0] ?? '')
}

/** `registry:5000/team/nginx:1` → `nginx`. */
function lastPart(image: string): string {
  return (image.split('/').at(-1) ?? '').replace(/[:@].*$/s, '')
}

function lastIn(chain: readonly Stage[], word: string): Instruction | undefined {
  for (const { instructions } of chain) {
    const found = instructions.findLast((one) => one.word === word)
    if (found) return found
  }
  return undefined
}

/** Any HEALTHCHECK, NONE too: that is a decision. */
export function hasHealthcheck({ chain }: BuiltFile): boolean {
  return lastIn(chain, 'HEALTHCHECK') !== undefined
}

const installers = ['apt-get', 'apt', 'apk', 'dnf', 'microdnf', 'yum', 'zypper']
const tools =
  /^(?:gcc|g\+\+|clang|make|cmake|build-essential|build-base|autoconf|automake|golang|golang-go|rustc|cargo|[a-z0-9.+_-]+-dev(?:el)?)(?:=.*)?$/
/** In the same layer as they came in, so that the image has none of them. */
const removal = /\b(?:purge|autoremove|remove|erase|apk +del)\b/

function buildTools({ chain, placeOf }: BuiltFile): readonly Breach[] {
  return chain.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => {
      const found = instruction.word === 'RUN' ? installedTools(instruction.rest) : []
      if (found.length === 0) return []
      return {
        rule: 'build-tools',
        at: placeOf(instruction),
        what: `the image has ${found.join(', ')} in it`,
        fix: 'install it in a stage of its own, and COPY --from it what it makes',
      }
    }),
  )
}

function installedTools(command: string): readonly string[] {
  if (removal.test(command)) return []
  const found = command.split(/[;&|]+/).flatMap((part) => {
    const words = part.split(/\s+/)
    const installer = words.findIndex((word) => installers.includes(word))
    const verb = words.findIndex((word, at) => at > installer && /^(?:install|add|in)$/.test(word))
    return installer < 0 || verb < 0 ? [] : words.slice(verb + 1).filter((word) => tools.test(word))
  })
  return [...new Set(found)]
}

const wholes = ['.', './', '*', './*', '/']

function wholeFolder({
  stages,
  escape: mark,
  ignoresNothing,
  placeOf,
}: BuiltFile): readonly Breach[] {
  if (!ignoresNothing) return []
  return stages.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => {
      const { word, rest } = instruction
      if (word !== 'COPY' && word !== 'ADD') return []
      const words = rawWords(rest, mark)
      if (words.some((one) => one.startsWith('--from='))) return []
      const paths = words.filter((one) => !one.startsWith('--'))
      const plain = paths.map((one) => one.replace(/^\[?"?|"?,?\]?$/g, ''))
      if (!plain.slice(0, -1).some((one) => wholes.includes(one))) return []
      return {
        rule: 'no-dockerignore',
        at: placeOf(instruction),
        what: `${word} takes the whole folder, and no .dockerignore keeps anything out`,
        fix: 'add a .dockerignore with .git, .env and what is built or installed on a laptop',
      }
    }),
  )
}
