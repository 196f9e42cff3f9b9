// What people see first: the order of the page, and that foreign text stays text in each form of it.
import { describe, expect, test } from '@jest/globals'
import type { Failure } from '../../src/errors.ts'
import { laptopCommand } from '../../src/inputs/laptop.ts'
import { docsPlace } from '../../src/report/docs-place.ts'
import { renderGantt } from '../../src/report/gantt.ts'
import { renderHtml } from '../../src/report/html.ts'
import type { Span, TrialRecord } from '../../src/report/record.ts'
import { renderJson } from '../../src/report/results.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { Timeline } from '../../src/report/timeline.ts'
import { reportErrors } from '../support/plan-schema.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const passed = await new ScriptedWorld().run()
const cancelled = await new ScriptedWorld().cancelAt(/^run docker buildx bake/).run()
const refused = await new ScriptedWorld()
  .on(/^docker compose .*config$/, { exitCode: 1, stderr: 'no such service: x' })
  .run()
const failure: Failure = {
  stage: 'smoke',
  class: 'test',
  code: 'ST-CHECK',
  what: 'check "ships" failed: expected status 2xx, got 500',
  why: 'it was tried 12 times',
  fix: 'read the log',
  where: { file: 'compose.yaml', line: 9, column: 3 },
  evidence: ['HTTP 500'],
}
const [check] = passed.checks
if (!check) throw new Error('the scripted trial has no check')
const failed: TrialRecord = {
  ...passed,
  verdict: 'failed',
  failures: [failure],
  checks: [
    check,
    { ...check, name: 'ships', verdict: 'failed', tries: 12 },
    {
      ...check,
      name: 'sails',
      verdict: 'skipped',
      reasons: [{ what: 'it needs "ships", which did not pass' }],
    },
  ],
}

function span(number: number, change: Partial<Span> = {}): Span {
  const times = { startedAtMs: number * 10, durationMs: 1000 + number }
  return { kind: 'check', name: `check ${number}`, verdict: 'passed', ...times, ...change }
}

const spans = (many: number): readonly Span[] => Array.from({ length: many }, (_, at) => span(at))

function inOrder(text: string, words: readonly string[]): void {
  const places = words.map((word) => text.indexOf(word))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((one, other) => one - other))
}

describe('a summary', () => {
  test('has verdict and sentence first, failures before what went well', () => {
    const order = ['failed', 'smoke failed in', 'compose.yaml:9:3', 'were not asked', 'Images']
    inOrder(renderSummary(failed), [...order, 'Timeline', 'Stages', '<details>'])
    inOrder(renderHtml(failed), [...order, 'Timeline', '<svg', '<details>'])
  })

  test('tells of a failed check once, and why another one was not asked', () => {
    const [page = '', timeline = ''] = renderSummary(failed).split('### Timeline')
    expect(page.match(/check "ships" failed/g)).toHaveLength(2) // in the sentence, and with its reason
    expect(page).not.toMatch(/\| ✗ \| ships/)
    expect(page).toContain('| – | sails | api | it needs "ships", which did not pass |')
    expect(timeline).not.toContain('ships')
  })

  test('has the code of a failure, and leads to what it means where the docs can be read', () => {
    expect(renderSummary(failed)).toContain('</code> **check')
    expect(renderSummary(failed)).toContain('<code>ST-CHECK</code>')
    const docs = 'https://github.com/acme/sea-trial/blob/v1/docs'
    const link = `[ST-CHECK](${docs}/failures.md#st-check)`
    expect(renderSummary(failed, { docs })).toContain(link)
    expect(renderHtml(failed, { docs })).toContain(`href="${docs}/failures.md#st-check"`)
  })

  test('has services with their time to ready and restarts, and images with what they grew by', () => {
    const [image] = passed.images
    if (!image) throw new Error('no image')
    const before = {
      reference: 'r.example/api:main',
      digest: image.digest,
      growthBytes: -2_400_000,
    }
    const record = { ...passed, images: [{ ...image, buildMs: 61_500, before }] }
    const summary = renderSummary(record)
    expect(summary).toContain('MB compressed, −2.4 MB since main before')
    expect(summary).toContain('| 61.5s |')
    expect(summary).toMatch(/\| ✓ \| web \| running for 3s \| \d+\.\ds \| 0 \|/)
  })

  test('has the command for a laptop, folded', () => {
    const again = "node sea-trial/dist/cli/index.js trial --files='a b.yaml'"
    const text = renderSummary({ ...passed, again })
    expect(text).toContain(`<summary>The same on a laptop</summary>\n\n\`\`\`sh\n${again}\n\`\`\``)
  })
})

const hostile = [
  '<img src=x onerror=alert(1)>',
  '</details></table></svg><script>alert(1)</script>',
  'a | b `c` @acme/team #1 [x](https://evil.example) ![y](z)',
  '```\n::error::x\n```',
  '"><svg onload=alert(1)>',
  "' onmouseover='x",
  'end',
  'x :crit, 0, 1\n  click x href "https://evil.example"',
  '%%{init: {"theme": "dark"}}%%',
  'a;b#35;c',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u202etxt',
]

function everywhere(text: string): TrialRecord {
  const [image] = failed.images
  const [service] = failed.services
  if (!image || !service || !check) throw new Error('the scripted trial is empty')
  return {
    ...failed,
    sha: text,
    shaReason: text,
    publish: text,
    notes: [text],
    images: [{ ...image, services: [text], name: text, digest: text, pushed: [`${text}:${text}`] }],
    services: [{ ...service, name: text, words: text, verdict: 'failed' }, service],
    checks: [{ ...check, name: text, service: text, verdict: 'failed' }],
    timeline: [span(1, { name: text })],
    failures: [
      { ...failure, what: text, why: text, fix: text, where: { file: text }, evidence: [text] },
    ],
    again: text,
  }
}

describe.each(hostile)('foreign text: %j', (text) => {
  const html = renderHtml(everywhere(text))
  const summary = renderSummary(everywhere(text))
  const outside = summary.replace(/^(`{3,}).*?^\1$/gms, '')

  test('is no markup of the page', () => {
    const tags = new Set(html.match(/<\/?[a-z!][a-z0-9]*/g))
    const ours = new Set(renderHtml(everywhere('harmless')).match(/<\/?[a-z!][a-z0-9]*/g))
    expect([...tags].filter((tag) => !ours.has(tag))).toEqual([])
    expect(html).not.toMatch(/<[^>]* on\w+=/)
    expect(html).not.toContain('href="https://evil')
  })

  test('is no markup, mention or link of the summary', () => {
    const markup = new Set(['<details>', '</details>', '<summary>', '</summary>', '<code>'])
    const found = (outside.match(/<\/?[a-z][^>]*>/g) ?? []).filter((tag) => !markup.has(tag))
    expect(found.filter((tag) => tag !== '</code>' && tag !== '<br>')).toEqual([])
    expect(outside).not.toMatch(/@acme|\]\(https:\/\/evil|!\[/)
    expect((outside.match(/<details>/g) ?? []).length).toBe(
      (outside.match(/<\/details>/g) ?? []).length,
    )
  })

  test('adds no cell to a table', () => {
    for (const table of outside.match(/(?:^\|.*\|\n?)+/gm) ?? []) {
      const cells = table
        .trim()
        .split('\n')
        .map((row) => row.split('|').length)
      expect(new Set(cells).size).toBe(1)
    }
  })

  test('is one bar of the timeline', () => {
    const gantt = renderGantt([{ title: 'Checks', bars: [span(1, { name: text })] }])
    const [, , , section, ...bars] = gantt?.split('\n') ?? []
    expect(section).toBe('  section Checks')
    expect(bars).toHaveLength(1)
    expect(bars[0]).toMatch(/^ {2}✓ [^:;#%`<>&{}]* :\d\d:\d\d:\d\d\.\d{3}, \d\d:\d\d:\d\d\.\d{3}$/)
  })
})

describe('a timeline', () => {
  const lanes = (many: number) => [{ title: 'Checks', bars: spans(many) }]

  test('of a hundred bars is a picture, of more a table of the longest', () => {
    expect(renderGantt(lanes(100))).toContain('✓ check 99 :')
    expect(renderGantt(lanes(101))).toBeUndefined()
    const summary = renderSummary({ ...passed, steps: [], timeline: spans(101) })
    expect(summary).not.toContain('mermaid')
    expect(summary).toContain('### Timeline: the 40 longest of 101')
    expect(summary).toContain('| Checks | check 100 | passed | 1.0s | 1.1s |')
    expect(summary).not.toContain('| check 60 |')
  })

  test('stays within what Mermaid reads, whatever names it has', () => {
    const bars = Array.from({ length: 100 }, (_, at) => span(at, { name: '☃'.repeat(5000) }))
    const gantt = renderGantt([{ title: 'Checks', bars }]) ?? ''
    expect(gantt).toContain('☃…')
    expect(gantt.length).toBeLessThan(50_000)
  })

  test('draws what failed as critical, and what is too short to be seen', () => {
    const bar = { name: 'api', verdict: 'failed', startedAtMs: 61_000, durationMs: 0 } as const
    const gantt = renderGantt([{ title: 'Images', bars: [bar] }])
    expect(gantt).toContain('  ✗ api :crit, 00:01:01.000, 00:01:01.001')
  })

  test('takes a service from its start until it is ready, whatever is said twice', () => {
    const timeline = new Timeline()
    const api = { kind: 'service', name: 'api', service: 'api', replica: 1, restarts: 0 } as const
    timeline.take({ ...api, state: 'created', words: '' }, 5)
    timeline.take({ ...api, state: 'starting', words: 'probing' }, 10)
    timeline.take({ ...api, state: 'starting', words: 'probing' }, 20)
    timeline.take({ ...api, state: 'ready', words: 'healthy' }, 30)
    timeline.take({ ...api, state: 'ready', words: 'healthy', restarts: 1 }, 90)
    expect(timeline.services(100)).toEqual([
      {
        ...{ name: 'api', service: 'api', replica: 1, verdict: 'ready', words: 'healthy' },
        ...{ restarts: 1, startedAtMs: 10, durationMs: 20 },
      },
    ])
  })

  test('ends an image with its own last step, and cuts short what never ended', () => {
    const timeline = new Timeline()
    const image = (name: string, state: 'building' | 'done', done: number, atMs: number): void =>
      timeline.take({ kind: 'image', name, state, done, steps: 3 }, atMs)
    image('api', 'building', 0, 10)
    image('web', 'building', 1, 10)
    image('api', 'building', 3, 40)
    image('api', 'done', 3, 90)
    expect(timeline.spans(100)).toEqual([
      { kind: 'image', name: 'api', verdict: 'passed', startedAtMs: 10, durationMs: 30 },
      { kind: 'image', name: 'web', verdict: 'unfinished', startedAtMs: 10, durationMs: 90 },
    ])
  })
})

describe('the command for a laptop', () => {
  const raw = (inputs: Readonly<Record<string, string>>) =>
    new Map(Object.entries(inputs).map(([name, value]) => [name, { value, where: name }]))

  test('has what decides the trial, and neither credentials nor what may be secret', () => {
    const inputs = {
      files: 'compose.yaml\ncompose.ci.yaml',
      'wait-timeout': '90s',
      'build-args': 'TOKEN=hunter2\nPLAIN',
      secrets: 'key=hunter2',
      username: 'me',
      password: 'hunter2',
      push: 'true',
      'no-cache': 'true',
      pull: 'false',
      smoke: "tests/it's.yaml",
    }
    expect(laptopCommand(raw(inputs))).toBe(
      "node sea-trial/dist/cli/index.js trial --files=compose.yaml,compose.ci.yaml --build-args='TOKEN=...\nPLAIN' --no-cache --wait-timeout=90s --smoke='tests/it'\\''s.yaml'",
    )
  })
})

describe('the report', () => {
  test.each([
    ['passed', passed],
    ['failed', failed],
    ['cancelled', cancelled],
    ['of bad input', refused],
  ])('%s is as docs/report.schema.json has it', (_, record) => {
    expect(reportErrors(renderJson(record))).toEqual([])
  })

  test('is refused by the schema where it is not', () => {
    const { failures: _, ...rest } = JSON.parse(renderJson(passed)) as Record<string, unknown>
    expect(reportErrors(JSON.stringify(rest))).toHaveLength(1)
    expect(reportErrors(JSON.stringify({ ...rest, failures: [{ code: 'E1' }] }))).not.toEqual([])
  })

  test('links to the docs of the version that ran, and only where that is known', () => {
    const env = { GITHUB_ACTION_REPOSITORY: 'acme/sea-trial', GITHUB_ACTION_REF: 'v1' }
    expect(docsPlace(env)).toBe('https://github.com/acme/sea-trial/blob/v1/docs')
    expect(docsPlace({})).toBeUndefined()
    expect(docsPlace({ ...env, GITHUB_ACTION_REF: '"><script>' })).toBeUndefined()
  })
})
