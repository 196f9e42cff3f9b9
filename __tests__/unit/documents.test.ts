// What is written about the project agrees with the project: names, defaults, commands, snippets.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { parseArguments } from '../../src/inputs/arguments.ts'
import { parseInputs } from '../../src/inputs/inputs.ts'
import { inputTable } from '../../src/inputs/table.ts'
import { outputTable } from '../../src/report/output-table.ts'
import { parseChecks } from '../../src/smoke/checks.ts'
import { version } from '../../src/version.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

function filesIn(folder: string, ending: string): readonly string[] {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => !name.includes('node_modules') && name.endsWith(ending))
    .map((name) => path.join(folder, name))
}

type Json = Readonly<Record<string, unknown>>

const packageFile = JSON.parse(read('package.json')) as {
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}
const actionFile = parse(read('action.yml')) as {
  readonly inputs: Readonly<Record<string, { description: string; default?: string }>>
  readonly outputs: Readonly<Record<string, { description: string }>>
  readonly runs: { readonly main: string; readonly post: string }
}
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'].concat(
  filesIn('docs', '.md'),
  filesIn('examples', '.md'),
)
const workflows = filesIn('.github/workflows', '.yml')
const toCopy = filesIn('examples', '.yaml').filter((file) => /\bworkflows?[/.]/.test(file))

interface Snippet {
  readonly where: string
  readonly text: string
}

function snippetsOf(file: string, languages: readonly string[]): readonly Snippet[] {
  return [...read(file).matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, language = '']) => languages.includes(language))
    .map(([, , text = ''], index) => ({ where: `${file}, snippet ${index + 1}`, text }))
}

const yamlSnippets = pages.flatMap((page) => snippetsOf(page, ['yaml', 'yml']))
const yamlTexts = yamlSnippets.concat(
  [...workflows, ...toCopy].map((file) => ({ where: file, text: read(file) })),
)

/** Every map anywhere in a value. */
function mapsIn(value: unknown): readonly Json[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(mapsIn)
  return Array.isArray(value) ? inner : [value as Json, ...inner]
}

function stepsIn(text: string): readonly Json[] {
  return mapsIn(parse(text)).filter(({ uses }) => typeof uses === 'string')
}

const isOurs = ({ uses }: Json): boolean => /^(?:\.\/$|[^/]+\/sea-trial(?:@|$))/.test(String(uses))

describe('action.yml', () => {
  test('has exactly the inputs that are carried out, with the descriptions and defaults of the code', () => {
    const expected = inputTable.map(({ name, description, default: value }) => [
      name,
      { description, ...(value !== undefined && { default: value }) },
    ])
    expect(Object.entries(actionFile.inputs)).toEqual(expected)
  })

  test('has exactly the outputs that are set', () => {
    const expected = outputTable.map(({ name, description }) => [name, { description }])
    expect(Object.entries(actionFile.outputs)).toEqual(expected)
  })

  test('names bundles that are there', () => {
    for (const file of [actionFile.runs.main, actionFile.runs.post]) {
      expect(existsSync(path.join(root, file))).toBe(true)
    }
  })

  test('has only defaults that the code accepts', () => {
    const raw = Object.entries(actionFile.inputs).map(
      ([name, { default: value = '' }]) => [name, { value, where: `input ${name}` }] as const,
    )
    expect(parseInputs(new Map(raw)).problems).toEqual([])
  })
})

describe('docs/inputs.md', () => {
  const rowsOf = (part: string): readonly (readonly string[])[] => {
    const between = read('docs/inputs.md')
      .split(`<!-- ${part}: begin -->`)[1]
      ?.split(`<!-- ${part}: end -->`)[0]
    const rows = (between ?? '').split('\n').filter((line) => line.startsWith('| `'))
    return rows.map((row) => row.slice(2, -2).split(/ ?(?<!\\)\| /))
  }
  const code = (text: string | undefined): string => (text ? `\`${text}\`` : '')

  test('lists the inputs of action.yml with their defaults', () => {
    const given = Object.entries(actionFile.inputs).map(([name, row]) => [
      code(name),
      code(row.default),
    ])
    const told = rowsOf('inputs').map(([name = '', value = '']) => [name, value.trim()])
    expect(told.sort()).toEqual(given.sort())
  })

  test('lists the outputs of action.yml', () => {
    const told = rowsOf('outputs').map(([name]) => name)
    expect(told).toEqual(Object.keys(actionFile.outputs).map(code))
  })
})

describe('README.md', () => {
  test.each(['good/usual-stack', 'build-target-unknown'])(
    'prints %s as the case has it',
    (name) => {
      expect(read('README.md')).toContain(
        `\`\`\`text\n${read(`__tests__/cases/${name}.out`)}\`\`\`\n`,
      )
    },
  )

  test('tells the version that it is about', () => {
    expect(read('README.md')).toContain(version)
  })
})

test('package.json and the code have one version', () => {
  expect(packageFile.version).toBe(version)
})

describe('commands', () => {
  const npmCommands = pages.flatMap((page) =>
    [...read(page).matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)]
      .filter(([command, name]) => command.startsWith('npm run') || name === 'test')
      .map(([command, name = '']) => ({ page, command, name })),
  )
  const trials = pages.flatMap((page) =>
    [...read(page).matchAll(/(?:npx sea-trial|dist\/cli\/index\.js)((?: [\w./=-]+)*)/g)].map(
      ([command, words = '']) => ({ page, command, argv: words.split(' ').filter(Boolean) }),
    ),
  )

  test('are found at all', () => {
    expect(npmCommands.map(({ name }) => name)).toEqual(expect.arrayContaining(['demo', 'test']))
    expect(trials.length).toBeGreaterThan(0)
  })

  test.each(npmCommands)('$command of $page is a script', ({ name }) => {
    expect(Object.keys(packageFile.scripts)).toContain(name)
  })

  test.each(trials)('$command of $page is understood', ({ argv }) => {
    const { raw, problems } = parseArguments(argv)
    expect(parseInputs(raw, problems).problems).toEqual([])
  })

  test('are started by name only where the bundle says which program reads it', () => {
    const byName = trials.filter(({ command }) => command.startsWith('npx'))
    if (byName.length === 0) return
    expect(read(packageFile.bin['sea-trial'] ?? '')).toMatch(/^#!.*\bnode\s/)
  })
})

describe('snippets', () => {
  test('are found at all', () => {
    expect(yamlTexts.flatMap(({ text }) => stepsIn(text).filter(isOurs)).length).toBeGreaterThan(1)
  })

  test.each(yamlTexts)('$where is YAML', ({ text }) => {
    expect(() => parse(text)).not.toThrow()
  })

  test.each(yamlTexts)('$where gives our step only inputs that it has', ({ text }) => {
    for (const step of stepsIn(text).filter(isOurs)) {
      const given = Object.keys((step['with'] ?? {}) as Json)
      expect(Object.keys(actionFile.inputs)).toEqual(expect.arrayContaining(given))
    }
  })

  test.each(yamlTexts)('$where reads only outputs that our step has', ({ text }) => {
    const ours = stepsIn(text)
      .filter(isOurs)
      .map(({ id }) => id)
    const reads = [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)]
    const names = reads.filter(([, id]) => ours.includes(id)).map(([, , name]) => name)
    expect(Object.keys(actionFile.outputs)).toEqual(expect.arrayContaining(names))
  })

  test.each(yamlSnippets)('$where has smoke checks as they are understood', ({ text }) => {
    const smoked = mapsIn(parse(text)).filter((map) => 'x-smoke' in map)
    for (const service of smoked) {
      const { problems } = parseChecks(service['x-smoke'], 'web', [], () => undefined)
      expect(problems).toEqual([])
    }
  })
})

describe('workflows of this repository', () => {
  test.each(workflows)('%s pins what it uses by commit, with the version beside it', (file) => {
    const uses = [...read(file).matchAll(/uses: (.*)$/gm)].map(([, text = '']) => text)
    const foreign = uses.filter((text) => !text.startsWith('./'))
    for (const text of foreign) expect(text).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })
})

describe('links', () => {
  test.each(pages)('of %s lead to files that are there', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to)
    const missing = links.filter((to) => !existsSync(path.join(root, path.dirname(page), to)))
    expect(missing).toEqual([])
  })
})
