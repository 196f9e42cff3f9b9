// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles are full of them
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { findMounts, identityOf, type MountedImage } from '../../src/mounts/find.ts'
import { expand } from '../../src/mounts/variables.ts'

const none: ReadonlyMap<string, string> = new Map()

function imageOf(dockerfile: string, more: Partial<MountedImage> = {}): MountedImage {
  const args = { given: none, automatic: new Map([['TARGETARCH', 'amd64']]) }
  return { target: 'web', services: ['web'], dockerfile, args, contexts: none, ...more }
}

/** `id @ base` of what is found, `id: why` of what is not. */
function found(...images: readonly MountedImage[]): readonly string[] {
  const { mounts, left } = findMounts(images)
  return [
    ...mounts.map(({ id, base, owner }) => {
      const owned = owner ? ` ${owner.uid}:${owner.gid} ${owner.mode.toString(8)}` : ''
      return `${id}${owned} @ ${base}`
    }),
    ...left.map(({ id, why }) => `${id}: ${why}`),
  ]
}

const cache = (target: string): string => `RUN --mount=type=cache,target=${target} x`

describe('the cache mounts of a Dockerfile', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['by its target', ['FROM a', cache('/x')], ['/x @ a']],
    ['by dst', ['FROM a', 'RUN --mount=type=cache,dst=/x y'], ['/x @ a']],
    ['by destination', ['FROM a', 'RUN --mount=type=cache,destination=/x y'], ['/x @ a']],
    ['as written', ['FROM a', cache('/x/')], ['/x/ @ a']],
    ['relative to the workdir', ['FROM a', 'WORKDIR /w', cache('.cache')], ['.cache @ a']],
    ['by its id', ['FROM a', 'RUN --mount=type=cache,id=i,target=/x y'], ['i @ a']],
    ['in any order', ['FROM a', 'RUN --mount=target=/x,sharing=locked,type=cache y'], ['/x @ a']],
    ['whatever the case of a key', ['FROM a', 'RUN --mount=TYPE=cache,Target=/x y'], ['/x @ a']],
    ['in quotes', ['FROM a', 'RUN --mount="type=cache,target=/x" y'], ['/x @ a']],
    [
      'behind other flags',
      ['FROM a', 'RUN --network=none --mount=type=cache,target=/x y'],
      ['/x @ a'],
    ],
    [
      'several of one RUN',
      ['FROM a', `RUN --mount=type=cache,target=/x ${cache('/y').slice(4)}`],
      ['/x @ a', '/y @ a'],
    ],
    [
      'over continued lines',
      ['FROM a', 'RUN --mount=type=cache,\\', 'target=/x \\', ' y'],
      ['/x @ a'],
    ],
    [
      'over lines with blanks',
      ['FROM a', 'RUN \\', '  --mount=type=cache,target=/x \\', '# z', ' y'],
      ['/x @ a'],
    ],
    [
      'with a heredoc',
      ['FROM a', 'RUN --mount=type=cache,target=/x <<E', cache('/no'), 'E', cache('/y')],
      ['/x @ a', '/y @ a'],
    ],
    ['not as words of a command', ['FROM a', 'RUN x --mount=type=cache,target=/x'], []],
    ['not of another type', ['FROM a', 'RUN --mount=type=tmpfs,target=/x y'], []],
    ['not a bind, which is the default', ['FROM a', 'RUN --mount=target=/x y'], []],
    ['not in a comment', ['FROM a', `# ${cache('/x')}`], []],
    ['once each', ['FROM a', cache('/x'), cache('/x')], ['/x @ a']],
    [
      'with an owner',
      ['FROM a', 'RUN --mount=type=cache,target=/x,uid=7,gid=8,mode=0700 y'],
      ['/x 7:8 700 @ a'],
    ],
    [
      'with a user alone',
      ['FROM a', 'RUN --mount=type=cache,target=/x,uid=7 y'],
      ['/x 7:0 755 @ a'],
    ],
    [
      'with a mode alone',
      ['FROM a', 'RUN --mount=type=cache,target=/x,mode=1777 y'],
      ['/x 0:0 1777 @ a'],
    ],
    [
      'apart by owner',
      ['FROM a', cache('/x'), 'RUN --mount=type=cache,target=/x,uid=0 y'],
      ['/x @ a', '/x 0:0 755 @ a'],
    ],
    [
      'not with an owner by name',
      ['FROM a', 'RUN --mount=type=cache,target=/x,uid=me y'],
      ['/x: uid, gid and mode must be numbers'],
    ],
    [
      'not without a target',
      ['FROM a', 'RUN --mount=type=cache y'],
      [': its id has signs that we would not dare to repeat'],
    ],
    [
      'not with blanks',
      ['FROM a', 'RUN --mount="type=cache,target=/x y" y'],
      ['/x y: its id has signs that we would not dare to repeat'],
    ],
    [
      'not with files to start from',
      ['FROM a', 'RUN --mount=type=cache,from=b,target=/x y'],
      ['/x: it starts with the files of another stage (from)'],
    ],
    [
      'not from scratch',
      ['FROM scratch', cache('/x')],
      ['/x: its stage starts from scratch, where no shell and no tar are'],
    ],
    [
      'not read by a frontend of someone',
      ['# syntax=acme/own', 'FROM a', cache('/x')],
      ['any: its Dockerfile is read by acme/own'],
    ],
    ['of an empty file', [''], []],
    ['before any stage', [cache('/x')], []],
  ])('%s', (_, lines, expected) => {
    expect(found(imageOf(lines.join('\n')))).toEqual(expected)
  })
})

describe('a stage', () => {
  const file = [
    ...['FROM a AS base', cache('/base'), 'FROM b AS Tools', cache('/tools')],
    ...['FROM c AS never', cache('/never'), 'FROM d AS files', cache('/files')],
    ...['FROM Base AS web', 'COPY --chown=1 --from=files / /'],
    ...['RUN --mount=type=bind,from=tools,target=/t y', cache('/web')],
    ...['FROM never', cache('/last')],
  ].join('\n')

  test.each<[string, string | undefined, readonly string[]]>([
    ['on the way to the target', 'web', ['/base @ a', '/tools @ b', '/files @ d', '/web @ a']],
    ['whatever the case of the target', 'TOOLS', ['/tools @ b']],
    ['by its number', '3', ['/files @ d']],
    ['that is the last one', undefined, ['/never @ c', '/last @ c']],
    ['that is not there', 'nowhere', []],
  ])('%s', (_, stage, expected) => {
    expect(found(imageOf(file, stage === undefined ? {} : { stage }))).toEqual(expected)
  })

  test.each<[string, readonly string[], readonly string[]]>([
    ['by number in COPY', ['FROM a', cache('/x'), 'FROM b', 'COPY --from=0 / /'], ['/x @ a']],
    [
      'not a later one',
      ['FROM a AS x', 'COPY --from=y / /', 'FROM b AS y', cache('/y'), 'FROM x'],
      [],
    ],
    [
      'the nearest one of its name',
      ['FROM a AS x', cache('/a'), 'FROM b AS x', cache('/b'), 'FROM x'],
      ['/b @ b'],
    ],
    ['not itself', ['FROM x AS x', cache('/x')], ['/x @ x']],
    ['with a platform', ['FROM --platform=$BUILDPLATFORM a', cache('/x')], ['/x @ a']],
    ['named by an argument', ['ARG V=1', 'ARG I=a:${V}', 'FROM $I', cache('/x')], ['/x @ a:1']],
    ['named by a default', ['FROM ${I:-a}', cache('/x')], ['/x @ a']],
    [
      'named by its platform',
      ['FROM a AS x-amd64', cache('/x'), 'FROM x-${TARGETARCH}'],
      ['/x @ a'],
    ],
    [
      'with an unknown base',
      ['FROM ${I}', cache('/x')],
      ['/x: the image from which its stage starts is not known'],
    ],
    [
      'with a pattern for its base',
      ['ARG I=a', 'FROM ${I%a}', cache('/x')],
      ['/x: the image from which its stage starts is not known'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(found(imageOf(lines.join('\n')))).toEqual(expected)
  })

  test('a build argument wins over the default', () => {
    const args = { given: new Map([['I', 'b']]), automatic: none }
    expect(found(imageOf(`ARG I=a\nFROM $I\nARG I=c\n${cache('/$I')}`, { args }))).toEqual([
      '/b @ b',
    ])
  })

  test('a named context stands in the place of a stage or an image', () => {
    const contexts = new Map([
      ['base', 'docker-image://alpine:3'],
      ['files', '/srv/files'],
      ['other', 'service:db'],
    ])
    const db = imageOf(`FROM postgres:15\n${cache('/db')}`, { target: 'db', services: ['db'] })
    const text = (base: string): MountedImage =>
      imageOf(`FROM a AS base\n${cache('/gone')}\nFROM ${base}\n${cache('/x')}`, { contexts })
    expect(found(text('base'))).toEqual(['/x @ alpine:3'])
    expect(found(text('files'))).toEqual([
      '/x: its stage starts from /srv/files, which is no image',
    ])
    expect(found(text('other'), db)).toEqual(['/x @ postgres:15', '/db @ postgres:15'])
  })

  test('images that start from each other have no base', () => {
    const on = (target: string, other: string): MountedImage => {
      const contexts = new Map([['o', `service:${other}`]])
      return imageOf(`FROM o\n${cache('/x')}`, { target, services: [target], contexts })
    }
    expect(found(on('a', 'b'), on('b', 'a'))).toEqual([
      '/x: its stage starts from service:a, which is no image',
      '/x: its stage starts from service:b, which is no image',
    ])
  })
})

describe('a variable in a flag', () => {
  test.each<[string, readonly string[], string]>([
    ['of ENV', ['ENV A=/a B="/b c"', cache('$A/x')], '/a/x'],
    ['of the old ENV', ['ENV A /a', cache('${A}/x')], '/a/x'],
    ['of ARG', ['ARG A=/a', cache('$A')], '/a'],
    ['of a global ARG', ['ARG G', cache('/$G')], '/g'],
    ['not of a global ARG that it does not ask for', [cache('/$G')], '/${G}'],
    ['of a variable of another one', ['ENV A=/a', 'ENV B=$A/b', cache('$B')], '/a/b'],
    ['of the stage it starts from', ['ENV A=/a', 'FROM s', cache('$A')], '/a'],
    ['set later', [cache('/$A'), 'ENV A=a'], '/${A}'],
    ['that the base image sets', [cache('${CARGO_HOME}/x')], '${CARGO_HOME}/x'],
    ['with a default for the base image', [cache('${HOME:-/root}/x')], '${HOME:-/root}/x'],
    ['with a default', ['ENV A=""', cache('${A:-/d}')], '/d'],
    ['with an alternative', ['ENV A=1', cache('${A:+/d}')], '/d'],
    ['in single quotes of ENV', ["ENV A='$B'", cache('/$A')], ''],
    ['of the platform', ['ARG TARGETARCH', cache('/$TARGETARCH')], '/${TARGETARCH}'],
  ])('%s', (_, lines, id) => {
    const text = ['ARG G=g', 'FROM a AS s', ...lines].join('\n')
    const { mounts } = findMounts([imageOf(text)])
    expect(mounts.map((mount) => mount.id)).toEqual(id === '' ? [] : [id])
  })

  test('of the platform is declared again, one that the stage did not ask for is not', () => {
    const args = (...lines: readonly string[]) =>
      findMounts([imageOf(['FROM a', ...lines].join('\n'))]).mounts.map((mount) => mount.args)
    expect(args('ARG TARGETARCH', cache('/$TARGETARCH'))).toEqual([['TARGETARCH']])
    expect(args('ARG TARGETARCH', cache('/x'))).toEqual([[]])
    expect(args(cache('/$TARGETARCH'))).toEqual([[]])
  })
})

describe('two mounts', () => {
  const identities = (...images: readonly MountedImage[]): number =>
    new Set(findMounts(images).mounts.map(identityOf)).size

  test('with one id are one, of all their images', () => {
    const api = imageOf(`FROM b\n${cache('/x')}`, { target: 'api' })
    expect(findMounts([imageOf(`FROM a\n${cache('/x')}`), api]).mounts).toEqual([
      { id: '/x', target: '/x', args: [], base: 'a', images: ['web', 'api'] },
    ])
  })

  test('named by what their base images set are one for each of them', () => {
    const on = (base: string) => imageOf(`FROM ${base}\n${cache('$A/x')}`)
    expect(identities(on('a'), on('b'))).toBe(2)
    expect(identities(on('a'), on('a'))).toBe(1)
  })

  test('of two namespaces are two', () => {
    const given = new Map([['BUILDKIT_CACHE_MOUNT_NS', 'n']])
    const text = `FROM a\n${cache('/x')}`
    const apart = imageOf(text, { args: { given, automatic: none } })
    expect(identities(imageOf(text), apart)).toBe(2)
  })
})

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[
      'FROM a',
      'FROM scratch AS x',
      'ARG A',
      'ENV B=$A',
      'RUN ',
      '--mount=type=cache',
      ',target=',
    ],
    ...['/x', '$A', '${A', '${A:-', '}', '"', "'", '\\', '\n', ' ', '<<E', 'E', '# escape=`', '`'],
    ...['COPY --from=', '0', 'x', ',from=', ',uid=', ',mode=', '=', '\r\n', '\u0000', 'ONBUILD '],
  )

  test('gives some mounts and no exception', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }),
        fc.option(fc.string(), { nil: undefined }),
        (pieces, stage) => {
          const image = imageOf(pieces.join(''), stage === undefined ? {} : { stage })
          for (const { id, base } of findMounts([image]).mounts) {
            expect(`${id}${base}`).not.toMatch(/[\s"'`\\]/)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('without variables, quotes and escapes stays as it is', () => {
    const variables = { values: none, others: 'unset' } as const
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = text.replace(/[$"'\\]/g, '')
        expect(expand(plain, variables, '\\')).toBe(plain)
      }),
    )
  })
})
