// Keeps what was heard, in a file that outlives the container.
import { appendFile, readFile } from 'node:fs/promises'
import { parse } from './settings.js'
import { serve } from './web.js'

const heardFile = '/state/heard.txt'
const { greeting } = parse(await readFile('/config/vai.conf', 'utf8'))

async function heard() {
  const text = await readFile(heardFile, 'utf8').catch(() => '')
  return [200, { heard: text.split('\n').filter(Boolean) }]
}

async function hear({ words }) {
  await appendFile(heardFile, `${words.replaceAll('\n', ' ')}\n`)
  return [201, { heard: words }]
}

serve(Number(process.env.CORE_PORT), {
  'GET /health': () => [200, { status: 'ok', greeting }],
  'GET /heard': heard,
  'POST /heard': hear,
})
