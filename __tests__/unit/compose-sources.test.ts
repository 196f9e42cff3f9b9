import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readSources } from '../../src/compose/sources.ts'
import { failureWords } from '../support/failure-words.ts'

function problemsOf(text: string, invalidUtf8?: boolean): readonly string[] {
  const file = { path: 'compose.yaml', text, ...(invalidUtf8 === undefined ? {} : { invalidUtf8 }) }
  return readSources([file]).problems.map((one) => failureWords(one).split('\n')[0] ?? '')
}

function bomb(levels: number): string {
  const nine = (word: string): string => `[${Array(9).fill(word).join(',')}]`
  const lines = Array.from(
    { length: levels },
    (_, at) => `x-${at}: &a${at} ${nine(at === 0 ? 'x' : `*a${at - 1}`)}`,
  )
  return `${lines.join('\n')}\nservices: {x: {image: a}}\n`
}

const chain = Array.from(
  { length: 30 },
  (_, at) => `x-${at}: &c${at} {a: {b: {c: {d: ${at === 0 ? 1 : `*c${at - 1}`}}}}}`,
)

describe('a Compose file', () => {
  test.each([
    ['plain', 'services:\n  x:\n    image: a\n'],
    ['with a byte order mark and CRLF', '\uFEFFservices:\r\n  x:\r\n    image: a\r\n'],
    [
      'with anchors and merges',
      'x-a: &a {image: a}\nservices:\n  x: {<<: *a}\n  y: {<<: [*a], user: "1"}\n',
    ],
    [
      'with the tags of Compose',
      'services: {x: {image: a, ports: !reset [], environment: !override {A: b}}}',
    ],
    ['with only an include', 'include: [other.yaml]'],
    [
      'with a service named __proto__',
      'services: {__proto__: {image: a}, constructor: {image: a}}',
    ],
    ['with brackets in a script', `services: {x: {command: "${'[{'.repeat(200)}"}}`],
    ['with a closing bracket at the left', 'services:\n  x:\n    command: [\n      a\n    ]\n'],
    ['with a tab before a comment', 'services:\n  x:\n    image: a\t# c\n'],
    ['of four levels of aliases', bomb(4)],
  ])('%s is accepted', (_, text) => {
    expect(problemsOf(text)).toEqual([])
  })

  test.each([
    ['empty', '', 'compose.yaml:1:1: this Compose file is empty'],
    ['only a comment', '# hi\n', 'compose.yaml:1:1: this Compose file is empty'],
    ['a list', '- a', 'compose.yaml:1:1: this Compose file is not a mapping'],
    ['without services', 'name: x', 'compose.yaml:1:1: no Compose file has services'],
    ['with no service', 'services: {}', 'compose.yaml:1:1: no Compose file has services'],
    [
      'with servces',
      'name: x\nservces: {}',
      'compose.yaml:2:1: no Compose file has services, this one has servces',
    ],
    [
      'with a list of services',
      'name: x\nservices: [a]',
      'compose.yaml:2:1: `services` is not a mapping',
    ],
    [
      'indented by a tab',
      'services:\n\tx: y',
      'compose.yaml:2:1: this is not valid YAML: tabs are not allowed as indentation',
    ],
    [
      'indented unevenly',
      'services:\n  x:\n    image: a\n   user: b\n',
      'compose.yaml:4:1: this is not valid YAML: all mapping items must start at the same column',
    ],
    [
      'with a key twice',
      'services:\r\n  x:\r\n    image: a\r\n    image: b\r\n',
      'compose.yaml:4:5: the key image is there twice, first in line 3',
    ],
    [
      'with two documents',
      'services: {x: {}}\n---\na: 1',
      'compose.yaml:2:1: this Compose file has a second YAML document',
    ],
    [
      'with broken UTF-8',
      'services: {x: {image: "\uFFFD"}}',
      'compose.yaml:1:24: this Compose file is not valid UTF-8',
    ],
    [
      'with an unknown alias',
      'services: {x: *nope}',
      'compose.yaml:1:15: no anchor &nope stands before *nope',
    ],
    [
      'with an alias in its own anchor',
      'a: &a {<<: *a}',
      'compose.yaml:1:12: *a stands inside its own anchor',
    ],
    [
      'of 10,000 brackets',
      `a: ${'['.repeat(10_000)}`,
      'compose.yaml:1:104: the YAML nests deeper than 100 levels here',
    ],
    [
      'of 10,000 dashes',
      '- '.repeat(10_000),
      'compose.yaml:1:203: the YAML nests deeper than 100 levels here',
    ],
    [
      'deep by indentation',
      Array.from({ length: 200 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      'compose.yaml:102:102: the YAML nests deeper than 100 levels here',
    ],
    [
      'deep by its aliases',
      `${chain.join('\n')}\n`,
      'compose.yaml:26:24: the YAML nests deeper than 100 levels once its aliases expand',
    ],
    [
      'above 1 MiB',
      'a'.repeat(1024 * 1024 + 1),
      'compose.yaml: this Compose file has 1048577 bytes and 1048576 are allowed',
    ],
    [
      'above 1 MiB in bytes alone',
      'é'.repeat(600_000),
      'compose.yaml: this Compose file has 1200000 bytes and 1048576 are allowed',
    ],
    [
      'of endless tokens',
      '#\n'.repeat(400_000),
      'compose.yaml:125001:1: the YAML has more than 250000 tokens',
    ],
  ])('%s is refused with its place', (_, text, line) => {
    expect(problemsOf(text)).toContain(line)
  })

  test('a replacement character is text where the reader saw valid bytes', () => {
    expect(problemsOf('services: {x: {image: "\uFFFD"}}', false)).toEqual([])
    expect(problemsOf('services: {x: {image: a}}', true)).toHaveLength(1)
  })

  test('an alias bomb of 400 bytes is refused without being expanded', () => {
    expect(bomb(9).length).toBeLessThan(500)
    const before = process.memoryUsage().heapUsed
    expect(problemsOf(bomb(9)).join()).toContain(
      'the aliases of this file expand to more than 100000 values',
    )
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 * 1024)
  })

  test('thousands of duplicate keys are a short list', () => {
    expect(problemsOf('a: 1\n'.repeat(20_000))).toHaveLength(20)
  })

  test('services in one of several files are enough', () => {
    const files = [
      { path: 'a.yaml', text: 'name: a' },
      { path: 'b.yaml', text: 'services: {x: {image: a}}' },
    ]
    expect(readSources(files).problems).toEqual([])
  })

  test('every broken file is named, not only the first', () => {
    const files = [
      { path: 'a.yaml', text: '- a' },
      { path: 'b.yaml', text: '' },
    ]
    expect(readSources(files).problems.map(({ where }) => where?.file)).toEqual([
      'a.yaml',
      'b.yaml',
    ])
  })

  test('any text gives sources or problems', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '? ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '<<',
      '!t ',
      '"',
      "'",
      '|',
      '>',
      '#',
      '\t',
      '---',
      '\r',
      '%',
    )
    const yamlish = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(fc.string(), yamlish), (text) => {
        const { sources, problems } = readSources([{ path: 'compose.yaml', text }])
        expect(sources.length + problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
