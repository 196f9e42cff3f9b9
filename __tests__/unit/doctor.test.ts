import { beforeEach, describe, expect, test } from '@jest/globals'
import { type DoctorWorld, examine, renderFinding } from '../../src/doctor.ts'
import { TrialError } from '../../src/errors.ts'
import type { RegistryAnswer } from '../../src/world/world.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

let scripted: ScriptedWorld
let free: number | undefined
let user: string | undefined
beforeEach(() => {
  free = 40e9
  user = undefined
  scripted = new ScriptedWorld()
    .on(/^docker --version/, { stdout: 'Docker version 28.2.2, build e6534b4\n' })
    .on(/^docker buildx version/, { stdout: 'github.com/docker/buildx v0.29.1 abc\n' })
    .on(/^docker compose version/, { stdout: '2.40.3\n' })
    .on(/^docker info/, { stdout: '/var/lib/docker\n' })
    .on(/^git --version/, { stdout: 'git version 2.39.5\n' })
})

async function lines(registry?: string, change: Partial<DoctorWorld> = {}) {
  const world: DoctorWorld = {
    ...scripted.world,
    freeBytes: async () => free,
    userAt: async () => user,
    ...change,
  }
  return (await examine(registry, world)).map(renderFinding)
}

const lacking = async (registry?: string, change?: Partial<DoctorWorld>) =>
  (await lines(registry, change)).filter((line) => line.startsWith('✗'))

describe('the doctor', () => {
  test('finds everything where it is, one line each', async () => {
    expect(await lines()).toEqual([
      '✓ docker CLI 28.2.2',
      '✓ Docker Engine 28.0.0, containerd image store',
      '✓ buildx 0.29.1',
      '✓ Compose 2.40.3',
      '✓ git 2.39.5',
      '✓ 40.0 GB free in /var/lib/docker',
    ])
  })

  test.each([
    ['no buildx', /^docker buildx/, { exitCode: 1 }, 'buildx does not answer; install'],
    ['no Compose', /^docker compose/, { exitCode: 1 }, 'Compose does not answer; install'],
    ['an old Compose', /^docker compose/, { stdout: '2.20.0' }, 'Compose 2.20.0 is too old'],
    ['no git', /^git/, { exitCode: 127 }, 'git does not answer; install git'],
  ])('tells of %s, with a remedy', async (_, command, answer, told) => {
    scripted.on(command, answer)
    expect(await lacking()).toEqual([expect.stringContaining(told)])
  })

  test('tells of a program that is not there at all', async () => {
    const missing = new TrialError({
      stage: 'plan',
      class: 'infrastructure',
      code: 'ST-ENGINE',
      what: 'not found',
    })
    scripted.on(/^git/, () => Promise.reject(missing))
    expect(await lacking()).toEqual(['✗ git does not answer; install git'])
  })

  test('tells of an engine that does not answer, and of the rest all the same', async () => {
    scripted.engine.version = () =>
      Promise.reject(
        new TrialError({
          stage: 'plan',
          class: 'infrastructure',
          code: 'ST-ENGINE',
          what: 'the Docker Engine does not answer',
          why: 'ENOENT',
          fix: 'start Docker',
        }),
      )
    expect(await lacking()).toEqual(['✗ the Docker Engine does not answer: ENOENT; start Docker'])
    expect(await lines()).toHaveLength(6)
  })

  test('tells of an engine with the classic store', async () => {
    scripted.engine.version = async () => ({
      version: '28.0.0',
      containerdStore: false,
      platform: 'linux/amd64',
      insecureRegistries: [],
    })
    expect(await lacking()).toEqual([expect.stringContaining('daemon.json')])
  })

  test('tells of a disk that is nearly full, and measures none elsewhere', async () => {
    free = 1e9
    expect(await lacking()).toEqual([expect.stringMatching(/^✗ 1\.0 GB free.*prune/)])
    free = undefined
    expect(await lacking()).toEqual([])
  })

  const refused = { kind: 'refused', refusal: { status: 401, message: '401 denied' } } as const
  test.each<[string, string | undefined, RegistryAnswer<never>, string]>([
    ['that asks for no login', undefined, { kind: 'absent' }, '✓ r.io, which asks for no login'],
    ['with a login', 'me', refused, '✓ r.io with a login as me'],
    [
      'without the login that it asks for',
      undefined,
      refused,
      '✗ r.io asks for a login: 401 denied; run docker login r.io, or set username and password',
    ],
    [
      'that is not there',
      'me',
      { kind: 'unreachable', reason: 'ENOTFOUND' },
      '✗ r.io is not reached: ENOTFOUND; check its name and the network',
    ],
  ])('looks at a registry %s', async (_, name, answer, told) => {
    user = name
    const registry = { ...scripted.world.registry, manifest: async () => answer }
    expect((await lines('r.io', { registry })).at(-1)).toBe(told)
  })
})
