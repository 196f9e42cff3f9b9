import {
  access,
  mkdir,
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
