// What git prints, read: the commit object and the refs.

export interface HeadCommit {
  readonly tree: string
  readonly parents: readonly string[]
  /** ISO 8601, in the time zone of whoever committed. */
  readonly commitDate: string
}

/**
 * Reads the object itself, as `cat-file commit` prints it: in a shallow clone every other command
 * says that it has no parents.
 */
export function parseCommit(object: string): HeadCommit | undefined {
  const [header = ''] = object.split('\n\n') // the message follows, which anyone may write
  const [, tree] = /^tree ([0-9a-f]+)$/m.exec(header) ?? []
  if (tree === undefined) return undefined
  const [, seconds, zone] = /^committer .* (\d+) ([+-]\d{4})$/m.exec(header) ?? []
  return {
    tree,
    parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent),
    commitDate: dateIn(Number(seconds), zone),
  }
}

/** As git writes it in strict ISO 8601; nothing where the object has no date, or one beyond all calendars. */
function dateIn(seconds: number, zone = '+0000'): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const local = new Date((seconds + offset * 60) * 1000)
  if (Number.isNaN(local.getTime())) return ''
  return `${local.toISOString().slice(0, -'.000Z'.length)}${sign}${hours}:${minutes}`
}

/** For `for-each-ref`: the name, what it points at, what an annotated tag is about, and another name. */
export const refFormat = '%(refname) %(objectname) %(*objectname) %(symref)'

export interface Refs {
  readonly tags: readonly string[]
  readonly tagsAtHead: readonly string[]
  readonly defaultBranch?: string
}

export function parseRefs(text: string, sha: string): Refs {
  const lines = text.split('\n').map((line) => line.split(' '))
  const tags = lines.flatMap(([name = '', ...objects]) => {
    const tag = /^refs\/tags\/(.+)$/.exec(name)?.[1]
    return tag === undefined ? [] : [{ tag, atHead: objects.slice(0, 2).includes(sha) }]
  })
  const symbolic = lines.find(([name]) => name === 'refs/remotes/origin/HEAD')?.[3]
  const defaultBranch = /^refs\/remotes\/origin\/(.+)$/.exec(symbolic ?? '')?.[1]
  return {
    tags: tags.map(({ tag }) => tag),
    tagsAtHead: tags.filter(({ atHead }) => atHead).map(({ tag }) => tag),
    ...(defaultBranch !== undefined && { defaultBranch }),
  }
}

/** For `rev-parse`, which answers one after the other, and ends at the first that it can't. */
export const checkoutQuestions = [
  'HEAD',
  '--is-shallow-repository',
  ...['--symbolic-full-name', 'HEAD'],
  '--show-toplevel',
]

export interface Checkout {
  readonly sha?: string
  readonly shallow: boolean
  readonly branch?: string
  /** None where the repository is bare. */
  readonly root?: string
}

export function parseCheckout(text: string): Checkout {
  const [first = '', shallow, head = '', ...root] = text.split('\n')
  const sha = /^[0-9a-f]+$/.exec(first)?.[0]
  const branch = /^refs\/heads\/(.+)$/.exec(head)?.[1]
  return {
    ...(sha !== undefined && { sha }),
    shallow: shallow === 'true',
    ...(branch !== undefined && { branch }),
    ...(root.length > 0 && { root: root.join('\n') }),
  }
}
