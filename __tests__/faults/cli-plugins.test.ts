// Where docker would find its plugins, and that they are run as docker runs them.
import { symlinkSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { findPlugin } from '../../src/io/cli-plugins.ts'
import { ProgramFolder } from '../support/programs.ts'

let folder: ProgramFolder
beforeEach(() => {
  folder = new ProgramFolder()
})
afterEach(() => folder.remove())

const tells = `
const { argv, env } = process
console.log(JSON.stringify([argv[1].split('/').at(-1), ...argv.slice(2), env.DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND ?? '']))`

async function ran(argv: readonly string[], env: Readonly<Record<string, string>>) {
  const runner = folder.runner({ env: { PATH: folder.path('bin'), ...env } })
  const { stdout } = await runner.run({ program: 'docker', argv }, { timeoutMs: 20_000 })
  return JSON.parse(stdout) as readonly string[]
}

describe('a plugin of docker', () => {
  beforeEach(() => {
    folder.program(tells)
    folder.program(tells, 'home/.docker/cli-plugins/docker-compose')
  })

  test('is run as docker runs it, without docker', async () => {
    const env = { HOME: folder.path('home') }
    expect(await ran(['compose', 'config'], env)).toEqual([
      'docker-compose',
      'compose',
      'config',
      folder.path('bin/docker'),
    ])
  })

  test('that is not there is left to docker, like all that is no plugin', async () => {
    const env = { DOCKER_CONFIG: folder.path('home/.docker') }
    expect(await ran(['run', 'x'], env)).toEqual(['docker', 'run', 'x', ''])
    expect(findPlugin('none', env, [])).toBeUndefined()
  })

  test('is left to docker where its config names more folders, or does not say where it is', () => {
    const config = folder.path('home/.docker')
    expect(findPlugin('compose', { DOCKER_CONFIG: config }, [])).toBe(
      `${config}/cli-plugins/docker-compose`,
    )
    expect(findPlugin('compose', { DOCKER_CONFIG: '.docker' }, [])).toBeUndefined()
    expect(findPlugin('compose', {}, [])).toBeUndefined()
    folder.program('', 'home/.docker/config.json')
    expect(findPlugin('compose', { DOCKER_CONFIG: config }, [])).toBeDefined()
    folder.program('{"cliPluginsExtraDirs":["/opt"]}', 'home/.docker/config.json')
    expect(findPlugin('compose', { DOCKER_CONFIG: config }, [])).toBeUndefined()
  })

  test('from the workspace is never run by us', () => {
    const config = folder.path('home/.docker')
    expect(findPlugin('compose', { DOCKER_CONFIG: config }, [folder.root])).toBeUndefined()
    const workspace = folder.path('link')
    symlinkSync(folder.root, workspace)
    expect(findPlugin('compose', { DOCKER_CONFIG: config }, [workspace])).toBeUndefined()
  })
})
