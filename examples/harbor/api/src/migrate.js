// Applies the files of ../migrations that have not been applied yet: all in order, or none.
import { readdir, readFile } from 'node:fs/promises'
import { pool, transaction } from './database.js'

const folder = new URL('../migrations/', import.meta.url)

await transaction(async (client) => {
  await client.query('SELECT pg_advisory_xact_lock(1)') // of two at once, the second finds all done
  await client.query('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY)')
  const { rows } = await client.query('SELECT name FROM migrations')
  const applied = new Set(rows.map(({ name }) => name))
  for (const name of (await readdir(folder)).sort()) {
    if (applied.has(name)) continue
    console.log(`applying ${name}`)
    await client.query(await readFile(new URL(name, folder), 'utf8'))
    await client.query('INSERT INTO migrations (name) VALUES ($1)', [name])
  }
})
await pool.end()
console.log('up to date')
