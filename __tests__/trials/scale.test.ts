// A stack of a thousand services: what its plan costs, beside what Compose takes to read the same file.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { workspaceWith } from '../support/harbour.ts'
import { lap, lapOfOurs } from '../support/laps.ts'
import { simulatedFleet } from '../support/simulated-fleet.ts'

const services = 1000
const { directory } = workspaceWith(simulatedFleet({ services }), 'fleet')

afterAll(() => rmSync(path.dirname(directory), { recursive: true, force: true }))

function fastest(laps: readonly { readonly seconds: number }[]): number {
  return Math.min(...laps.map(({ seconds }) => seconds))
}

describe('a thousand services', () => {
  // In turns, and the faster of two each: another process on the machine slows down either.
  const rounds = [1, 2].map(() => ({
    config: lap('docker', ['compose', 'config'], directory),
    plan: lapOfOurs(['plan', '--lint', 'off'], directory),
  }))

  test('are planned in less than 5 times what docker compose config takes for the same file', () => {
    const ratio =
      fastest(rounds.map(({ plan }) => plan)) / fastest(rounds.map(({ config }) => config))
    expect(ratio).toBeLessThan(5)
  })

  test('stand in the plan, every one with its image and its checks', () => {
    const { stdout } = rounds[0]?.plan ?? { stdout: '' }
    expect(stdout).toContain(`svc-${services - 1}`)
    const checks = stdout.matchAll(/svc-\d+: exec cat \/layer-0/g)
    expect(new Set([...checks].map(([name]) => name)).size).toBe(services)
  })
})
