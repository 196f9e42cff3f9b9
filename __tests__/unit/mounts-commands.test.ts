import { describe, expect, test } from '@jest/globals'
import {
  drainCommand,
  fillCommand,
  filledBefore,
  lacksTools,
  type MountWays,
  parseAccount,
  whyBroken,
} from '../../src/mounts/commands.ts'
import type { FoundMount } from '../../src/mounts/find.ts'

const mount: FoundMount = {
  id: '/root/.npm',
  target: '/root/.npm',
  args: [],
  base: 'node:24-slim',
  images: ['web'],
}

function ways(more: Partial<FoundMount> = {}): MountWays {
  const builder = { kind: 'engine', reason: '' } as const
  return { mount: { ...mount, ...more }, builder, folder: '/temp/m', runId: 'f00d' }
}

const linesOf = ({ stdin }: { readonly stdin?: string }): readonly string[] =>
  (stdin ?? '').trimEnd().split('\n')

const common = ['buildx', 'build', '--progress', 'plain', '--provenance=false']
const run = ['--build-arg', 'SEA_TRIAL_RUN=f00d']

describe('the build that fills a mount', () => {
  test('runs in the base image, as root, anew in each run, and makes no image', () => {
    const { argv, ...command } = fillCommand(ways())
    expect(argv).toEqual([
      ...common,
      ...run,
      ...['--output', 'type=cacheonly', '--file', '-', '/temp/m'],
    ])
    const [from, user, arg, line = '', ...more] = linesOf(command)
    expect([from, user, arg, more]).toEqual([
      'FROM node:24-slim',
      'USER 0:0',
      'ARG SEA_TRIAL_RUN',
      [],
    ])
    const start =
      'RUN --mount=type=cache,id=/root/.npm,target=/sea-trial/mount --mount=type=bind,target=/sea-trial/seed '
    expect(line.slice(0, start.length)).toBe(start)
    const [shell, flag, script] = JSON.parse(line.slice(start.length)) as string[]
    expect([shell, flag]).toEqual(['/bin/sh', '-c'])
    expect(script).toContain('tar --numeric-owner -xpf /sea-trial/seed/mount.tar')
  })

  test('leaves a mount alone that is not empty', () => {
    expect(filledBefore('#6 0.251 sea-trial: the builder has it\n')).toBe(true)
    expect(filledBefore(fillCommand(ways()).stdin ?? '')).toBe(false)
  })
})

describe('the build that empties a mount', () => {
  test('hands out a folder and needs none', () => {
    const { argv, ...command } = drainCommand(ways(), 2e9)
    expect(argv).toEqual([...common, ...run, '--output', 'type=local,dest=/temp/m', '-'])
    const lines = linesOf(command)
    expect(lines.slice(-2)).toEqual(['FROM scratch', 'COPY --from=0 /sea-trial/out/ /'])
    expect(lines.at(3)).toContain('-gt 1953125 ]')
  })

  test.each([
    ['kept 12\n', { kind: 'kept', bytes: 12288 }],
    ['large 3000000\n', { kind: 'large', bytes: 3072000000 }],
    ['empty\n', { kind: 'empty' }],
    ['kept\n', undefined],
    ['', undefined],
    ['kept 1 2', undefined],
  ])('says %j', (text, account) => {
    expect(parseAccount(text)).toEqual(account)
  })
})

describe('both', () => {
  const both = (more: Partial<FoundMount>) => [fillCommand(ways(more)), drainCommand(ways(more), 1)]

  test('name the mount with its owner, as BuildKit knows it', () => {
    for (const command of both({ owner: { uid: 7, gid: 8, mode: 0o1750 } })) {
      expect(command.stdin).toContain(
        '--mount=type=cache,id=/root/.npm,target=/sea-trial/mount,uid=7,gid=8,mode=01750 ',
      )
    }
  })

  test('declare the platform where the mount is named by it, and keep the namespace', () => {
    const id = ['apt-$', '{TARGETARCH}'].join('')
    for (const { stdin, argv } of both({ id, args: ['TARGETARCH'], namespace: 'n' })) {
      expect(stdin).toContain('ARG SEA_TRIAL_RUN\nARG TARGETARCH\n')
      expect(stdin).toContain(`id=${id},`)
      expect(argv).toContain('BUILDKIT_CACHE_MOUNT_NS=n')
    }
  })

  test('go to the builder that builds', () => {
    const builder = { kind: 'named', name: 'fleet', reason: '' } as const
    for (const { argv } of [
      fillCommand({ ...ways(), builder }),
      drainCommand({ ...ways(), builder }, 1),
    ]) {
      expect(argv.join(' ')).toContain('--builder fleet ')
    }
  })
})

describe('what a build said', () => {
  test.each([
    ['process "/bin/sh -c x" did not complete successfully: exit code: 42', true],
    ['process "/bin/sh -c x" did not complete successfully: exit code: 2', false],
    ['exec: "/bin/sh": stat /bin/sh: no such file or directory: unknown', true],
    ['tar: x: no such file', false],
  ])('%j lacks tools: %s', (said, lacks) => {
    expect(lacksTools(said)).toBe(lacks)
  })

  test.each([
    [
      '#7 0.5 tar: corrupted octal value\n#7 ERROR: x\nERROR: failed to build',
      'tar: corrupted octal value',
    ],
    ['#7 DONE\nERROR: failed to build: no space', 'ERROR: failed to build: no space'],
    ['', 'buildx failed'],
  ])('%j', (said, why) => {
    expect(whyBroken(said)).toBe(why)
  })
})
