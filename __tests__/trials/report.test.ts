// What a run leaves to read, through the action: files, summary, outputs, and logs of any size.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { leftovers, root, type Workspace, workspaceWith } from '../support/harbour.ts'
import { reportErrors } from '../support/plan-schema.ts'
import { actionFile, runStep, type StepResult } from '../support/workflow-step.ts'

const lineBytes = 1000
const lines = 105_000
const write = `import sys, time
line = "x" * ${lineBytes - 1} + "\\n"
for _ in range(${lines}): sys.stdout.write(line)
print("the last line \\u2603 ::error::no")
sys.stdout.flush()
time.sleep(600)
`

/** In a registry's input, so known to be a secret; and one line as no reader wants it. */
const secret = 'correct-horse-battery'
const oddLine = `import sys
sys.stdout.buffer.write(b"y" * 10_000_000 + b"${secret}" + b"\\xff\\xfe \\xe2\\x98")
`

const stack = (loud: boolean) => `
services:
  loud:
    image: python:3.11-slim
    command: ["python", "-c", ${JSON.stringify(loud ? write : 'import time; time.sleep(600)')}]
    environment: { PYTHONIOENCODING: utf-8 }
    x-smoke:
      - exec: [sleep, "8"]
      - name: what is not there
        exec: [test, -e, /nowhere]
        retry: false
  quiet:
    image: nginx:1
  odd:
    image: python:3.11-slim
    command: ["python", "-c", ${JSON.stringify(oddLine)}]
    x-sea-trial: { one-shot: true }
`

interface Tried {
  readonly main: StepResult
  readonly workspace: Workspace
  readonly folder: string
  readonly peakKilobytes: number
}

/** With the largest memory that any of its processes had. */
async function tryOut(compose: string): Promise<Tried> {
  const workspace = workspaceWith({ 'compose.yaml': compose })
  const peak = path.join(mkdtempSync(path.join(tmpdir(), 'sea-trial-peak-')), 'peak')
  const measure =
    'import resource, subprocess, sys; code = subprocess.call(sys.argv[2:]); open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)); sys.exit(code)'
  const { main } = await runStep({
    workspace: workspace.directory,
    inputs: { push: 'false', registry: 'localhost:5050', username: 'a', password: secret },
    env: { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId },
    within: ['python3', '-c', measure, peak],
  })
  expect(leftovers(workspace.runId)).toEqual([])
  const folder = path.dirname(main.outputs['report'] ?? '')
  return { main, workspace, folder, peakKilobytes: Number(readFileSync(peak, 'utf8')) }
}

interface Times {
  readonly durationMs: number
  readonly steps: readonly {
    readonly name: string
    readonly startedAtMs: number
    readonly durationMs: number
  }[]
}

function timesOf({ main }: Tried): Times {
  return JSON.parse(main.outputs['json'] ?? '{}') as Times
}

describe('a failed trial', () => {
  let loud: Tried
  let still: Tried

  beforeAll(async () => {
    still = await tryOut(stack(false))
    loud = await tryOut(stack(true))
  })

  test('keeps the whole log of every service, to the last byte', () => {
    expect(loud.main.exitCode).toBe(1)
    const log = path.join(loud.folder, 'logs/loud.log')
    expect(statSync(log).size).toBe(
      lines * lineBytes + Buffer.byteLength('the last line ☃ ::error::no\n'),
    )
    expect(execFileSync('tail', ['-c', '50', log], { encoding: 'utf8' })).toMatch(
      /line ☃ ::error::no\n$/,
    )
    expect(readFileSync(path.join(loud.folder, 'logs/quiet.log'), 'utf8')).toContain('nginx')
  })

  test('keeps a line of ten megabytes that is no text, but for the secret in it', () => {
    const log = readFileSync(path.join(still.folder, 'logs/odd.log'))
    expect(log.subarray(0, 10_000_000).every((byte) => byte === 'y'.charCodeAt(0))).toBe(true)
    // The engine has put the sign for it in the place of what is no text.
    expect(log.subarray(10_000_000).toString()).toMatch(/^\*\*\*\ufffd+ \ufffd+$/)
  })

  test('of 100 MB of log needs little memory, and little is left to do at its end', () => {
    expect(loud.peakKilobytes).toBeLessThan(150 * 1024)
    const { durationMs, steps } = timesOf(loud)
    const smoke = steps.find(({ name }) => name === 'smoke')
    const cleanup = steps.find(({ name }) => name === 'cleanup')
    // What is fetched then is what was written last: all of it takes the engine three seconds.
    const fetchMs =
      (cleanup?.startedAtMs ?? 0) - (smoke?.startedAtMs ?? 0) - (smoke?.durationMs ?? 0)
    console.info(
      `100 MB of log: fetched for ${Math.round(fetchMs)} ms, ${Math.round(durationMs - timesOf(still).durationMs)} ms more, ${loud.peakKilobytes} kB`,
    )
    expect(fetchMs).toBeLessThan((smoke?.durationMs ?? 0) / 4)
  })

  test('leaves a report by its schema, and every other form of it', () => {
    expect(reportErrors(readFileSync(path.join(still.folder, 'report.json'), 'utf8'))).toEqual([])
    for (const name of ['plan.json', 'junit.xml', 'summary.md', 'summary.html'])
      expect(existsSync(path.join(still.folder, name))).toBe(true)
    expect(readFileSync(path.join(still.folder, 'summary.md'), 'utf8')).toBe(still.main.summary)
    expect(still.main.summary).toMatch(/^## ❌ Sea Trial failed\n\nsmoke failed in /)
    expect(still.main.summary).toMatch(/```mermaid\ngantt\n/)
    expect(still.main.summary).toMatch(/\| ✓ \| quiet \| running for 3s \| \d+\.\ds \| 0 \|/)
  })

  test('sets every output, and says the code in the annotation', () => {
    const unset = Object.entries(still.main.outputs).filter(([, value]) => value === undefined)
    expect(unset).toEqual([])
    expect(still.main.outputs).toMatchObject({ verdict: 'failed', pushed: 'false' })
    expect(still.main.annotations.map(({ properties }) => properties['title'])).toEqual([
      expect.stringMatching(
        /^compose.yaml:\d+:\d+: check "what is not there" failed: .*\[ST-CHECK\]$/,
      ),
    ])
  })
})

test('a run that breaks off before it begins sets its outputs, and says why on its page', async () => {
  const workspace = workspaceWith({ 'compose.yaml': stack(false) })
  const { main } = await runStep({
    workspace: workspace.directory,
    env: {
      GITHUB_SHA: workspace.sha,
      GITHUB_RUN_ID: workspace.runId,
      DOCKER_HOST: 'a pigeon',
    },
  })
  expect(main.exitCode).toBe(3)
  const names = Object.keys(actionFile.outputs)
  expect(Object.keys(main.outputs).toSorted()).toEqual(names.toSorted())
  expect(main.outputs).toMatchObject({ verdict: 'failed', pushed: 'false', digests: '{}' })
  expect(reportErrors(readFileSync(main.outputs['report'] ?? '', 'utf8'))).toEqual([])
  expect(main.summary).toMatch(/^## ❌ Sea Trial failed\n\nplan failed in .*pigeon/)
  expect(main.annotations).toHaveLength(1)
})

test('a run on a laptop that breaks off before it begins leaves a report too', () => {
  const { directory } = workspaceWith({ 'compose.yaml': stack(false) })
  const { status, stdout } = spawnSync(
    process.execPath,
    [path.join(root, 'dist/cli/index.js'), 'trial'],
    { cwd: directory, encoding: 'utf8', env: { ...process.env, DOCKER_HOST: 'a pigeon' } },
  )
  expect(status).toBe(3)
  expect(stdout).toContain('pigeon')
  const report = readFileSync(path.join(directory, 'sea-trial-report/report.json'), 'utf8')
  expect(reportErrors(report)).toEqual([])
})

test('a run without files for its outputs and its page says so, and prints no command of old', async () => {
  const workspace = workspaceWith({ 'compose.yaml': stack(false) })
  const { main } = await runStep({
    workspace: workspace.directory,
    inputs: { mode: 'plan' },
    env: {
      ...{ GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId },
      ...{ GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '/proc/version' },
    },
  })
  expect(main.exitCode).toBe(0)
  expect(main.annotations.map(({ kind, message }) => [kind, message])).toEqual([
    ['warning', 'outputs are not set: GITHUB_OUTPUT: it is not set'],
    ['warning', expect.stringMatching(/^there is no summary: GITHUB_STEP_SUMMARY: /)],
  ])
  expect(main.log).not.toMatch(/::(set-output|save-state)/)
})

describe('on a terminal', () => {
  const small = `
services:
  web:
    image: nginx:1
    ports: ["80"]
    x-smoke: [{ get: / }]
`
  const trial = `${process.execPath} ${path.join(root, 'dist/cli/index.js')} trial`

  /** Through a pseudo terminal, as a person would; `keys` are typed when it has said `after`. */
  function onTerminal(command: string, directory: string, input = ''): string {
    const { CI: _, NO_COLOR: __, GITHUB_ACTIONS: ___, ...env } = process.env
    const { stdout } = spawnSync('script', ['-qefc', command, '/dev/null'], {
      cwd: directory,
      env: { ...env, TERM: 'xterm-256color' },
      encoding: 'utf8',
      input,
      timeout: 120_000,
    })
    return stdout
  }

  test('what goes on is shown live, an upload with its size, and only lines remain', () => {
    const name = `localhost:5050/report-${randomInt(1_000_000, 9_999_999)}/web`
    // New in each run: what a registry has is not uploaded.
    const cargo = `FROM nginx:1\nRUN echo ${name}; head -c 90000000 /dev/urandom > /cargo\n`
    const built = small.replace('image: nginx:1', `image: ${name}\n    build: .`)
    const { directory } = workspaceWith({ 'compose.yaml': built, Dockerfile: cargo })
    const push = '--push --lint=off --certificate=off'
    const shown = onTerminal(`${trial} ${push} --timings; echo code $?`, directory)
    expect(shown).toMatch(/web:\S*… +\d+\.\ds [━╌]{16} +\d+% of 90 MB/)
    expect(shown).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] health \d+\.\ds, 0 of 1 ready/)
    expect(shown).toContain('\u001b[0J')
    expect(shown).toContain('code 0')
    expect(shown).toMatch(/ {2}→ \d\.\ds {2}health: the wait until web was ready/)
    expect(shown.slice(shown.lastIndexOf('\u001b[0J'))).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/)
  })

  test.each(['NO_COLOR=1', 'CI=true', 'TERM=dumb'])('with %s there are plain lines', (setting) => {
    const { directory } = workspaceWith({ 'compose.yaml': small })
    const shown = onTerminal(`env ${setting} ${trial.replace('trial', 'plan')}`, directory)
    expect(shown).toContain('plan of stack')
    expect(shown).not.toContain('\u001b[0J')
  })

  test('Ctrl-C takes down what is up, and leaves a clean end', async () => {
    const { directory } = workspaceWith({ 'compose.yaml': small.replace('get: /', 'get: /no') })
    const { CI: _, NO_COLOR: __, GITHUB_ACTIONS: ___, ...env } = process.env
    // The shell gives its place to the trial: dash would leave at the Ctrl-C too, with a code of its own.
    const command = `exec ${trial} --smoke-timeout 60s`
    const terminal = spawn('script', ['-qefc', command, '/dev/null'], {
      cwd: directory,
      env: { ...env, TERM: 'xterm-256color' },
    })
    let shown = ''
    let typed = false
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text
      // The check that can't pass is asked again and again from here on.
      if (typed || !/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] smoke/.test(shown)) return
      typed = true
      terminal.stdin.write('\u0003')
    })
    const [code] = await once(terminal, 'close')
    expect(shown).toContain('cancelled after')
    expect(code).toBe(130)
    expect(leftIn(directory)).toBe('')
  })

  test('a reader that goes away ends nothing before its cleanup', () => {
    const { directory } = workspaceWith({ 'compose.yaml': small })
    const { stdout } = spawnSync('bash', ['-c', `${trial} | head -1; echo code $PIPESTATUS`], {
      cwd: directory,
      encoding: 'utf8',
      timeout: 120_000,
    })
    expect(stdout).toMatch(/^plan\ncode 0\n$/)
  })
})

/** Of runs in this folder: others have stacks of their own. */
function leftIn(directory: string): string {
  const here = `label=com.docker.compose.project.working_dir=${directory}`
  return execFileSync('docker', ['ps', '--all', '--quiet', '--filter', here], { encoding: 'utf8' })
}
