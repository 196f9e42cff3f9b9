// Kills at moments that a seed chooses: whatever was going on, the post step leaves nothing, and no
// tag that moves has moved unless every image is there. KILLS=100 SEED=7 for more and for others.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { interruptedRun } from '../support/cancelled.ts'
import { digestInRegistry, registry, type Workspace, workspaceWith } from '../support/harbour.ts'

const kills = Number(process.env['KILLS'] ?? 5)
const seed = Number(process.env['SEED'] ?? 1)
const never = new Promise<void>(() => {})

const services = ['one', 'two']
const service = (name: string): string =>
  `  ${name}: { build: { context: ., args: { NAME: ${name} } }, init: true, x-sea-trial: { stable-for: 100ms }, x-smoke: [{ exec: [test, -f, /made] }], volumes: ["data:/data"] }`
const files = {
  'compose.yaml': `services:\n${services.map(service).join('\n')}\nvolumes: { data: {} }\n`,
  Dockerfile:
    'FROM busybox:1\nARG NAME\nARG BUILD=start\nRUN echo "$NAME $BUILD" > /made\nCMD ["sleep", "600"]\n',
}

/** mulberry32: the same moments for the same seed. */
function randomOf(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const repositoryOf = (workspace: Workspace, name: string): string =>
  `${registry}/acme/trio-${workspace.runId}/${name}`

const tagged = ({ runId }: Workspace, tag: string): Promise<readonly (string | undefined)[]> =>
  Promise.all(
    services.map((one) => digestInRegistry(repositoryOf({ runId } as Workspace, one), tag)),
  )

test(
  `${kills} kills at random moments leave nothing, and no tag moves before every image is there`,
  async () => {
    const random = randomOf(seed)
    const workspace = workspaceWith(files, 'trio')
    const inputs = { registry, push: 'true', username: 'me', password: 'swordfish-4711' }
    const startedAt = performance.now()
    const whole = await interruptedRun({
      ...{ workspace, inputs, interrupt: () => {} },
      reached: () => never, // nothing interrupts the first one: it tells how long a run takes here
    })
    expect(whole.main.exitCode).toBe(0)
    const wholeMs = performance.now() - startedAt
    let build = 'start'
    for (let kill = 0; kill < kills; kill++) {
      workspace.replace('Dockerfile', `BUILD=${build}`, `BUILD=${seed}-${kill}`)
      build = `${seed}-${kill}`
      const before = await tagged(workspace, 'main')
      const moment = Math.round(random() * wholeMs * 1.1)
      const signal = random() < 0.8 ? 'SIGKILL' : 'SIGINT'
      const run = await interruptedRun({
        ...{ workspace, inputs },
        reached: () => sleep(moment),
        interrupt: (pid) => {
          try {
            process.kill(pid, signal)
          } catch {
            // It was done already.
          }
        },
      })
      const about = `kill ${kill} of seed ${seed}: ${signal} after ${moment} ms, exit ${run.main.exitCode}`
      process.stderr.write(`${about}\n`)
      expect([about, run.atTheEnd, run.atTheEnd.length > 0 ? run.post.log : '']).toEqual([
        about,
        [],
        '',
      ])
      const warnings = run.post.annotations.map(({ message }) => message)
      expect([about, ...warnings]).toEqual([about])
      const after = await tagged(workspace, 'main')
      const there = await tagged(workspace, `sha-${workspace.sha}`)
      for (const [index, digest] of after.entries()) {
        if (digest === before[index]) continue
        expect([about, ...there]).toEqual([about, expect.any(String), expect.any(String)])
        expect([about, digest]).toEqual([about, there[index]])
      }
    }
  },
  60_000 + kills * 60_000,
)
