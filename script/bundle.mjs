// Bundles one entry with ncc into a folder: bundle.mjs ENTRY OUT STATS
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ncc from '@vercel/ncc'

const [entry, out, statsFile] = process.argv.slice(2)

/**
 * The toolkit's HTTP client has undici for one method that nobody here calls, a megabyte that every
 * start would read and run: a module that is there anyway stands in for it. Not `node:http`, though:
 * whoever imports it as a module of its own kind reads all that it exports, and Node has an undici too
 * behind one of its names.
 */
const externals = { undici: 'node:path' }

/** One character beyond Latin-1 has V8 keep the whole source at two bytes a character. */
const inAscii = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const { code, assets, stats } = await ncc(path.resolve(entry), { externals, quiet: true })
const files = { 'index.js': { source: code }, ...assets }
for (const [name, { source, permissions }] of Object.entries(files)) {
  const file = path.join(out, name)
  mkdirSync(path.dirname(file), { recursive: true })
  const content = name.endsWith('.js') ? inAscii(source.toString()) : source
  writeFileSync(file, content, permissions === undefined ? {} : { mode: permissions })
}
writeFileSync(statsFile, JSON.stringify(stats.toJson()))
