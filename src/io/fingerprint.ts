// One hash over all that lies in a folder, as a build or a container would see it: names, modes, content.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import path from 'node:path'
import type { Fingerprint, LeftOut } from '../world/files.ts'

/** More takes longer to read than a trial is worth waiting for. */
const mostFiles = 50_000
const mostBytes = 1024 ** 3
/** Read at once; a larger file in pieces. */
const smallBytes = 1024 ** 2
const atOnce = 16
/** What BuildKit and Docker carry over of a mode. */
const modeBits = 0o7777

interface Found {
  readonly relative: string
  readonly kind: 'file' | 'folder' | 'link'
  readonly mode: number
  readonly bytes: number
}

class Unknown extends Error {}

export async function fingerprintOf(root: string, leftOut: LeftOut): Promise<Fingerprint> {
  try {
    const found = await walk(root, leftOut)
    const lines = await inTurns(found, (one) => lineOf(root, one))
    const digest = createHash('sha256').update(lines.join('\n')).digest('hex')
    return { kind: 'known', digest: `sha256:${digest}` }
  } catch (error) {
    const { code, path: where = root } = error as NodeJS.ErrnoException
    if (error instanceof Unknown) return { kind: 'unknown', why: error.message }
    if (code === undefined) throw error
    return { kind: 'unknown', why: `${where} can't be read (${code})` }
  }
}

async function walk(root: string, leftOut: LeftOut): Promise<readonly Found[]> {
  const found: Found[] = []
  let bytes = 0
  const open = ['']
  for (let relative = open.pop(); relative !== undefined; relative = open.pop()) {
    const left = relative === '' ? 'no' : leftOut(relative)
    if (left === 'with all in it') continue
    const one = await look(root, relative)
    if (left === 'no') {
      found.push(one)
      bytes += one.bytes
    }
    if (found.length > mostFiles) throw new Unknown(`${root} has more than ${mostFiles} files`)
    if (bytes > mostBytes) throw new Unknown(`${root} has more than ${mostBytes / 1024 ** 2} MB`)
    if (one.kind !== 'folder') continue
    for (const name of await readdir(path.join(root, relative))) {
      open.push(relative === '' ? name : `${relative}/${name}`)
    }
  }
  return found.toSorted((one, other) => (one.relative < other.relative ? -1 : 1))
}

async function look(root: string, relative: string): Promise<Found> {
  const about = await lstat(path.join(root, relative))
  const mode = about.mode & modeBits
  if (about.isDirectory()) return { relative, kind: 'folder', mode, bytes: 0 }
  if (about.isSymbolicLink()) return { relative, kind: 'link', mode: 0, bytes: 0 }
  if (about.isFile()) return { relative, kind: 'file', mode, bytes: about.size }
  throw new Unknown(`${path.join(root, relative)} is neither a file nor a folder`)
}

async function lineOf(root: string, { relative, kind, mode, bytes }: Found): Promise<string> {
  const file = path.join(root, relative)
  const content =
    kind === 'link' ? await readlink(file) : kind === 'file' ? await digestOf(file, bytes) : ''
  return JSON.stringify([relative, kind, mode.toString(8), content])
}

async function digestOf(file: string, bytes: number): Promise<string> {
  const hash = createHash('sha256')
  if (bytes <= smallBytes) hash.update(await readFile(file))
  else for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at]
      if (item !== undefined) results[at] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
