// Reads a check of the image that a service runs.
import { parseSize } from '../inputs/values.ts'
import { type Entry, isMap, show } from './entry.ts'
import type { CheckBase, FileExpectation, ImageCheck, ImageExpectation } from './kinds.ts'
import { readTextRules } from './text-rules.ts'

export const imageKeys = [
  'user',
  'workdir',
  'entrypoint',
  'command',
  'env',
  'labels',
  'exposes',
  'architectures',
  'files',
  'max-size',
  'healthcheck',
  'secrets',
]

export function readImage(item: Entry, base: CheckBase): ImageCheck | undefined {
  const entry = item.get('image')
  entry.entries('image: { user: "!root", max-size: 450MB }')
  entry.rejectUnknown(imageKeys)
  if (!item.get('expect').absent) {
    item.get('expect').complain('image has no use for expect', 'write what is expected below image')
  }
  if (base.service === undefined) {
    return entry.complain(
      'no service stands above image',
      'write it below a service, or from: <service>',
    )
  }
  if (isMap(entry.value) && entry.keys().length === 0) {
    return entry.complain('image says nothing', `write one of ${imageKeys.join(', ')}`)
  }
  return { ...base, kind: 'image', expect: readExpect(entry) }
}

function readExpect(entry: Entry): ImageExpectation {
  const user = entry.get('user').text('"!root"')
  const workdir = entry.get('workdir').text('/app')
  const maxSize = readMaxSize(entry.get('max-size'))
  const healthcheck = entry.get('healthcheck').flag()
  const secrets = entry.get('secrets').choice(['none'])
  const entrypoint = words(entry.get('entrypoint'))
  const command = words(entry.get('command'))
  return {
    ...(user !== undefined && { user }),
    ...(workdir !== undefined && { workdir }),
    ...(entrypoint && { entrypoint }),
    ...(command && { command }),
    env: rulesByName(entry.get('env'), 'env: { NODE_ENV: production }'),
    labels: rulesByName(entry.get('labels'), 'labels: { maintainer: me }'),
    exposes: entry.get('exposes').oneOrMore().flatMap(readPort),
    architectures: entry
      .get('architectures')
      .oneOrMore()
      .flatMap((one) => one.text('amd64') ?? []),
    files: Object.fromEntries(
      entry
        .get('files')
        .entries('files: { /app/server.js: { mode: "0644" } }')
        .map(([path, one]) => [path, readFile(one, path)] as const),
    ),
    ...(maxSize && { maxSize }),
    ...(healthcheck !== undefined && { healthcheck: healthcheck ? 'present' : 'absent' }),
    ...(secrets && { secrets }),
  }
}

function words(entry: Entry): readonly string[] | undefined {
  if (entry.absent) return undefined
  return entry.oneOrMore().flatMap((one) => one.text('node') ?? [])
}

function rulesByName(entry: Entry, example: string): ImageExpectation['env'] {
  return Object.fromEntries(entry.entries(example).map(([name, one]) => [name, readTextRules(one)]))
}

function readPort(one: Entry): readonly string[] {
  const text = one.text('8080')
  if (text === undefined) return []
  if (/^\d{1,5}(\/(tcp|udp|sctp))?$/.test(text)) return [text.includes('/') ? text : `${text}/tcp`]
  one.complain(`exposes has ${show(text)}`, 'write a port, such as 8080 or 53/udp')
  return []
}

function readMaxSize(entry: Entry): ImageExpectation['maxSize'] {
  const bytes = entry.parsed(parseSize)
  return bytes === undefined ? undefined : { bytes, shown: String(entry.value) }
}

function readFile(one: Entry, path: string): FileExpectation {
  if (!path.startsWith('/'))
    one.complain(`${show(path)} is not a path in the image`, `write /${path}`)
  if (one.value === false) return { kind: 'absent' }
  if (one.value === true || one.absent) return { kind: 'present' }
  if (!isMap(one.value)) {
    one.complain(`${show(path)} is ${show(one.value)}`, 'write true, false or { mode: "0644" }')
    return { kind: 'present' }
  }
  one.rejectUnknown(['mode', 'type'])
  const mode = readMode(one.get('mode'))
  const type = one.get('type').choice(['file', 'directory', 'link'])
  return { kind: 'present', ...(mode !== undefined && { mode }), ...(type && { type }) }
}

/** YAML reads 0644 as the number 644, and 0o644 as 420: only text says what was meant. */
function readMode(entry: Entry): string | undefined {
  if (entry.absent) return undefined
  if (typeof entry.value === 'string' && /^0?[0-7]{3,4}$/.test(entry.value)) {
    return entry.value.replace(/^0+(?=\d{3})/, '')
  }
  return entry.complain(`mode is ${show(entry.value)}`, 'write it in quotes, such as "0644"')
}
