// Which program a name means: never one that a pull request can have put there.
import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** The first executable of PATH that no pull request can have put there. */
export function findProgram(
  name: string,
  searchPath: string,
  untrusted: readonly string[],
): string | undefined {
  return trustedFolders(searchPath, untrusted)
    .map((folder) => path.join(folder, name))
    .find(isProgram)
}

/**
 * For docker and git, which look in PATH themselves for plugins, credential helpers, ssh and git: npx
 * and npm scripts put node_modules/.bin first.
 */
export function toolEnvironment<Env extends Environment>(
  env: Env,
  untrusted: readonly string[],
): Env {
  const { PATH } = env
  if (PATH === undefined) return env
  return { ...env, PATH: trustedFolders(PATH, untrusted).join(path.delimiter) }
}

function trustedFolders(searchPath: string, untrusted: readonly string[]): readonly string[] {
  return searchPath
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .filter((folder) => !isBelowAny(folder, untrusted))
}

export function isBelowAny(place: string, folders: readonly string[]): boolean {
  const real = realPath(place)
  return folders.some((folder) => isBelow(real, realPath(folder)))
}

export function isProgram(candidate: string): boolean {
  try {
    accessSync(candidate, constants.X_OK)
    return statSync(candidate).isFile() // a folder may be "executed" too
  } catch {
    return false // not here or not executable: the next folder may have it
  }
}

/** Links resolved: a workspace has more than one name where its path holds a link. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return path.resolve(folder) // not there: nothing in it can be run either
  }
}

function isBelow(folder: string, root: string): boolean {
  const relative = path.relative(root, folder)
  const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`)
  return !isOutside && !path.isAbsolute(relative)
}
