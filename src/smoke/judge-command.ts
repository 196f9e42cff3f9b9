// What a command's outcome, a log or an image lacks to pass its check.
import type { FileFacts, ImageFacts } from '../world/inside.ts'
import type { Outcome } from '../world/world.ts'
import { show } from './entry.ts'
import { judgeTime } from './judge-response.ts'
import type { CommandExpectation, FileExpectation, ImageExpectation, LogsCheck } from './kinds.ts'
import { judgeText, type MatchPattern } from './text-rules.ts'

export function judgeOutcome(
  expect: CommandExpectation,
  outcome: Outcome & { readonly elapsedMs: number },
  match: MatchPattern,
): readonly string[] {
  if (outcome.timedOut) {
    const left = outcome.left === undefined ? '' : `, and goes on: ${outcome.left}`
    return [`did not end within ${Math.round(outcome.elapsedMs)} ms${left}`]
  }
  const wanted = expect.exit.join(' or ')
  const told = outcome.stderr.trim().split('\n').at(-1) || outcome.stdout.trim().split('\n').at(-1)
  const why = told ? `: ${show(told)}` : ''
  const exit = expect.exit.includes(outcome.exitCode)
    ? []
    : [`expected exit code ${wanted}, got ${outcome.exitCode}${why}`]
  return [
    ...exit,
    ...judgeText('stdout', expect.stdout, outcome.stdout, match),
    ...judgeText('stderr', expect.stderr, outcome.stderr, match),
    ...judgeTime(expect.withinMs, outcome.elapsedMs),
  ]
}

export function judgeLog(
  { appear, never }: Pick<LogsCheck, 'appear' | 'never'>,
  lines: readonly string[],
  match: MatchPattern,
): readonly string[] {
  const whole = lines.join('\n')
  const absent = appear.filter((rule) => judgeText('', [rule], whole, match).length > 0)
  const found = never.flatMap((rule) => {
    const line = lines.find((one) => judgeText('', [rule], one, match).length === 0)
    return line === undefined
      ? []
      : [`the log has ${show(rule.text)}, which must never be there: ${show(line)}`]
  })
  return [
    ...absent.map(
      ({ text }) => `expected the log to have ${show(text)}, it is not among ${lines.length} lines`,
    ),
    ...found,
  ]
}

export function judgeImage(
  expect: ImageExpectation,
  image: ImageFacts,
  files: ReadonlyMap<string, FileFacts | undefined>,
  match: MatchPattern,
): readonly string[] {
  const variables = Object.fromEntries(image.env.map((pair) => splitPair(pair)))
  return [
    ...judgeUser(expect.user, image.user),
    ...judgeWord('workdir', expect.workdir, image.workdir || '/'),
    ...judgeWords('entrypoint', expect.entrypoint, image.entrypoint),
    ...judgeWords('command', expect.command, image.command),
    ...judgeNamed('variable', expect.env, variables, match),
    ...judgeNamed('label', expect.labels, image.labels, match),
    ...lackingOf('port', expect.exposes, image.exposes),
    ...lackingOf('architecture', expect.architectures, image.architectures),
    ...Object.entries(expect.files).flatMap(([path, wanted]) =>
      judgeFile(path, wanted, files.get(path)),
    ),
    ...(expect.maxSize && image.bytes > expect.maxSize.bytes
      ? [`expected the image to have at most ${expect.maxSize.shown}, got ${image.bytes} bytes`]
      : []),
    ...(expect.healthcheck && expect.healthcheck !== image.healthcheck
      ? [
          `expected a healthcheck in the image to be ${expect.healthcheck}, it is ${image.healthcheck}`,
        ]
      : []),
    ...(expect.secrets ? judgeSecrets(image) : []),
  ]
}

/** `!root` is every user but root, who is also 0 and nobody at all. */
function judgeUser(expected: string | undefined, user: string): readonly string[] {
  if (expected === undefined) return []
  const actual = user === '' ? 'root' : user
  const name = actual.split(':', 1)[0] ?? ''
  const isRoot = name === '0' || name === 'root'
  const same = (word: string): boolean =>
    word === actual || word === name || (isRoot && /^(root|0)$/.test(word))
  const negated = expected.startsWith('!')
  if (same(negated ? expected.slice(1) : expected) !== negated) return []
  return [`expected the user of the image to be ${expected}, got ${actual}`]
}

function judgeWord(name: string, expected: string | undefined, actual: string): readonly string[] {
  if (expected === undefined || expected === actual) return []
  return [`expected the ${name} of the image to be ${show(expected)}, got ${show(actual)}`]
}

function judgeWords(
  name: string,
  expected: readonly string[] | undefined,
  actual: readonly string[],
): readonly string[] {
  if (expected === undefined || JSON.stringify(expected) === JSON.stringify(actual)) return []
  return [`expected the ${name} of the image to be ${show(expected)}, got ${show(actual)}`]
}

function judgeNamed(
  noun: string,
  expected: ImageExpectation['env'],
  actual: Readonly<Record<string, string>>,
  match: MatchPattern,
): readonly string[] {
  return Object.entries(expected).flatMap(([name, rules]) => {
    const value = Object.hasOwn(actual, name) ? actual[name] : undefined
    if (value !== undefined) return judgeText(`${noun} ${name}`, rules, value, match)
    return rules.some(({ wanted }) => wanted === 'yes')
      ? [`expected ${noun} ${name}, the image has none`]
      : []
  })
}

function lackingOf(
  noun: string,
  wanted: readonly string[],
  has: readonly string[],
): readonly string[] {
  return wanted
    .filter((one) => !has.includes(one))
    .map((one) => `expected ${noun} ${one}, the image has ${has.join(', ') || 'none'}`)
}

function judgeFile(
  path: string,
  wanted: FileExpectation,
  actual: FileFacts | undefined,
): readonly string[] {
  if (wanted.kind === 'absent') return actual ? [`expected no ${path}, it is there`] : []
  if (!actual) return [`expected ${path}, it is not there`]
  const { mode, type } = wanted
  return [
    ...(mode !== undefined && mode !== actual.mode
      ? [`expected ${path} to have mode ${mode}, got ${actual.mode}`]
      : []),
    ...(type !== undefined && type !== actual.type
      ? [`expected ${path} to be a ${type}, got a ${actual.type}`]
      : []),
  ]
}

/** Shapes of credentials whose issuers gave them a prefix, and assignments that name one. */
const secretShapes: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_\w{36,}|github_pat_\w{40,})/],
  ['an npm token', /\bnpm_\w{36}\b/],
  ['a Slack token', /\bxox[abprs]-[\w-]{10,}/],
  ['a token in a URL', /:\/\/[^/\s:@]+:[^/\s@$]{6,}@/],
  [
    'a secret in a variable',
    /\b\w*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY)\w*=(?!\$|\/run\/secrets)[^\s"']{6,}/i,
  ],
]

/** What was found is named by its place: the value itself must not be told on. */
function judgeSecrets({ history, env }: ImageFacts): readonly string[] {
  const steps = history.map((text, index) => ({
    text,
    at: `step ${history.length - index} of its history`,
  }))
  const variables = env.map((text) => ({ text, at: `its variable ${splitPair(text)[0]}` }))
  return [...steps, ...variables].flatMap(({ text, at }) => {
    const found = secretShapes.find(([, shape]) => shape.test(text))
    return found ? [`expected no secrets in the image, ${at} has ${found[0]}`] : []
  })
}

function splitPair(pair: string): readonly [string, string] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
}
