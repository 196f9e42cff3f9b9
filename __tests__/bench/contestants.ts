// Three ways through one case: the lean script, the usual chain, and the packed action.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { registry, root, run } from '../support/harbour.ts'
import { runStep } from '../support/workflow-step.ts'
import type { Case } from './cases.ts'
import { type Cost, watchCost } from './cost.ts'

export interface Lap {
  readonly seconds: number
  /** Until the last tag was at the registry; the rest is tidying up. */
  readonly untilPushed: number
  /** Of the process of the action itself. */
  readonly cost?: Cost
}

/** A commit, a tag and a project for this lap alone, so that nobody profits from another one's. */
function prepare(one: Case, lap: number): { readonly project: string; readonly tag: string } {
  one.change(one.folder, lap)
  const id = randomBytes(4).toString('hex')
  const author = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.invalid']
  run('git', ['init', '--quiet', '--initial-branch', 'main'], one.folder)
  run('git', ['add', '--all'], one.folder)
  run('git', [...author, 'commit', '--quiet', '--allow-empty', '--message', id], one.folder)
  return { project: `bench-${id}`, tag: id }
}

function imageOf(one: Case, service: string): string {
  return `${registry}/bench/${path.basename(one.folder).toLowerCase()}/${service}`
}

export async function sail(way: Case['contestants'][number], one: Case, lap: number): Promise<Lap> {
  const { project, tag } = prepare(one, lap)
  return way === 'ours' ? byAction(one) : byScript(way, one, { project, tag })
}

function byScript(
  way: 'floor' | 'usual',
  one: Case,
  { project, tag }: { readonly project: string; readonly tag: string },
): Lap {
  const images = one.built.map((service) => `${imageOf(one, service)}:${tag}`)
  const named = one.built.map((name, index) => `  ${name}: { image: "${images[index]}" }`)
  writeFileSync(path.join(one.folder, 'bench.yaml'), `services:\n${named.join('\n')}\n`)
  const checks = one.checks.map(({ service, port, path: at }) => `${service} ${port} ${at}`)
  const script = path.join(root, `__tests__/bench/${way}.sh`)
  const what = way === 'floor' ? images : one.built
  const argv = [project, checks.join('\n'), what.join(' ')]
  if (one.rebuild === 'everything') argv.push('--no-cache')
  const startedAt = Date.now()
  const { status, stdout, stderr } = spawnSync(script, argv, { cwd: one.folder, encoding: 'utf8' })
  const seconds = (Date.now() - startedAt) / 1000
  if (status !== 0) throw new Error(`${way} failed in ${one.name}:\n${stdout}\n${stderr}`)
  spawnSync('docker', ['image', 'rm', ...images], { stdio: 'ignore' })
  return { seconds, untilPushed: Number(stdout.trim().split('\n').at(-1)) - startedAt / 1000 }
}

interface Report {
  readonly steps: readonly {
    readonly name: string
    readonly startedAtMs: number
    readonly durationMs: number
  }[]
}

/** Pushes two tags, as on main: that of the commit, and `main`, which moves. */
async function byAction(one: Case): Promise<Lap> {
  const images = one.built.map((service) => `${service}=${imageOf(one, service)}`)
  const startedAt = Date.now()
  let costOf: (() => Cost) | undefined
  const { main } = await runStep(
    {
      workspace: one.folder,
      inputs: {
        // Every lap is a whole trial, but where a case is about what spares one.
        ...{ push: 'true', cache: 'off', reuse: 'off', images: images.join('\n') },
        'no-cache': String(one.rebuild === 'everything'),
        ...one.inputs,
      },
      env: {
        GITHUB_SHA: run('git', ['rev-parse', 'HEAD'], one.folder),
        GITHUB_RUN_ID: String(Date.now()),
      },
    },
    ({ pid }) => {
      costOf = watchCost(pid)
    },
  )
  const cost = costOf?.()
  const seconds = (Date.now() - startedAt) / 1000
  if (main.exitCode !== 0) throw new Error(`ours failed in ${one.name}:\n${main.log}`)
  const text = readFileSync(path.join(one.folder, 'sea-trial-report/report.json'), 'utf8')
  const { steps } = JSON.parse(text) as Report
  const cleanup = steps.find(({ name }) => name === 'cleanup')
  return {
    seconds,
    untilPushed: seconds - (cleanup?.durationMs ?? 0) / 1000,
    ...(cost && { cost }),
  }
}
