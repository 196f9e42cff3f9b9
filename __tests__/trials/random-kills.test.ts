// Kills at moments that a seed chooses, in each stage in turn: whatever was going on, the post step
// leaves nothing, and no tag that moves has moved unless every image is there. KILLS=100 SEED=7 for
// more and for others.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { type Interruption, interruptedRun } from '../support/cancelled.ts'
import { digestInRegistry, registry, type Workspace, workspaceWith } from '../support/harbour.ts'
import { stepLimitMs } from '../support/workflow-step.ts'

const kills = Number(process.env['KILLS'] ?? 3)
const seed = Number(process.env['SEED'] ?? 1)

/** Those in which most can go wrong first: a short run of this test has no more. */
const stages = ['publish', 'build', 'health', 'cleanup', 'certify', 'stack', 'smoke', 'plan']
const services = ['one', 'two']
const service = (name: string): string =>
  `  ${name}: { build: { context: ., args: { NAME: ${name} } }, init: true, x-sea-trial: { stable-for: 100ms }, x-smoke: [{ exec: [test, -f, /made] }], volumes: ["data:/data"] }`
const files = {
  'compose.yaml': `services:\n${services.map(service).join('\n')}\nvolumes: { data: {} }\n`,
  Dockerfile:
    'FROM busybox:1\nARG NAME\nARG BUILD=start\nRUN echo "$NAME $BUILD" > /made\nCMD ["sleep", "600"]\n',
}
const inputs = { registry, push: 'true', username: 'me', password: 'swordfish-4711' }

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

interface Tags {
  /** By service: what the tag that moves is at. */
  readonly main: readonly (string | undefined)[]
  readonly sha: readonly (string | undefined)[]
}

async function tagsOf({ runId, sha }: Workspace): Promise<Tags> {
  const at = (tag: string) =>
    Promise.all(
      services.map((one) => digestInRegistry(`${registry}/acme/trio-${runId}/${one}`, tag)),
    )
  const [main, own] = await Promise.all([at('main'), at(`sha-${sha}`)])
  return { main, sha: own }
}

const uninterrupted: Pick<Interruption, 'reached' | 'interrupt'> = {
  reached: () => new Promise(() => {}),
  interrupt: () => {},
}

/** How long each stage takes here, as the run itself tells it. */
function durationsIn(log: string): ReadonlyMap<string, number> {
  const lines = [...log.matchAll(/^✓ ([a-z]+) ([\d.]+)s$/gm)]
  return new Map(lines.map(([, stage = '', seconds]) => [stage, Number(seconds) * 1000]))
}

const missed = 'none: it had ended'

/** The stage that had begun last. */
function stageIn(log: string): string {
  return [...log.matchAll(/^::group::([a-z]+)$/gm)].at(-1)?.[1] ?? 'before the plan'
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It was done already.
  }
}

test(
  `${kills} kills at random moments leave nothing, and no tag moves before every image is there`,
  async () => {
    const random = randomOf(seed)
    const workspace = workspaceWith(files, 'trio')
    let build = 'start'
    /** Nothing of an earlier build is in any cache. */
    const change = (to: string): void => {
      workspace.replace('Dockerfile', `BUILD=${build}`, `BUILD=${to}`)
      build = to
    }
    change(`${workspace.runId}-first`)
    const whole = await interruptedRun({ workspace, inputs, ...uninterrupted })
    expect(whole.main.exitCode).toBe(0)
    const durations = durationsIn(whole.main.log)
    expect([...durations.keys()]).toEqual(expect.arrayContaining(stages))

    const hits = new Map<string, number>()
    for (let kill = 0; kill < kills; kill++) {
      change(`${workspace.runId}-${kill}`)
      const before = await tagsOf(workspace)
      const stage = stages[kill % stages.length] ?? ''
      // Of what the first run took, as no two runs are as long.
      const delay = Math.round(random() * 0.8 * Math.max(50, durations.get(stage) ?? 0))
      const signal = random() < 0.8 ? 'SIGKILL' : 'SIGINT'
      let then = ''
      const run = await interruptedRun({
        ...{ workspace, inputs },
        async reached(step) {
          await step.said(`::group::${stage}\n`)
          await sleep(delay)
          then = stageIn(step.log())
        },
        interrupt: (pid) => signalTo(pid, signal),
      })
      const hit = run.main.exitCode === 137 || run.main.exitCode === 130 ? then : missed
      hits.set(hit, (hits.get(hit) ?? 0) + 1)
      const about = `kill ${kill} of seed ${seed}: ${signal} ${delay} ms after the start of ${stage}, hit ${hit}`
      if (kills > stages.length) process.stderr.write(`${about}\n`)
      expect([about, run.atTheEnd, run.atTheEnd.length > 0 ? run.post.log : '']).toEqual([
        about,
        [],
        '',
      ])
      const warnings = run.post.annotations.map(({ message }) => message)
      expect([about, ...warnings]).toEqual([about])
      const after = await tagsOf(workspace)
      for (const [index, digest] of after.main.entries()) {
        if (digest === before.main[index]) continue
        const both = [expect.any(String), expect.any(String)]
        expect([about, ...after.sha]).toEqual([about, ...both])
        expect([about, digest]).toEqual([about, after.sha[index]])
      }
    }
    process.stderr.write(`hit: ${[...hits].map(([stage, n]) => `${stage} ${n}`).join(', ')}\n`)
    // Else it would show little: a run that is done can't be hurt.
    expect(hits.get(missed) ?? 0).toBeLessThanOrEqual(Math.max(1, kills / 5))

    // Whatever state they left the registry in, the next run goes on from it.
    change(`${workspace.runId}-last`)
    const last = await interruptedRun({ workspace, inputs, ...uninterrupted })
    expect({ exitCode: last.main.exitCode, log: last.main.log }).toMatchObject({ exitCode: 0 })
    const { main, sha } = await tagsOf(workspace)
    expect(main).toEqual([expect.any(String), expect.any(String)])
    expect(main).toEqual(sha)
  },
  kills * stepLimitMs,
)
