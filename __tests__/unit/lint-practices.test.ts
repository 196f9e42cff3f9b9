import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { BuildFile } from '../../src/compose/builds.ts'
import { parseStack } from '../../src/compose/model.ts'
import { readSources } from '../../src/compose/sources.ts'
import { renderPlace } from '../../src/errors.ts'
import { parseLint } from '../../src/inputs/lint-entries.ts'
import { askedRules, type LintRule, lint, lintRules, warningsOf } from '../../src/lint/practices.ts'

const warnOfAll = new Map(lintRules.map((rule) => [rule, 'warn'] as const))

interface Given {
  readonly compose: string
  readonly dockerfile?: string
  readonly ignores?: readonly string[]
}

function linted({ compose, dockerfile, ignores = [] }: Given, levels = warnOfAll) {
  const text = `name: s\nservices:\n${compose}\n`
  const { sources } = readSources([{ path: 'compose.yaml', text }])
  const file: BuildFile =
    dockerfile === undefined ? { kind: 'missing' } : { kind: 'text', text: dockerfile }
  return lint(levels, {
    stack: parseStack(text),
    sources,
    dockerfiles: new Map([['/w/Dockerfile', file]]),
    lintFiles: { shown: new Map([['/w/Dockerfile', 'Dockerfile']]), ignores: new Set(ignores) },
  })
}

/** The places at which one rule is broken. */
function placesOf(rule: LintRule, given: Given): readonly string[] {
  const { findings } = linted(given)
  const own = findings.filter((one) => one.rule === rule)
  return own.map(({ where }) => (where ? renderPlace(where) : 'nowhere'))
}

const built = '  api: { build: { context: /w } }'
const image = (dockerfile: string): Given => ({ compose: built, dockerfile })
const service = (rest: string): Given => ({ compose: `  api: ${rest}` })
const two = (db: string): Given => ({
  compose: `  db: ${db}\n  api: { image: a:1, depends_on: { db: { condition: service_completed_successfully, required: true } } }`,
})

type Row = readonly [LintRule, string, Given, readonly string[]]

const rows: readonly Row[] = [
  ['unpinned-base', 'no tag', image('FROM a\n'), ['Dockerfile:1:1']],
  ['unpinned-base', 'latest', image('# x\n\n  FROM reg:5000/a:latest AS b'), ['Dockerfile:3:3']],
  ['unpinned-base', 'no tag behind a port', image('FROM reg:5000/a'), ['Dockerfile:1:1']],
  ['unpinned-base', 'no tag in an ARG', image('ARG B=a\nFROM $B'), ['Dockerfile:2:1']],
  ['unpinned-base', 'a tag', image('FROM a:1 AS b\nFROM B\nFROM scratch'), []],
  ['unpinned-base', 'a digest', image('FROM a@sha256:00'), []],
  ['unpinned-base', 'a variable that is set elsewhere', image('ARG B\nFROM $B'), []],
  [
    'unpinned-base',
    'a named context',
    {
      compose: '  api: { build: { context: /w, additional_contexts: { a: /a } } }',
      dockerfile: 'FROM a',
    },
    [],
  ],
  [
    'unpinned-base',
    'files of an image without a tag',
    image(
      'FROM a:1\nCOPY --chown=1 --from=reg:5000/b /x /y\nRUN --mount=type=bind,from=c:latest,target=/c true',
    ),
    ['Dockerfile:2:1', 'Dockerfile:3:1'],
  ],
  [
    'unpinned-base',
    'files of stages, contexts, and images with a tag',
    {
      compose: '  api: { build: { context: /w, additional_contexts: { a: /a } } }',
      dockerfile:
        'FROM b:1 AS One\nFROM b:1\nCOPY --from=one / /\nCOPY --from=0 / /\nCOPY --from=a / /\nRUN --mount=from=ONE,target=/x --mount=from=c@sha256:00,target=/y true\nCOPY --from=$x / /\nCOPY a --from=z /\nRUN cp --mount=from=q /',
    },
    [],
  ],
  ['root-user', 'no USER', image('FROM a:1\nUSER me\nFROM a:1'), ['Dockerfile:3:1']],
  [
    'root-user',
    'back to root',
    image('FROM a:1 AS b\nUSER me\nFROM b\nUSER 0:0'),
    ['Dockerfile:4:1'],
  ],
  ['root-user', 'a user of the stage below', image('FROM a:1 AS b\nUSER me\nFROM b'), []],
  ['root-user', 'a user from a variable', image('FROM a:1\nUSER $WHO'), []],
  ['root-user', 'a base with a user', image('FROM gcr.io/distroless/base:nonroot'), []],
  ['root-user', 'a base that hands over', image('FROM docker.io/library/nginx:1'), []],
  [
    'root-user',
    'a user in the Compose file',
    { compose: '  api: { build: { context: /w }, user: "1000" }', dockerfile: 'FROM a:1' },
    [],
  ],
  ['no-healthcheck', 'none', image('FROM a:1\nUSER me'), ['compose.yaml:3:3']],
  ['no-healthcheck', 'in the Dockerfile', image('FROM a:1 AS b\nHEALTHCHECK CMD x\nFROM b'), []],
  [
    'no-healthcheck',
    'only in a stage beside',
    image('FROM a:1\nHEALTHCHECK CMD x\nFROM a:1'),
    ['compose.yaml:3:3'],
  ],
  [
    'no-healthcheck',
    'in the Compose file',
    {
      compose: '  api: { build: { context: /w }, healthcheck: { test: [CMD, x] } }',
      dockerfile: 'FROM a:1',
    },
    [],
  ],
  ['no-healthcheck', 'of an image from elsewhere', service('{ image: a:1 }'), []],
  [
    'no-healthcheck',
    'of a one-shot',
    { ...two('{ build: { context: /w } }'), dockerfile: 'FROM a:1' },
    [],
  ],
  ['no-memory-limit', 'none', service('{ image: a:1 }'), ['compose.yaml:3:3']],
  [
    'no-memory-limit',
    'of deploy',
    service('{ image: a:1, deploy: { resources: { limits: { memory: "1000" } } } }'),
    [],
  ],
  [
    'secret-in-env',
    'a password',
    service('{ image: a, environment: { DB_PASSWORD: x } }'),
    ['compose.yaml:3:35'],
  ],
  [
    'secret-in-env',
    'a dollar sign',
    service('{ image: a, environment: { TOKEN: x$$y } }'),
    ['compose.yaml:3:35'],
  ],
  ['secret-in-env', 'a variable', service('{ image: a, environment: { TOKEN: $T } }'), []],
  ['secret-in-env', 'a file', service('{ image: a, environment: { PASSWORD_FILE: /x } }'), []],
  [
    'secret-in-env',
    'a public key',
    service('{ image: a, environment: { PUBLIC_API_KEY: x } }'),
    [],
  ],
  [
    'secret-in-env',
    'a switch',
    service('{ image: a, environment: { ALLOW_EMPTY_PASSWORD: "yes" } }'),
    [],
  ],
  ['unbounded-logging', 'nothing', service('{ image: a:1 }'), ['compose.yaml:3:3']],
  [
    'unbounded-logging',
    'no size',
    service('{ image: a, logging: { driver: json-file } }'),
    ['compose.yaml:3:20'],
  ],
  [
    'unbounded-logging',
    'a size',
    service('{ image: a, logging: { options: { max-size: 9m } } }'),
    [],
  ],
  ['unbounded-logging', 'another driver', service('{ image: a, logging: { driver: local } }'), []],
  [
    'build-tools',
    'apt',
    image('FROM a:1\nRUN apt-get update \\\n && apt-get install -y curl gcc=1 libpq-dev'),
    ['Dockerfile:2:1'],
  ],
  [
    'build-tools',
    'apk, in the stage below',
    image('FROM a:1 AS b\nRUN apk add --no-cache build-base\nFROM b'),
    ['Dockerfile:2:1'],
  ],
  [
    'build-tools',
    'in a stage of its own',
    image('FROM a:1 AS b\nRUN apk add gcc\nFROM a:1\nCOPY --from=b /x /x'),
    [],
  ],
  [
    'build-tools',
    'removed again',
    image('FROM a:1\nRUN apt-get install gcc && x && apt-get purge gcc'),
    [],
  ],
  [
    'build-tools',
    'a word that is no package',
    image('FROM a:1\nRUN make install gcc && apk add curl; echo gcc'),
    [],
  ],
  ['restart-one-shot', 'always', two('{ image: a:1, restart: always }'), ['compose.yaml:3:21']],
  [
    'restart-one-shot',
    'unless-stopped',
    two('{ image: a:1, restart: unless-stopped }'),
    ['compose.yaml:3:21'],
  ],
  ['restart-one-shot', 'on-failure', two('{ image: a:1, restart: on-failure }'), []],
  ['restart-one-shot', 'of what nobody waits for', service('{ image: a:1, restart: always }'), []],
  [
    'open-database-port',
    'all networks',
    service('{ image: postgres:15, ports: [{ target: 5432, published: "5432" }] }'),
    ['compose.yaml:3:38'],
  ],
  [
    'open-database-port',
    '0.0.0.0',
    service('{ image: x/redis, ports: [{ target: 1, published: "1", host_ip: 0.0.0.0 }] }'),
    ['compose.yaml:3:34'],
  ],
  [
    'open-database-port',
    'this machine alone',
    service('{ image: redis:7, ports: [{ target: 1, published: "1", host_ip: 127.0.0.1 }] }'),
    [],
  ],
  [
    'open-database-port',
    'one that the engine chooses',
    service('{ image: redis:7, ports: [{ target: 1 }] }'),
    [],
  ],
  [
    'open-database-port',
    'no database',
    service('{ image: redis-ui:7, ports: [{ target: 1, published: "1" }] }'),
    [],
  ],
  ['no-dockerignore', 'COPY . .', image('FROM a:1\nCOPY --chown=1 . .'), ['Dockerfile:2:1']],
  ['no-dockerignore', 'ADD as a list', image('FROM a:1\nADD ["./", "/app"]'), ['Dockerfile:2:1']],
  ['no-dockerignore', 'from a stage', image('FROM a:1\nCOPY --from=b . .'), []],
  ['no-dockerignore', 'a folder', image('FROM a:1\nCOPY src .'), []],
  [
    'no-dockerignore',
    'one of the folder',
    { ...image('FROM a:1\nCOPY . .'), ignores: ['/w/.dockerignore'] },
    [],
  ],
  [
    'no-dockerignore',
    'one of the Dockerfile',
    { ...image('FROM a:1\nCOPY . .'), ignores: ['/w/Dockerfile.dockerignore'] },
    [],
  ],
]

test.each(rows)('%s: %s', (rule, _, given, places) => {
  expect(placesOf(rule, given)).toEqual(places)
})

test.each(lintRules)('%s has a row that fires and one that does not', (rule) => {
  const own = rows.filter(([name]) => name === rule)
  expect(new Set(own.map(([, , , places]) => places.length > 0))).toEqual(new Set([true, false]))
})

test('a Dockerfile of another frontend is not judged', () => {
  expect(linted(image('# syntax=acme/own\nFROM a')).findings.map(({ rule }) => rule)).toEqual([
    'no-memory-limit',
    'unbounded-logging',
  ])
})

test('an inline Dockerfile is judged at its place in the Compose file', () => {
  const given = { compose: '  api: { build: { context: /w, dockerfile_inline: "FROM a" } }' }
  expect(placesOf('unpinned-base', given)).toEqual(['compose.yaml:3:32'])
})

test('what two services share is told once', () => {
  const given = { compose: `${built}\n  web: { build: { context: /w } }`, dockerfile: 'FROM a' }
  expect(placesOf('unpinned-base', given)).toEqual(['Dockerfile:1:1'])
})

test('a secret is told by its name alone', () => {
  const { findings } = linted(service('{ image: a, environment: { TOKEN: hunter2 } }'))
  expect(JSON.stringify(findings)).not.toContain('hunter2')
})

test('one warning for each rule, at its first place', () => {
  const { findings } = linted({ compose: '  a: { image: a:1 }\n  b: { image: b:1 }' })
  expect(warningsOf(findings)).toEqual([
    {
      text: 'no-memory-limit: a may take all the memory of its host (and 1 more place); fix: write deploy.resources.limits.memory, or mem_limit',
      where: { file: 'compose.yaml', line: 3, column: 3 },
    },
    {
      text: 'unbounded-logging: the log of a grows until the disk is full (and 1 more place); fix: write logging with options max-size and max-file, or the driver local',
      where: { file: 'compose.yaml', line: 3, column: 3 },
    },
  ])
})

describe('the input lint', () => {
  const usual = lintRules.filter((rule) => !askedRules.includes(rule))
  const levels = (text: string): unknown => {
    const parsed = parseLint(text)
    return parsed.kind === 'ok' ? Object.fromEntries(parsed.value) : parsed
  }
  const all = (level: string) => Object.fromEntries(usual.map((rule) => [rule, level]))

  test.each<[string, unknown]>([
    ['warn', all('warn')],
    ['error', all('error')],
    ['off', {}],
    ['no-memory-limit=error', { ...all('warn'), 'no-memory-limit': 'error' }],
    ['off, root-user=error', { 'root-user': 'error' }],
    ['root-user=warn\nerror', { ...all('error'), 'root-user': 'warn' }],
  ])('%j', (text, expected) => {
    expect(levels(text)).toEqual(expected)
  })

  test('off for one rule leaves it out', () => {
    expect(Object.keys(levels('error,root-user=off') as object)).toEqual(
      usual.filter((rule) => rule !== 'root-user'),
    )
  })

  test.each(['warn,error', 'eror', 'root-user', 'rootuser=warn', 'root-user=no', '='])(
    '%j is refused',
    (text) => {
      expect(parseLint(text)).toMatchObject({ kind: 'bad' })
    },
  )
})

test('docs/lint.md has a section for each rule, and no other', () => {
  const page = path.resolve(import.meta.dirname, '../../../docs/lint.md')
  const heads = [...readFileSync(page, 'utf8').matchAll(/^## (.*)$/gm)].map(([, head]) => head)
  expect(heads).toEqual([...lintRules])
})
