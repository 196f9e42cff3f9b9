// Which engine is meant, from the environment and the contexts of the docker CLI.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { addressOf } from '../../src/io/engine-address.ts'

const none = { DOCKER_CONFIG: '/nowhere' }

function withContext(
  name: string,
  host: string,
  options: { tls: boolean; current: boolean },
): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-contexts-'))
  const hash = createHash('sha256').update(name).digest('hex')
  const meta = path.join(folder, 'contexts/meta', hash)
  mkdirSync(meta, { recursive: true })
  writeFileSync(
    path.join(meta, 'meta.json'),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }),
  )
  if (options.tls) mkdirSync(path.join(folder, 'contexts/tls', hash, 'docker'), { recursive: true })
  if (options.current) {
    writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ currentContext: name }))
  }
  return folder
}

describe('the engine', () => {
  test.each([
    [
      'is the local socket by default',
      {},
      'localhost',
      { kind: 'socket', path: '/var/run/docker.sock' },
    ],
    [
      'is a socket by DOCKER_HOST',
      { DOCKER_HOST: 'unix:///run/user/1000/docker.sock' },
      'localhost',
      { kind: 'socket', path: '/run/user/1000/docker.sock' },
    ],
    [
      'is another host by TCP',
      { DOCKER_HOST: 'tcp://10.0.0.5:2376' },
      '10.0.0.5',
      { kind: 'tcp', port: 2376 },
    ],
    [
      'has a port by default',
      { DOCKER_HOST: 'tcp://engine' },
      'engine',
      { kind: 'tcp', port: 2375 },
    ],
    [
      'may have an IPv6 address',
      { DOCKER_HOST: 'tcp://[fd00::5]:2375' },
      '[fd00::5]',
      { kind: 'tcp', port: 2375 },
    ],
    ['is dialled by SSH', { DOCKER_HOST: 'ssh://pilot@engine:2222' }, 'engine', { kind: 'dial' }],
    [
      'is dialled with TLS',
      { DOCKER_HOST: 'tcp://engine:2376', DOCKER_TLS_VERIFY: '1' },
      'engine',
      { kind: 'dial' },
    ],
  ])('%s', (_, env, hostname, way) => {
    const PATH = process.env['PATH'] ?? ''
    expect(addressOf({ ...none, PATH, ...env }, [])).toMatchObject({ hostname, way })
  })

  test.each([
    ['that is in use', { current: true }, {}],
    ['that DOCKER_CONTEXT names', { current: false }, { DOCKER_CONTEXT: 'far' }],
  ])('is that of the context %s', (_, { current }, env) => {
    const DOCKER_CONFIG = withContext('far', 'tcp://10.1.1.1:2375', { tls: false, current })
    expect(addressOf({ DOCKER_CONFIG, ...env }, [])).toMatchObject({ hostname: '10.1.1.1' })
  })

  test('is dialled where the context brings certificates', () => {
    const DOCKER_CONFIG = withContext('far', 'tcp://10.1.1.1:2376', { tls: true, current: true })
    const PATH = process.env['PATH'] ?? ''
    expect(addressOf({ DOCKER_CONFIG, PATH }, []).way.kind).toBe('dial')
  })

  test('is that of DOCKER_HOST although a context is in use', () => {
    const DOCKER_CONFIG = withContext('far', 'tcp://10.1.1.1:2375', { tls: false, current: true })
    expect(addressOf({ DOCKER_CONFIG, DOCKER_HOST: 'tcp://near' }, []).hostname).toBe('near')
  })

  test.each([
    ['a context that is not there', { DOCKER_CONTEXT: 'nothing' }, /context nothing/],
    ['an address that is none', { DOCKER_HOST: 'somewhere' }, /somewhere/],
    [
      'SSH without a docker program',
      { DOCKER_HOST: 'ssh://engine', PATH: '/nowhere' },
      /docker program/,
    ],
  ])('can not be %s', (_, env, message) => {
    expect(() => addressOf({ ...none, ...env }, [])).toThrow(message)
  })
})
