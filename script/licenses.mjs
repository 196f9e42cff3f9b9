// Lists the licence of every package that a bundle holds; ncc's own list misses ESM packages.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [out, ...statFiles] = process.argv.slice(2)
const folders = new Set()

const collect = (modules) => {
  for (const { name, modules: inner } of modules ?? []) {
    const match =
      /(?:^|\/)(node_modules\/(?:@[^/]+\/)?[^/]+(?:\/node_modules\/(?:@[^/]+\/)?[^/]+)*)/.exec(
        name ?? '',
      )
    if (match) folders.add(match[1])
    collect(inner)
  }
}
for (const file of statFiles) collect(JSON.parse(readFileSync(file, 'utf8')).modules)

const entries = [...folders].sort().map((folder) => {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  )
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text =
    file && existsSync(path.join(folder, file))
      ? readFileSync(path.join(folder, file), 'utf8').trim()
      : ''
  return `${name}@${version}\n${typeof license === 'string' ? license : 'see package'}\n\n${text}\n`
})
if (entries.length === 0)
  throw new Error('no package found in the bundles: are these stats of ncc?')
writeFileSync(out, entries.join('\n---\n\n'))
