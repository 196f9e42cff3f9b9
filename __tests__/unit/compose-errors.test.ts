import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { explainComposeError } from '../../src/compose/errors.ts'
import { readSources, type Source } from '../../src/compose/sources.ts'
import { failureWords } from '../support/failure-words.ts'

interface Refusal {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  /** What `docker compose config` 2.40.3 printed for these files in /repo, with LC_ALL=C. */
  readonly stderr: string
  readonly failure: string
}

const refusals: readonly Refusal[] = JSON.parse(
  readFileSync('__tests__/fixtures/compose/refusals.json', 'utf8'),
)

function sourcesOf(files: Readonly<Record<string, string>>): readonly Source[] {
  return readSources(Object.entries(files).map(([path, text]) => ({ path, text }))).sources
}

const API = {
  'compose.yaml': 'services:\n  api:\n    imge: nginx\n  my.db:\n    image: a\n    ports: [80]\n',
}

describe('a refusal of the CLI', () => {
  test.each(refusals.map((one) => [one.name, one] as const))(
    'for %s says what, where and what to write',
    (_, { files, stderr, failure }) => {
      expect(failureWords(explainComposeError(stderr, sourcesOf(files)))).toBe(failure)
    },
  )

  test.each([
    [
      'in the words of older versions',
      'services.api Additional property imge is not allowed',
      'compose.yaml:3:5: services.api has the unknown key imge\n  fix: write image',
    ],
    [
      'about a service with a dot in its name',
      'services.my.db.ports.0 must be a string',
      'compose.yaml:6:13: services.my.db.ports.0 has the wrong type\n  fix: write a string',
    ],
    [
      'about a line',
      'yaml: line 4: did not find expected key',
      'compose.yaml:4: this is not valid YAML: did not find expected key\n  fix: check the indentation, colons and quotes at this line and the ones before it',
    ],
    [
      'about a folder without a file',
      'no configuration file provided: not found',
      'there is no Compose file in this folder\n  fix: add compose.yaml, or name the files in the input files',
    ],
    [
      'about an env file that the command named',
      "couldn't find env file: /repo/nope.env",
      'the env file /repo/nope.env does not exist\n  fix: correct the path, create the file, or write required: false beside its path',
    ],
    [
      'about a port that an empty variable left out',
      'No port specified: :<empty>',
      'an entry of ports is :<empty>\n  fix: write "HOST:CONTAINER", and give its variables values or defaults',
    ],
    [
      'in words not known yet',
      'the moon is full\nand so on',
      'docker compose config refused the files: the moon is full\n  fix: run `docker compose config` in the same folder and correct what it names\n  | the moon is full\n  | and so on',
    ],
  ])('%s is explained', (_, stderr, text) => {
    const failure = explainComposeError(stderr, sourcesOf(API))
    expect(failureWords(failure)).toBe(text)
    expect(failure.class).toBe('input')
  })

  test("for want of the plugin is not the user's input", () => {
    const failure = explainComposeError("unknown shorthand flag: 'f' in -f\n", [])
    expect(failure.class).toBe('infrastructure')
    expect(failure.what).toBe('docker has no compose command')
  })

  test('without a word is still a failure', () => {
    const { what } = explainComposeError('', [])
    expect(what).toBe('docker compose config refused the files: it gave no reason')
  })

  test('of any length and content is explained in bounded words', () => {
    const word = fc.constantFrom(
      'services',
      '.',
      'service "',
      '" depends on undefined service "',
      ' must be a ',
      '\n',
      'open /',
      ': no such file or directory',
      'yaml: line 9: ',
      '[',
      ']',
      "'",
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(word).map((words) => words.join('')),
    )
    const sources = sourcesOf(API)
    fc.assert(
      fc.property(text, (stderr) => {
        expect(explainComposeError(stderr, sources).what.length).toBeLessThan(20_000)
      }),
    )
    expect(explainComposeError('service "'.repeat(100_000), sources).what.length).toBeLessThan(1000)
  })
})
