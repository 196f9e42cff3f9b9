import {
  access,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises'
import path from 'node:path'
import type { Files } from '../world/world.ts'
import { fingerprintOf } from './fingerprint.ts'

/** No text that we read comes near; a Compose file may name any path, also one that never ends. */
const maxBytes = 32 * 1024 * 1024

async function readBounded(file: string): Promise<Buffer> {
  const about = await stat(file)
  if (!about.isFile()) throw new Error('it is not a regular file')
  if (about.size > maxBytes) {
    throw new Error(`it has ${about.size} bytes, more than the ${maxBytes} allowed`)
  }
  return await readFile(file)
}

/** Deeper lies what tools have made, and more folders than these no project has by hand. */
const deepest = 5
const mostFolders = 2000
const passedOver = /^(?:\..*|node_modules|vendor)$/

async function findBelow(root: string, name: RegExp): Promise<readonly string[]> {
  const found: string[] = []
  let level = ['']
  let visited = 0
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const below: string[] = []
    for (const folder of level.slice(0, mostFolders - visited)) {
      // A folder that may not be read holds nothing that a build could read.
      const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(
        () => [],
      )
      for (const entry of entries) {
        const inside = path.join(folder, entry.name)
        if (entry.isFile() && name.test(entry.name)) found.push(inside)
        if (entry.isDirectory() && !passedOver.test(entry.name)) below.push(inside)
      }
    }
    visited += level.length
    level = below
  }
  return found.sort()
}

/**
 * Files as seen from one working directory, named as seen from the folder that the user looks from.
 * What we write is for the user's eyes only (0600).
 */
export function diskFiles(workdir: string, shownFrom = workdir): Files {
  const absolute = (file: string): string => path.resolve(workdir, file)
  return {
    read: async (file) => (await readBounded(absolute(file))).toString(),
    readBytes: (file) => readBounded(absolute(file)),
    exists: (file) =>
      access(absolute(file)).then(
        () => true,
        () => false,
      ),
    fingerprint: (file, leftOut) => fingerprintOf(absolute(file), leftOut),
    find: (folder, name) => findBelow(absolute(folder), name),
    async write(file, content) {
      await mkdir(path.dirname(absolute(file)), { recursive: true, mode: 0o700 })
      await writeFile(absolute(file), content, { mode: 0o600 })
    },
    removeFolder: (folder) => rm(absolute(folder), { recursive: true, force: true, maxRetries: 2 }),
    async replaceFolder(fresh, used) {
      await rm(absolute(used), { recursive: true, force: true, maxRetries: 2 })
      await rename(absolute(fresh), absolute(used))
    },
    // What is not there yet is what it is called.
    real: (file) => realpath(absolute(file)).catch(() => absolute(file)),
    absolute: (shown) => path.resolve(shownFrom, shown),
    shown(file) {
      const relative = path.relative(shownFrom, absolute(file))
      return relative.startsWith('..') || path.isAbsolute(relative) ? absolute(file) : relative
    },
  }
}

/** Of the disk on which a folder lies; undefined where there is no such folder here. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  const found = await statfs(folder).catch(() => undefined) // the engine may be on another machine
  return found && found.bavail * found.bsize
}
