// A stack of so many services that they are asked less often than written: as strict all the same.
import { expect, test } from '@jest/globals'
import { type TriedStack, tryStack } from '../support/stack-trial.ts'

const names = Array.from({ length: 8 }, (_, index) => `s${index}`)
const service = (name: string): string => `  ${name}:
    image: busybox:1
    init: true
    command: sleep 60
    healthcheck: { test: ["CMD", "test", "!", "-e", "/broken"], interval: 1s, retries: 3 }
`
const compose = `services:\n${names.map(service).join('')}`

/** Passes where the engine says the same of all containers. */
const look = `#!/bin/sh
docker ps -q --filter label=sea-trial.run | xargs docker inspect --format \\
  '{{.State.Health.Status}} {{.Config.Healthcheck.Interval}} {{.Config.Healthcheck.Retries}}' | sort | uniq -c
`

function askedEvery(
  interval: string,
  inputs: Readonly<Record<string, string>>,
): Promise<TriedStack> {
  const smoke = `- { run: sh look.sh, expect: { stdout: "8 healthy ${interval} 3" } }\n`
  return tryStack({ compose, files: { 'look.sh': look }, inputs: { smoke, ...inputs } })
}

test('eight services are asked every two seconds when they are healthy, and keep their retries', async () => {
  const { main } = await askedEvery('2s', {})
  expect(main.exitCode).toBe(0)
})

test('quick-probes: false leaves all as written', async () => {
  const { main } = await askedEvery('1s', { 'quick-probes': 'false' })
  expect(main.exitCode).toBe(0)
})

test('one that breaks under the checks is red, although the engine takes its time to say so', async () => {
  const breaking = '    x-smoke: [{ name: break it, exec: [touch, /broken] }]\n'
  const { main, failures } = await tryStack({
    compose: `${compose}${breaking}`, // of the last service
    // Long enough for one more probe, too short for three.
    inputs: { smoke: '- { run: sleep 2.5, needs: break it }\n' },
  })
  expect(failures.map(({ what }) => what)).toEqual(['s7 turned unhealthy during the checks'])
  expect(main.exitCode).toBe(1)
})
