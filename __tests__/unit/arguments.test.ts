import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { commands, parseArguments } from '../../src/inputs/arguments.ts'
import { inputsOfEnvironment, withDefaults } from '../../src/inputs/environment.ts'
import { parseInputs } from '../../src/inputs/inputs.ts'
import { inputTable } from '../../src/inputs/table.ts'

function valuesOf(argv: readonly string[]): Readonly<Record<string, string>> {
  const { raw, problems } = parseArguments(argv)
  expect(problems).toEqual([])
  return Object.fromEntries([...raw].map(([name, { value }]) => [name, value]))
}

function problemsOf(argv: readonly string[]): readonly string[] {
  return parseArguments(argv).problems.map(({ what, fix }) => `${what}; ${fix ?? ''}`)
}

describe('arguments', () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['nothing', [], {}],
    ['a value after a blank', ['--wait-timeout', '90s'], { 'wait-timeout': '90s' }],
    ['a value after =', ['--wait-timeout=90s'], { 'wait-timeout': '90s' }],
    ['= in a value', ['--build-args=A=b=c'], { 'build-args': 'A=b=c' }],
    ['an empty value', ['--tags='], { tags: '' }],
    ['a value like a flag', ['--build-args=--x'], { 'build-args': '--x' }],
    [
      'a list, repeated',
      ['-f', 'a.yaml', '--files', 'b.yaml', '-f=c'],
      { files: 'a.yaml\nb.yaml\nc' },
    ],
    ['--push alone', ['--push'], { push: 'true' }],
    ['--push with a value', ['--push=auto'], { push: 'auto' }],
    ['--no-push', ['--no-push'], { push: 'false' }],
    ['--no-cache, which is its own input', ['--no-cache'], { 'no-cache': 'true' }],
    ['--no-summary', ['--no-summary'], { summary: 'false' }],
    ['--no-provenance', ['--no-provenance'], { provenance: 'false' }],
    ['--sbom alone', ['--sbom'], { sbom: 'true' }],
    ['a command that is a mode', ['plan', '-f', 'a'], { files: 'a', mode: 'plan' }],
    ['a command after flags', ['--no-cache', 'build'], { 'no-cache': 'true', mode: 'build' }],
    ['the same mode twice', ['plan', '--mode=plan'], { mode: 'plan' }],
    ['a command that is no mode', ['down'], {}],
  ])('say %s', (_what, argv, expected) => {
    expect(valuesOf(argv)).toEqual({ ...expected })
  })

  test.each(commands)('know the command %s', (command) => {
    expect(parseArguments([command]).command).toBe(command)
  })

  test('mean a trial without a command', () => {
    expect(parseArguments(['--mode=plan']).command).toBe('trial')
  })

  test('have flags of their own', () => {
    const { flags, problems } = parseArguments(['init', '--yes', '--json', '-h', '--version'])
    const given = { yes: true, json: true, help: true, version: true }
    expect(flags).toEqual({ ...given, logs: false, timings: false })
    expect(problems).toEqual([])
    expect(Object.values(parseArguments([]).flags)).toEqual(Array(6).fill(false))
    expect(parseArguments(['--logs'])).toMatchObject({ flags: { logs: true }, problems: [] })
  })

  test.each<[string, readonly string[], string]>([
    ['an unknown flag', ['--wait-timout=1m'], '"--wait-timout" is unknown; write --wait-timeout'],
    ['a flag like no other', ['--xyzzyx'], '"--xyzzyx" is unknown; see --help for all flags'],
    ['an unknown command', ['paln'], '"paln" is not a command; write plan'],
    [
      'logs of what has none',
      ['plan', '--logs'],
      '--logs says nothing to the command plan; leave it out; a trial has logs',
    ],
    [
      'a yes to no question',
      ['plan', '--yes'],
      '--yes says nothing to the command plan; leave it out; init alone asks before it writes',
    ],
    [
      'the times of what is no run',
      ['doctor', '--timings'],
      '--timings says nothing to the command doctor; leave it out; it is about the time of a run',
    ],
    ['two commands', ['plan', 'down'], 'plan and down are both commands; give one of them'],
    ['a missing value', ['--wait-timeout'], '--wait-timeout has no value; write --wait-timeout=…'],
    ['a flag for a value', ['-f', '--json'], '-f has no value; write -f=…'],
    ['one value twice', ['--cache=off', '--cache=gha'], '--cache is given twice; give it once'],
    ['a value to --json', ['--json=1'], '--json takes no value; write --json alone'],
    ['a value to --no-push', ['--no-push=true'], '--no-push takes no value; write --push="true"'],
    ['a loose value', ['--push', 'auto'], '--push takes its value after "="; write --push="auto"'],
    [
      'two modes',
      ['plan', '--mode', 'build'],
      'the command plan contradicts --mode; leave out --mode',
    ],
    [
      'a password',
      ['--password', 'hunter2'],
      '--password would show a secret to every process of this machine; set SEA_TRIAL_PASSWORD in the environment, or use docker login',
    ],
    [
      'a password after =',
      ['--password=hunter2'],
      '--password would show a secret to every process of this machine; set SEA_TRIAL_PASSWORD in the environment, or use docker login',
    ],
    [
      'build secrets',
      ['--secrets', 'a=hunter2'],
      '--secrets would show a secret to every process of this machine; set SEA_TRIAL_SECRETS in the environment, or use secret-files or secret-envs',
    ],
    ['a misspelt password', ['--pasword', 'hunter2'], '"--pasword" is unknown; write --password'],
  ])('are refused with what to write: %s', (_what, argv, expected) => {
    expect(problemsOf(argv)).toEqual([expected])
    expect([...parseArguments(argv).raw.values()].join()).not.toContain('hunter2')
  })

  test('are read or refused in words, whatever they are', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '--push',
        '-f',
        '--json',
        '--',
        '-',
        '=',
        '--=',
        'plan',
        '__proto__',
        '--__proto__',
      ),
      fc.constantFrom(...inputTable.map((row) => `--${row.name}`)),
    )
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        const { raw } = parseArguments(argv)
        const names = new Set(inputTable.map((row) => row.name))
        for (const name of raw.keys()) expect(names.has(name)).toBe(true)
      }),
    )
  })
})

describe('the environment', () => {
  test('holds any input, and nothing else is read from it', () => {
    const raw = inputsOfEnvironment({
      SEA_TRIAL_WAIT_TIMEOUT: '90s',
      SEA_TRIAL_PASSWORD: 'p',
      SEA_TRIAL_PULL: ' ',
      SEA_TRIAL_API_URL: 'http://localhost',
      INPUT_PUSH: 'true',
      SEA_TRIAL_CACHE: undefined,
    })
    expect([...raw]).toEqual([
      ['wait-timeout', { value: '90s', where: 'SEA_TRIAL_WAIT_TIMEOUT' }],
      ['password', { value: 'p', where: 'SEA_TRIAL_PASSWORD' }],
    ])
  })

  test('gives way to the command line', () => {
    const env = inputsOfEnvironment({ SEA_TRIAL_WAIT_TIMEOUT: '90s', SEA_TRIAL_CACHE: 'off' })
    const { raw } = parseArguments(['--wait-timeout=1m'])
    const { inputs } = parseInputs(withDefaults(raw, env))
    expect([inputs.waitTimeoutMs, inputs.cache]).toEqual([60_000, 'off'])
  })
})
