// Services that do not come up, against the real engine: red, soon, with cause and cure.
import { beforeAll, describe, expect, test } from '@jest/globals'
import { type StackTrial, type TriedStack, tryStack } from '../support/stack-trial.ts'

interface Row extends StackTrial {
  readonly name: string
  readonly service: string
  readonly what: RegExp
  readonly why?: RegExp
  readonly fix: RegExp
  readonly evidence?: RegExp
  /** Of the health stage, above what the fault itself needs to show. */
  readonly withinMs: number
}

const slow = `
  slow:
    image: busybox:1
    init: true
    command: sleep 60
    healthcheck: { test: ["CMD", "false"], interval: 30s }`

const rows: readonly Row[] = [
  {
    name: 'exits with 1 at its start',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    command: sh -c 'echo no config; exit 1'${slow}`,
    what: /^api exited with code 1$/,
    fix: /read its last lines/,
    evidence: /no config/,
    withinMs: 2000,
  },
  {
    name: 'is in a crash loop that its restart policy hides',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    command: sh -c 'echo again; exit 7'
    restart: always${slow}`,
    what: /^api is in a crash loop: it died 3 times, the last time it exited with code 7$/,
    fix: /last lines/,
    evidence: /again/,
    withinMs: 5000,
  },
  {
    name: 'is in a slow crash loop',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    init: true
    command: sh -c 'sleep 2.5; exit 7'
    restart: always
    healthcheck: { test: ["CMD", "false"] }${slow}`,
    what: /^api is in a crash loop: it died 2 times/,
    fix: /its log is empty/,
    withinMs: 2500 + 5000 + 1000,
  },
  {
    name: 'has one dead replica of three',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    init: true
    scale: 3
    volumes: ["shared:/shared"]
    command: sh -c 'mkdir /shared/first && exit 5; sleep 60'${slow}
volumes: { shared: {} }`,
    what: /^api \(replica [123]\) exited with code 5$/,
    fix: /its log is empty/,
    withinMs: 2000,
  },
  {
    name: 'needs more memory than its limit',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    mem_limit: 8m
    memswap_limit: 8m
    command: tail /dev/zero${slow}`,
    what: /^api (?:was killed for lack of memory \(OOM, exit code 137, its limit is 8 MiB\)|exited with code 137 \(SIGKILL\))$/,
    why: /its limit of 8 MiB/,
    fix: /raise mem_limit/,
    withinMs: 3000,
  },
  {
    name: 'is unhealthy by its own rules',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    init: true
    command: sleep 60
    healthcheck: { test: "echo not yet; false", interval: 1s, retries: 2 }${slow}`,
    what: /^api is unhealthy after 2 retries every 1s, the last probe with exit code 1$/,
    why: /never succeeded/,
    fix: /raise start_period/,
    evidence: /^(?:probe, exit code 1: not yet\n?){5}$/,
    withinMs: 2000 + 2000,
  },
  {
    name: 'is never healthy in an endless start period',
    service: 'api',
    inputs: { 'wait-timeout': '4s' },
    compose: `services:
  api:
    image: busybox:1
    init: true
    command: sleep 60
    healthcheck: { test: ["CMD", "false"], start_period: 1h }`,
    what: /^api was not ready within 4s: its healthcheck fails with exit code 1$/,
    fix: /start_period/,
    withinMs: 4000 + 1000,
  },
  {
    name: 'has no program for its healthcheck',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    init: true
    command: sleep 60
    healthcheck: { test: ["CMD", "curl", "localhost"], interval: 30s }${slow}`,
    what: /^api is not healthy: its healthcheck can't be run, curl is missing$/,
    why: /healthcheck command not found in image: curl/,
    fix: /a program that the image has/,
    withinMs: 3000,
  },
  {
    name: 'has a healthcheck that hangs',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    init: true
    command: sleep 60
    healthcheck: { test: ["CMD", "sleep", "50"], interval: 1s, timeout: 1s, retries: 2 }${slow}`,
    what: /^api is unhealthy after 2 retries every 1s/,
    why: /no answer within its timeout of 1s/,
    fix: /raise timeout/,
    evidence: /exceeded timeout/,
    withinMs: 4000 + 2000,
  },
  {
    name: 'is a one-shot that exits with 3, and others wait for it',
    service: 'migrate',
    compose: `services:
  web: { image: "busybox:1", command: sleep 60, depends_on: { api: { condition: service_started } } }
  api:
    image: busybox:1
    command: sleep 60
    depends_on: { migrate: { condition: service_completed_successfully } }
  migrate: { image: "busybox:1", command: sh -c 'exit 3' }${slow}`,
    what: /^migrate exited with code 3; api, web waited for it$/,
    fix: /./,
    withinMs: 2000,
  },
  {
    name: 'exits with 0 although nobody said that it may',
    service: 'job',
    compose: `services:
  job: { image: "busybox:1", command: echo done }${slow}`,
    what: /^job exited with code 0$/,
    why: /did its work and ended/,
    fix: /restart: "no" and x-sea-trial: \{ one-shot: true \}/,
    withinMs: 2000,
  },
  {
    name: 'exits two seconds after its start, without a healthcheck',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    command: sh -c 'sleep 2; exit 4'`,
    what: /^api exited with code 4$/,
    fix: /./,
    withinMs: 4000,
  },
  {
    name: 'was built for another architecture',
    service: 'api',
    compose: `services:
  api:
    build: .${slow}`,
    files: {
      server: '\x7fELF not for this machine',
      Dockerfile: 'FROM busybox:1\nCOPY --chmod=755 server /server\nENTRYPOINT ["/server"]\n',
    },
    what: /^api exited with code (?:1|255)$/,
    why: /^its image is for another processor architecture, or its script lacks a first line #!$/,
    fix: /^choose an image for this architecture \(platform:\), or add #!\/bin\/sh to the script$/,
    evidence: /^exec \/server: exec format error$/,
    withinMs: 4000,
  },
  {
    name: 'has a command that its image lacks',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    command: serve --all${slow}`,
    what: /^api could not be started: .*executable file not found/,
    why: /its image has no serve/,
    fix: /correct command/,
    withinMs: 2000,
  },
  {
    name: 'is not root and writes where only root may',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    user: "1000"
    volumes: ["data:/data"]
    command: touch /data/x${slow}
volumes: { data: {} }`,
    what: /^api exited with code 1$/,
    why: /its user may not use \/data\/x/,
    fix: /chown/,
    withinMs: 2000,
  },
  {
    name: 'lacks a variable that it needs',
    service: 'api',
    compose: `services:
  api:
    image: busybox:1
    command: sh -uc 'echo $$DATABASE_URL'${slow}`,
    what: /^api exited with code 2$/,
    why: /DATABASE_URL is missing/,
    fix: /add DATABASE_URL/,
    withinMs: 2000,
  },
  {
    name: 'shall be healthy for others without a healthcheck',
    service: 'api',
    compose: `services:
  api: { image: "busybox:1", init: true, command: sleep 60 }
  web: { image: "busybox:1", depends_on: { api: { condition: service_healthy } } }`,
    what: /^api has no healthcheck, so web would wait for ever; web waited for it$/,
    why: /neither its Compose service nor its image/,
    fix: /add healthcheck/,
    withinMs: 2000,
  },
]

describe.each([
  ['of the first half', rows.slice(0, Math.ceil(rows.length / 2))],
  ['of the second half', rows.slice(Math.ceil(rows.length / 2))],
])('a service %s that', (_, half) => {
  const tried = new Map<string, TriedStack>()

  beforeAll(async () => {
    const waiting = [...half]
    const worker = async (): Promise<void> => {
      for (let row = waiting.shift(); row; row = waiting.shift()) {
        tried.set(row.name, await tryStack(row))
      }
    }
    await Promise.all(Array.from({ length: 3 }, worker))
  })

  test.each(half.map((row) => [row.name, row] as const))('%s', (name, row) => {
    const found = tried.get(name)
    expect(found?.main.exitCode).toBe(1)
    const [first] = found?.failures ?? []
    expect(first?.what).toMatch(row.what)
    if (row.why) expect(first?.why).toMatch(row.why)
    expect(first?.fix).toMatch(row.fix)
    if (row.evidence) expect(first?.evidence?.join('\n')).toMatch(row.evidence)
    expect(found?.failures.length).toBe(1)
    const lines = row.compose.split('\n')
    const line = lines.findIndex((text) => text.startsWith(`  ${row.service}:`)) + 1
    expect(first?.where).toMatchObject({ file: 'compose.yaml', line })
    // What is promised, and as much again: on a busy machine the engine itself is late.
    expect(found?.stageMs('health')).toBeLessThan(2 * row.withinMs)
  })
})
