// What a failure shows, and rules about texts, images and containers.
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { readFileStat, unframeStreams } from '../../src/io/inside-json.ts'
import { matchInTime } from '../../src/io/patterns.ts'
import { judgeImage, judgeOutcome } from '../../src/smoke/judge-command.ts'
import type { HttpCheck, ImageExpectation } from '../../src/smoke/kinds.ts'
import { curlLine, shellWord } from '../../src/smoke/request-line.ts'
import { filled } from '../../src/smoke/template.ts'
import { whatBroke } from '../../src/stages/smoke/watch.ts'
import type { ImageFacts } from '../../src/world/inside.ts'
import { readForService } from '../support/smoke-grammar.ts'
import { stateOf } from '../support/smoke-world.ts'

describe('a line to paste', () => {
  test.each([`it's`, 'a b', '$(id)', '`id`', 'a\nb', '"x"', '', '\\', 'a;b', '*'])(
    'hands a shell exactly %j',
    (word) => {
      const said = execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })
      expect(said).toBe(word)
    },
  )

  test('leaves values of the environment to the environment', () => {
    const word = shellWord(`Bearer \${TOKEN}'s`)
    const env = { ...process.env, TOKEN: 'a b$c' }
    expect(execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8', env })).toBe(
      "Bearer a b$c's",
    )
  })

  test('has all of the request', () => {
    const { checks } = readForService(
      'post: /x\nheaders: { a: b }\nbody: { n: 1 }\nauth: { username: u, password: p }\nredirects: follow\ntls: { insecure: true }',
    )
    const line = curlLine(checks[0] as HttpCheck, {
      url: 'https://h:1/x',
      connectTo: { host: '10.0.0.1', port: 2 },
    })
    expect(line).toBe(
      `curl -i -X POST -L -H 'content-type: application/json' -H 'a: b' -u u:p -k --data-raw '{"n":1}' --connect-to ::10.0.0.1:2 https://h:1/x`,
    )
  })
})

test('values are filled in once, at every depth, and escapes stay', () => {
  const variables = new Map([
    ['a', `\${b}`],
    ['b', 'x'],
  ])
  expect(filled({ t: [`\${a}-\${b}`, `$\${a}`, `\${c}`, 3] }, variables)).toEqual({
    t: [`\${b}-x`, `\${a}`, `\${c}`, 3],
  })
})

describe('an image', () => {
  const image: ImageFacts = {
    user: '',
    workdir: '',
    entrypoint: [],
    command: ['sh'],
    env: ['PATH=/bin', 'STAGE=prod'],
    labels: {},
    exposes: ['80/tcp'],
    architectures: ['amd64'],
    bytes: 1000,
    healthcheck: 'absent',
    history: ['RUN make'],
  }
  const none: ImageExpectation = { env: {}, labels: {}, exposes: [], architectures: [], files: {} }
  const judge = (expect: Partial<ImageExpectation>, over: Partial<ImageFacts> = {}) =>
    judgeImage({ ...none, ...expect }, { ...image, ...over }, new Map(), matchInTime)

  test.each([
    ['', '!root', 1],
    ['0:0', '!root', 1],
    ['root', '!0', 1],
    ['1000', '!root', 0],
    ['1000:1000', '1000', 0],
    ['node', 'node', 0],
    ['node', 'root', 1],
    ['', 'root', 0],
  ])('with user %j judged by %j lacks %i', (user, wanted, lacks) => {
    expect(judge({ user: wanted }, { user })).toHaveLength(lacks)
  })

  test.each([
    'RUN echo AKIAIOSFODNN7EXAMPLE',
    'ENV NPM_TOKEN=abcdefghij',
    'RUN |1 DB_PASSWORD=hunter22 /bin/sh -c make',
    'RUN git clone https://me:hunter22@example.com/x',
    `RUN echo ghp_${'a'.repeat(36)}`,
  ])('with a secret in its history is refused without telling it: %s', (step) => {
    const lacks = judge({ secrets: 'none' }, { history: ['CMD x', step] })
    expect(lacks).toHaveLength(1)
    expect(lacks[0]).toContain('step 1 of its history')
    expect(lacks[0]).not.toMatch(/hunter22|abcdefghij|AKIA|ghp_/)
  })

  test.each([
    'RUN make',
    'ENV PATH=/usr/bin',
    'RUN --mount=type=secret,id=token make',
    `ENV TOKEN=\${X}`,
  ])('with %j in its history has no secret', (step) =>
    expect(judge({ secrets: 'none' }, { history: [step] })).toEqual([]),
  )

  test('is judged for its healthcheck, size, ports and architectures', () => {
    const lacks = judge({
      healthcheck: 'present',
      maxSize: { bytes: 10, shown: '10B' },
      exposes: ['81/tcp'],
      architectures: ['arm64'],
      workdir: '/app',
      command: ['node'],
    })
    expect(lacks).toHaveLength(6)
  })
})

describe('a container under checks', () => {
  const before = stateOf(1)
  test.each([
    [undefined, 'api is gone'],
    [stateOf(1, { status: 'exited', exitCode: 3 }), 'api exited with exit code 3'],
    [
      stateOf(1, { status: 'exited', oomKilled: true }),
      'api exited because its memory was not enough',
    ],
    [stateOf(1, { health: 'unhealthy' }), 'api turned unhealthy'],
    [stateOf(1, { restarts: 1 }), 'api was restarted'],
    [stateOf(1, { startedAt: 'later' }), 'api was restarted'],
    [stateOf(1, { status: 'paused' }), 'api is paused'],
    [stateOf(1, { health: 'healthy' }), undefined],
  ])('that became %j says so', (after, says) => {
    expect(whatBroke(before, after)).toBe(says)
  })
})

describe("the engine's words", () => {
  test('about a command are two streams', () => {
    const frame = (stream: number, text: string): Buffer => {
      const head = Buffer.alloc(8)
      head[0] = stream
      head.writeUInt32BE(text.length, 4)
      return Buffer.concat([head, Buffer.from(text)])
    }
    const body = Buffer.concat([frame(1, 'a'), frame(2, 'b'), frame(1, 'c')])
    expect(unframeStreams(body)).toEqual({ stdout: 'ac', stderr: 'b' })
  })

  test.each([
    [420, 'file', '644'],
    [2147484141, 'directory', '755'],
    [134218239, 'link', '777'],
    [8388608 + 493, 'file', '4755'],
    [2148532735, 'directory', '1777'],
  ])('about a file of Go mode %i are %s %s', (mode, type, octal) => {
    const header = Buffer.from(JSON.stringify({ mode })).toString('base64')
    expect(readFileStat(header)).toEqual({ type, mode: octal })
  })

  test('about a command that ended badly carry its last line', () => {
    const expectation = { exit: [0], stdout: [], stderr: [] }
    const outcome = {
      exitCode: 2,
      stdout: '',
      stderr: 'a\nno such thing\n',
      timedOut: false,
      elapsedMs: 1,
    }
    expect(judgeOutcome(expectation, outcome, matchInTime)).toEqual([
      'expected exit code 0, got 2: no such thing',
    ])
  })
})
