// Compose and Buildx are plugins of docker, which has each one describe itself by a process of its own
// before it runs it by another: half of the time that a short command takes. So they are found where
// docker finds them, and run as it runs them.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isBelowAny, isProgram } from './programs.ts'

type Environment = Readonly<Record<string, string | undefined>>

const systemFolders = ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec']

/** Undefined where only docker itself can tell which one it would run. */
export function findPlugin(
  name: string,
  env: Environment,
  untrusted: readonly string[],
): string | undefined {
  const { DOCKER_CONFIG: given, HOME: home } = env
  const config = given || (home && path.join(home, '.docker'))
  if (!config || !path.isAbsolute(config) || namesFolders(config)) return undefined
  const system = systemFolders.map((folder) => path.join(folder, 'docker/cli-plugins'))
  const found = [path.join(config, 'cli-plugins'), ...system]
    .map((folder) => path.join(folder, `docker-${name}`))
    .find(isProgram)
  return found !== undefined && !isBelowAny(found, untrusted) ? found : undefined
}

/** The user's config may name more folders with plugins. */
function namesFolders(config: string): boolean {
  try {
    return readFileSync(path.join(config, 'config.json'), 'utf8').includes('cliPluginsExtraDirs')
  } catch {
    return false // no config
  }
}
