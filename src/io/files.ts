import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Files } from '../world.ts'

/**
 * Files as seen from one working directory, named as seen from the folder that the user looks from.
 * What we write is for the user's eyes only (0600).
 */
export function diskFiles(workdir: string, shownFrom = workdir): Files {
  const absolute = (file: string): string => path.resolve(workdir, file)
  return {
    read: (file) => readFile(absolute(file), 'utf8'),
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
    absolute: (shown) => path.resolve(shownFrom, shown),
    shown(file) {
      const relative = path.relative(shownFrom, absolute(file))
      return relative.startsWith('..') || path.isAbsolute(relative) ? absolute(file) : relative
    },
  }
}
