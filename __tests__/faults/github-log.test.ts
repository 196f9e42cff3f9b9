// What a runner would make of our log: a line is a command when it begins with `::name`, after
// blanks, or holds `##[name]` anywhere.
import { afterEach, describe, expect, test } from '@jest/globals'
import type { Failure } from '../../src/errors.ts'
import { githubLog } from '../../src/io/github.ts'
import type { Log } from '../../src/world/world.ts'
import { outputOf } from '../support/captured-output.ts'

const loud = process.env['RUNNER_DEBUG']
afterEach(() => {
  if (loud === undefined) delete process.env['RUNNER_DEBUG']
  else process.env['RUNNER_DEBUG'] = loud
})

const logged = (write: (log: Log) => void): string => outputOf(() => write(githubLog()))

/** Also a lone CR begins a line, for a viewer. */
function commandsIn(output: string): readonly string[] {
  return output.split(/[\r\n]+/).filter((line) => /^\s*::|##\[/.test(line))
}

function failureNumber(number: number, evidence: readonly string[] = []): Failure {
  return {
    stage: 'smoke',
    class: 'test',
    code: 'ST-CHECK',
    what: `check ${number} failed`,
    evidence,
  }
}

const hostile = [
  '::add-mask::a',
  '::error::y',
  '  ::error file=a.ts,line=1::y',
  '::set-output name=verdict::passed',
  '::stop-commands::x',
  '::endgroup::',
  'x ##[add-mask]e',
  '##[error]y',
  '##[##[error]y',
  'x\r::error::y',
  'x\r\n::error::y',
  'x\u2028::error::y',
  '\u001b[0m::error::y',
  '\u200b::error::y',
  '\u001b]8;;https://evil.example\u0007::error::y\u001b]8;;\u0007',
  '\u001b]52;c;aGk=\u0007::error::y',
  '\u202e::rorre::y',
  '\u009b2J::error::y',
]

describe('text of a container or tool', () => {
  test.each(hostile)('is no command, but shown: %j', (line) => {
    const output = logged((log) => log.foreign(line))
    expect(commandsIn(output)).toEqual([])
    expect(output).toMatch(/^ {2}\| [^\r\n]*(add-mask|error|rorre|set-output|stop|endgroup)/)
    expect(output.split('\n')).toHaveLength(2)
  })

  test.each(hostile)('as a part of our own words is none either: %j', (line) => {
    const output = logged((log) => {
      log.info(line)
      log.info(`first\n${line}`)
    })
    expect(commandsIn(output)).toEqual([])
  })

  test.each(hostile)('as evidence, reason and place of a failure is none: %j', (line) => {
    const failure: Failure = {
      ...failureNumber(1, [line]),
      what: line,
      why: line,
      fix: line,
      where: { file: line, line: 1 },
    }
    const output = logged((log) => log.failures([failure]))
    const [annotation, ...others] = commandsIn(output)
    expect(annotation).toMatch(/^::error title=/)
    expect(others).toEqual([])
  })

  test.each(hostile)('closes no group, and opens none: %j', (line) => {
    const output = logged((log) => {
      log.group(line)
      log.warning(line)
      log.endGroup()
    })
    const names = commandsIn(output).map((command) => /^::([\w-]+)/.exec(command)?.[1])
    expect(names).toEqual(['group', 'warning', 'endgroup'])
  })

  test('moves no cursor, links nowhere and reaches no clipboard', () => {
    const output = logged((log) => {
      for (const line of hostile) log.foreign(line)
    })
    expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
  })
})

describe('failures', () => {
  const annotations = (count: number): readonly string[] => {
    const failures = Array.from({ length: count }, (_, index) => failureNumber(index + 1))
    return commandsIn(logged((log) => log.failures(failures)))
  }

  test('are all annotated as long as GitHub shows them', () => {
    expect(annotations(10)).toHaveLength(10)
    expect(annotations(10).at(-1)).toContain('check 10 failed')
  })

  test('beyond are counted in the tenth annotation', () => {
    expect(annotations(16)).toHaveLength(10)
    expect(annotations(16).at(-1)).toBe('::error::and 7 more: see the summary')
    expect(annotations(11).at(-1)).toBe('::error::and 2 more: see the summary')
  })

  test('are annotated before their logs, and told in full', () => {
    const failures = Array.from({ length: 50 }, (_, index) => failureNumber(index + 1, ['a log']))
    const lines = logged((log) => log.failures(failures)).split('\n')
    const lastAnnotation = lines.findLastIndex((line) => line.startsWith('::error'))
    expect(lastAnnotation).toBeLessThan(lines.indexOf('  | a log'))
    expect(lines.filter((line) => /^check \d+ failed \[ST-CHECK\]$/.test(line))).toHaveLength(50)
  })
})

test('warnings beyond ten are in the log alone', () => {
  const output = logged((log) => {
    for (let number = 1; number <= 50; number++) log.warning(`warning ${number}.`)
  })
  expect(commandsIn(output)).toHaveLength(10)
  for (let number = 1; number <= 50; number++) expect(output).toContain(`warning ${number}.`)
})

describe('a line for those who look for faults', () => {
  test('is not written unless they asked for it', () => {
    delete process.env['RUNNER_DEBUG']
    expect(logged((log) => log.debug('$ docker info'))).toBe('')
  })

  test('is a debug command where they did', () => {
    process.env['RUNNER_DEBUG'] = '1'
    expect(logged((log) => log.debug('$ docker info')).trim()).toBe('::debug::$ docker info')
  })
})
