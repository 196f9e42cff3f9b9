// Writes the inputs and outputs into action.yml and docs/inputs.md, from the tables in src/.
//   node script/documents.mjs           rewrite
//   node script/documents.mjs --check   fail when one of them is stale
import { readFileSync, writeFileSync } from 'node:fs'

const { inputTable } = await import('../build/src/inputs/table.js')
const { outputTable } = await import('../build/src/report/output-table.js')

const quoted = (text) => `'${text.replaceAll("'", "''")}'`

const yamlInputs = inputTable.flatMap(({ name, description, default: value }) => [
  `  ${name}:`,
  `    description: ${quoted(description)}`,
  ...(value === undefined ? [] : [`    default: ${quoted(value)}`]),
])
const yamlOutputs = outputTable.flatMap(({ name, description }) => [
  `  ${name}:`,
  `    description: ${quoted(description)}`,
])
const cell = (text) => text.replaceAll('|', '\\|')
const groups = [...new Set(inputTable.map(({ group }) => group))]
const inputRows = groups.flatMap((group) =>
  inputTable
    .filter((row) => row.group === group)
    .map(
      ({ name, description, default: value }) =>
        `| \`${name}\` | ${value ? `\`${value}\`` : ''} | ${cell(description)} |`,
    ),
)

const sections = {
  'action.yml': {
    inputs: ['inputs:', ...yamlInputs],
    outputs: ['outputs:', ...yamlOutputs],
  },
  'docs/inputs.md': {
    inputs: ['', '| Input | Default | |', '| --- | --- | --- |', ...inputRows, ''],
    outputs: [
      '',
      '| Output | |',
      '| --- | --- |',
      ...outputTable.map(({ name, description }) => `| \`${name}\` | ${cell(description)} |`),
      '',
    ],
  },
}

let stale = false
for (const [file, parts] of Object.entries(sections)) {
  const before = readFileSync(file, 'utf8')
  let after = before
  for (const [part, lines] of Object.entries(parts)) {
    const pattern = new RegExp(
      `((?:#|<!--) ${part}: begin[^\\n]*\\n)[\\s\\S]*?((?:#|<!--) ${part}: end)`,
    )
    if (!pattern.test(after)) throw new Error(`${file} has no section ${part}`)
    after = after.replace(pattern, (_, begin, end) => `${begin}${lines.join('\n')}\n${end}`)
  }
  if (after === before) continue
  stale = true
  if (process.argv.includes('--check'))
    console.error(`documents: ${file} is stale; run npm run documents`)
  else writeFileSync(file, after)
}
if (stale && process.argv.includes('--check')) process.exit(1)
