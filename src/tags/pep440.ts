// Versions of Python projects: the grammar, the normal form and the order of PEP 440.

export interface Pep440 {
  readonly epoch: number
  readonly release: readonly number[]
  readonly pre?: readonly ['a' | 'b' | 'rc', number]
  readonly post?: number
  readonly dev?: number
  readonly local?: string
}

// Longer ones are no version anybody releases, and a text of unlimited length is never matched.
const longestVersion = 256

const grammar = new RegExp(
  [
    String.raw`^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)`,
    String.raw`(?:[-_.]?(?<letter>alpha|a|beta|b|preview|pre|c|rc)(?:[-_.]?(?<pre>\d+))?)?`,
    String.raw`(?:-(?<bare>\d+)|(?<post>[-_.]?(?:post|rev|r)(?:[-_.]?(?<number>\d+))?))?`,
    String.raw`(?<dev>[-_.]?dev(?:[-_.]?(?<devNumber>\d+))?)?`,
    String.raw`(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$`,
  ].join(''),
  'i',
)

export function parsePep440(text: string): Pep440 | undefined {
  if (text.length > longestVersion) return undefined
  const groups = grammar.exec(text.trim())?.groups
  if (groups === undefined) return undefined
  const { letter, bare, post, dev, local } = groups
  return {
    epoch: Number(groups['epoch'] ?? 0),
    release: (groups['release'] ?? '0').split('.').map(Number),
    ...(letter && { pre: [letterOf(letter), Number(groups['pre'] ?? 0)] as const }),
    ...((bare ?? post) !== undefined && { post: Number(bare ?? groups['number'] ?? 0) }),
    ...(dev !== undefined && { dev: Number(groups['devNumber'] ?? 0) }),
    ...(local && { local: local.toLowerCase().replaceAll(/[-_]/g, '.') }),
  }
}

function letterOf(word: string): 'a' | 'b' | 'rc' {
  const first = word[0]?.toLowerCase()
  if (first === 'a' || first === 'b') return first
  return 'rc'
}

export function renderPep440({ epoch, release, pre, post, dev, local }: Pep440): string {
  return [
    epoch > 0 ? `${epoch}!` : '',
    release.join('.'),
    pre?.join('') ?? '',
    post === undefined ? '' : `.post${post}`,
    dev === undefined ? '' : `.dev${dev}`,
    local === undefined ? '' : `+${local}`,
  ].join('')
}

export function isFinalPep440({ pre, post, dev }: Pep440): boolean {
  return pre === undefined && post === undefined && dev === undefined
}

/** Local versions are builds of one release: they have no order here. */
export function comparePep440(one: Pep440, other: Pep440): number {
  const [left, right] = [orderOf(one), orderOf(other)]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = compareNumbers(left[at] ?? 0, right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function compareNumbers(one: number, other: number): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

// The release counts as 1.2 = 1.2.0, so its numbers come padded to one length before the rest.
const releaseLength = 128

function orderOf({ epoch, release, pre, post, dev }: Pep440): readonly number[] {
  const padded = Array.from({ length: releaseLength }, (_, at) => release[at] ?? 0)
  return [epoch, ...padded, ...phase(pre, post, dev), post ?? -1, dev ?? Number.POSITIVE_INFINITY]
}

// 1.0.dev1 < 1.0a1.dev1 < 1.0a1 < 1.0b1 < 1.0rc1 < 1.0 < 1.0.post1
function phase(pre: Pep440['pre'], post?: number, dev?: number): readonly [number, number] {
  if (pre !== undefined) return [{ a: 1, b: 2, rc: 3 }[pre[0]], pre[1]]
  return dev !== undefined && post === undefined ? [0, 0] : [4, 0]
}
