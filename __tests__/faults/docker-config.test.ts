// Logins of a run beside those of the user, with real files and credential helpers in a PATH of ours.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { DockerConfig, type DockerConfigOptions } from '../../src/io/docker-config.ts'
import type { Credentials } from '../../src/publish/credentials.ts'
import { ProgramFolder } from '../support/programs.ts'

const me = { username: 'me', password: 'secret' }
let programs: ProgramFolder

beforeEach(() => {
  programs = new ProgramFolder()
  mkdirSync(programs.path('home/.docker'), { recursive: true })
})
afterEach(() => programs.remove())

function write(config: unknown): string {
  const text = typeof config === 'string' ? config : JSON.stringify(config)
  writeFileSync(programs.path('home/.docker/config.json'), text)
  return text
}

function configOf(
  logins: Readonly<Record<string, Credentials>> = {},
  options: Partial<DockerConfigOptions> = {},
): DockerConfig {
  return new DockerConfig({
    env: { HOME: programs.path('home'), PATH: programs.path('bin') },
    untrusted: [],
    folder: programs.path('run/docker'),
    logins: new Map(Object.entries(logins)),
    ...options,
  })
}

const modeOf = (file: string) => (statSync(programs.path(file)).mode & 0o777).toString(8)

describe('a run with a login of its own', () => {
  test('has a config that nobody else can read', async () => {
    await configOf({ 'ghcr.io': me }).prepare()
    expect(modeOf('run/docker')).toBe('700')
    expect(modeOf('run/docker/config.json')).toBe('600')
  })

  test('leaves the config of the user as it is, byte for byte', async () => {
    const before = write('{ "auths": {},  "currentContext":"far" }\n')
    await configOf({ 'ghcr.io': me }).prepare()
    expect(programs.read('home/.docker/config.json')).toBe(before)
    expect(readdirSync(programs.path('home/.docker'))).toEqual(['config.json'])
  })

  test('still shows the contexts and plugins of the user, and their settings', async () => {
    write({ currentContext: 'far', auths: { 'quay.io': { auth: 'eDp5' } } })
    for (const name of ['contexts', 'cli-plugins', 'buildx']) {
      mkdirSync(programs.path(`home/.docker/${name}`))
      writeFileSync(programs.path(`home/.docker/${name}/one`), name)
    }
    const config = configOf({ 'ghcr.io': me })
    await config.prepare()
    expect(programs.read('run/docker/contexts/one')).toBe('contexts')
    expect(programs.read('run/docker/cli-plugins/one')).toBe('cli-plugins')
    const made = JSON.parse(programs.read('run/docker/config.json')) as Record<string, unknown>
    expect(made).toMatchObject({ currentContext: 'far', auths: { 'quay.io': { auth: 'eDp5' } } })
    expect(config.environment()).toEqual({
      DOCKER_CONFIG: programs.path('run/docker'),
      BUILDX_CONFIG: programs.path('home/.docker/buildx'),
    })
    expect(existsSync(programs.path('run/docker/buildx'))).toBe(false)
  })

  test('takes nothing of the user away when its folder goes', async () => {
    mkdirSync(programs.path('home/.docker/contexts'))
    await configOf({ 'ghcr.io': me }).prepare()
    expect(lstatSync(programs.path('run/docker/contexts')).isSymbolicLink()).toBe(true)
  })

  test('takes the folder that DOCKER_CONFIG names for the user’s own', async () => {
    mkdirSync(programs.path('given/contexts'), { recursive: true })
    const env = { HOME: programs.path('home'), DOCKER_CONFIG: programs.path('given'), PATH: '' }
    await configOf({ 'ghcr.io': me }, { env }).prepare()
    expect(readdirSync(programs.path('run/docker')).sort()).toEqual(['config.json', 'contexts'])
  })

  test.each([
    ['is missing', undefined],
    ['is no JSON', '{'],
    ['is null', 'null'],
    ['is a list', '[]'],
  ])('works where the config of the user %s', async (_, text) => {
    if (text !== undefined) write(text)
    const config = configOf({ 'ghcr.io': me })
    await config.prepare()
    expect(await config.credentialsFor('ghcr.io')).toEqual(me)
    expect(await config.credentialsFor('quay.io')).toBeUndefined()
    expect(JSON.parse(programs.read('run/docker/config.json'))).toMatchObject({
      auths: { 'ghcr.io': { auth: Buffer.from('me:secret').toString('base64') } },
    })
  })
})

test('a run without a login of its own makes no config and changes no environment', async () => {
  const config = configOf()
  await config.prepare()
  expect(config.environment()).toEqual({})
  expect(existsSync(programs.path('run'))).toBe(false)
})

test('a login that was made before the run is found', async () => {
  write({ auths: { 'ghcr.io': { auth: Buffer.from('me:secret').toString('base64') } } })
  expect(await configOf().credentialsFor('ghcr.io')).toEqual(me)
})

describe('a credential helper', () => {
  const answering = (answer: string): string => `
    const fs = require('node:fs')
    const server = fs.readFileSync(0, 'utf8')
    fs.appendFileSync('${programs.path('asked')}', process.argv[2] + ' ' + server + '\\n')
    ${answer}`
  const helper = (script: string, name = 'bin/docker-credential-mine') =>
    programs.program(script, name)

  beforeEach(() => {
    write({ credHelpers: { 'ghcr.io': 'mine', 'quay.io': '../bin/docker-credential-mine' } })
  })

  test('is asked by the protocol of Docker', async () => {
    helper(answering(`console.log(JSON.stringify({ Username: 'me', Secret: 'secret' }))`))
    expect(await configOf().credentialsFor('ghcr.io')).toEqual(me)
    expect(programs.read('asked')).toBe('get ghcr.io\n')
  })

  test('is asked once for all pushes that begin together', async () => {
    helper(answering(`console.log(JSON.stringify({ Username: 'me', Secret: 'secret' }))`))
    const config = configOf()
    const pushes = Array.from({ length: 3 }, () => config.credentialsFor('ghcr.io'))
    expect(await Promise.all(pushes)).toEqual([me, me, me])
    expect(programs.read('asked')).toBe('get ghcr.io\n')
  })

  test('may give a token instead of a password', async () => {
    helper(answering(`console.log(JSON.stringify({ Username: '<token>', Secret: 'refresh' }))`))
    const found = await configOf().credentialsFor('ghcr.io')
    expect(found).toMatchObject({ identityToken: 'refresh' })
  })

  test.each([
    ['knows nothing', `console.log('credentials not found in native keychain'); process.exit(1)`],
    ['says nothing', ''],
    ['talks', `console.log('hello')`],
    ['says null', `console.log('null')`],
    ['gives no secret', `console.log('{"Username":"me"}')`],
    ['fails with an answer', `console.log('{"Username":"me","Secret":"x"}'); process.exit(2)`],
    ['writes much to its error output', `process.stderr.write('x'.repeat(1e6)); process.exit(1)`],
  ])('that %s knows no login', async (_, script) => {
    helper(answering(script))
    expect(await configOf().credentialsFor('ghcr.io')).toBeUndefined()
  })

  test('that reads no input is understood all the same', async () => {
    helper(`console.log(JSON.stringify({ Username: 'me', Secret: 'secret' }))`)
    expect(await configOf().credentialsFor('ghcr.io')).toEqual(me)
  })

  test('that is missing, or named by a path, is no login', async () => {
    expect(await configOf().credentialsFor('ghcr.io')).toBeUndefined()
    helper(answering(`console.log(JSON.stringify({ Username: 'me', Secret: 'secret' }))`))
    expect(await configOf().credentialsFor('quay.io')).toBeUndefined()
    expect(existsSync(programs.path('asked'))).toBe(false)
  })

  test('below the workspace is never run, by whatever path', async () => {
    const script = answering(`console.log(JSON.stringify({ Username: 'me', Secret: 'secret' }))`)
    helper(script, 'workspace/bin/docker-credential-mine')
    symlinkSync(programs.path('workspace'), programs.path('other'))
    for (const folder of ['workspace/bin', 'other/bin']) {
      const env = { HOME: programs.path('home'), PATH: programs.path(folder) }
      const config = configOf({}, { env, untrusted: [programs.path('workspace')] })
      expect(await config.credentialsFor('ghcr.io')).toBeUndefined()
    }
    expect(existsSync(programs.path('asked'))).toBe(false)
  })

  test('that hangs, or leaves a child that does, is not waited for', async () => {
    const child = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 3000)'], { stdio: 'inherit', detached: true }).unref()`
    for (const script of [`process.on('SIGTERM', () => {}); setTimeout(() => {}, 20000)`, child]) {
      helper(script)
      const config = configOf({}, { helperTimeoutMs: 500 })
      expect(await config.credentialsFor('ghcr.io')).toBeUndefined()
    }
  }, 4000)
})
