// Reads a check over HTTP: target, request and what is expected of the answer.
import { nearestWord } from '../inputs/values.ts'
import { expressionError, readCaptures } from './captures.ts'
import { readCookies } from './cookies.ts'
import { type Entry, isMap, show } from './entry.ts'
import type {
  CheckBase,
  HttpCheck,
  HttpExpectation,
  RequestBody,
  StatusRule,
  Tls,
} from './kinds.ts'
import { readSizeRule } from './size-rule.ts'
import { readTextRules } from './text-rules.ts'

const expectKeys = ['status', 'headers', 'body', 'json', 'within', 'size', 'sha256']
const anySuccess: StatusRule = { shown: '2xx', least: 200, most: 299 }

export function readHttp(item: Entry, key: string, base: CheckBase): HttpCheck | undefined {
  const { method, target } = readTarget(item.get(key), key, base.service)
  const tls = readTls(item.get('tls'))
  const body = readBody(item.get('body'))
  const auth = readAuth(item.get('auth'))
  const port = item.get('port').text('8080')
  const headers = lowerKeys(item.get('headers').texts('headers: { accept: text/html }'))
  const cookies = readCookies(item.get('cookies'))
  if (cookies && headers['cookie'] !== undefined) {
    item.get('cookies').complain('headers has a cookie already', 'write it below cookies')
  }
  const check: Omit<HttpCheck, 'target'> = {
    kind: 'http',
    ...base,
    method,
    ...(port !== undefined && { port }),
    headers,
    ...(cookies && { cookies }),
    ...(body && { body }),
    ...(auth && { auth }),
    ...(tls && { tls }),
    redirects: item.get('redirects').choice(['none', 'follow']) ?? 'none',
    captures: readCaptures(item.get('capture')),
    expect: readExpect(item.get('expect')),
  }
  return target === undefined ? undefined : { ...check, target }
}

/** `request: OPTIONS /path` names the method too. */
function readTarget(
  entry: Entry,
  key: string,
  service: string | undefined,
): { readonly method: string; readonly target: string | undefined } {
  const written = entry.text('/health')
  if (key !== 'request') {
    const method = key.toUpperCase()
    return {
      method,
      target: written === undefined ? undefined : checkTarget(entry, written, service),
    }
  }
  const [, method, target] = /^([A-Za-z-]{1,20}) +(\S.*)$/.exec(written ?? '') ?? []
  if (method === undefined || target === undefined) {
    entry.complain(
      `request is ${show(written)}`,
      'write a method and a path, such as OPTIONS /health',
    )
    return { method: 'GET', target: undefined }
  }
  return { method: method.toUpperCase(), target: checkTarget(entry, target, service) }
}

function checkTarget(
  entry: Entry,
  target: string,
  service: string | undefined,
): string | undefined {
  if (target.startsWith('/') && !target.startsWith('//')) {
    if (service !== undefined) return target
    const what = `${entry.label} has a path, and no service stands above it`
    return entry.complain(
      what,
      `write a URL with the service as host, such as http://api:3000${target}`,
    )
  }
  // A reference may stand anywhere; what it becomes is looked at again before anything is asked.
  if (target.startsWith('${')) return target
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(target)?.[1]?.toLowerCase()
  if (scheme === undefined) {
    const fix = 'write a path that begins with /, such as /health, or a URL'
    return entry.complain(`${entry.label} is ${show(target)}, not a path`, fix)
  }
  if (scheme !== 'http' && scheme !== 'https') {
    return entry.complain(`${entry.label} has the scheme ${scheme}`, 'write http or https')
  }
  if (/^[^/]+:\/\/[^/?#]*@/.test(target)) {
    const fix = 'write auth: { username: …, password: … } beside it'
    return entry.complain(`${entry.label} has credentials in its URL`, fix)
  }
  return target
}

function readTls(entry: Entry): Tls | undefined {
  if (entry.absent) return undefined
  if (entry.value === true) return { kind: 'system' }
  entry.entries('tls: { insecure: true }')
  entry.rejectUnknown(['insecure', 'ca'])
  const file = entry.get('ca').text('certs/ca.pem')
  const insecure = entry.get('insecure').flag()
  if (file !== undefined && insecure)
    entry.complain('tls has insecure and ca', 'leave out insecure')
  if (file !== undefined) return { kind: 'ca', file }
  return insecure ? { kind: 'insecure' } : { kind: 'system' }
}

function readAuth(entry: Entry): HttpCheck['auth'] {
  if (entry.absent) return undefined
  entry.rejectUnknown(['username', 'password'])
  const username = entry.get('username').text('admin')
  const password = entry.get('password').text('a password')
  if (username !== undefined && password !== undefined) return { username, password }
  return entry.complain('auth lacks a part', 'write auth: { username: …, password: … }')
}

const bodyKinds = ['text', 'json', 'form', 'file'] as const

/** A map with one key of these names says how it is sent; every other value is sent as JSON. */
function readBody(entry: Entry): RequestBody | undefined {
  if (entry.absent) return undefined
  if (typeof entry.value === 'string') return { kind: 'text', text: entry.value }
  const [only, ...more] = entry.keys()
  const kind = bodyKinds.find((one) => one === only && more.length === 0)
  if (kind === undefined) return { kind: 'json', value: entry.value }
  const inner = entry.get(kind)
  switch (kind) {
    case 'json':
      return { kind, value: inner.value }
    case 'form':
      return { kind, fields: inner.texts('form: { user: admin }') }
    case 'text':
      return { kind, text: inner.text('a body') ?? '' }
    case 'file':
      return { kind, path: inner.text('fixtures/order.json') ?? '' }
  }
}

function readExpect(entry: Entry): HttpExpectation {
  entry.entries('expect: { status: 200 }')
  rejectUnknown(entry)
  const json = entry.get('json')
  const withinMs = entry.get('within').duration()
  const size = readSizeRule(entry.get('size'))
  const sha256 = readSha256(entry.get('sha256'))
  const headers = entry
    .get('headers')
    .entries('headers: { content-type: text/html }')
    .map(([name, rule]) => [name.toLowerCase(), readTextRules(rule)] as const)
  return {
    status: entry.has('status') ? readStatus(entry.get('status')) : [anySuccess],
    headers: Object.fromEntries(headers),
    body: readTextRules(entry.get('body')),
    ...(entry.has('json') && { json: json.value }),
    queries: readQueries(entry),
    ...(withinMs !== undefined && { withinMs }),
    ...(size && { size }),
    ...(sha256 !== undefined && { sha256 }),
  }
}

function rejectUnknown(entry: Entry): void {
  for (const key of entry.keys()) {
    if (expectKeys.includes(key) || key.startsWith('json.')) continue
    const near = nearestWord(key, expectKeys)
    const fix = near ? `write ${near}` : `known are ${expectKeys.join(', ')}, json.<expression>`
    entry.get(key).complain(`unknown key ${show(key)}`, fix)
  }
}

function readQueries(entry: Entry): HttpExpectation['queries'] {
  return entry.keys().flatMap((key) => {
    if (!key.startsWith('json.')) return []
    const expression = key.slice('json.'.length)
    const wrong = expressionError(expression)
    if (wrong) entry.get(key).complain(wrong, 'correct the JMESPath expression')
    return wrong ? [] : [{ expression, value: entry.get(key).value }]
  })
}

function readStatus(entry: Entry): readonly StatusRule[] {
  const rules = entry.oneOrMore().flatMap((one) => {
    const shown = String(one.value)
    const [, hundred] = /^([1-5])xx$/i.exec(shown) ?? []
    if (hundred !== undefined) {
      const least = Number(hundred) * 100
      return [{ shown: `${hundred}xx`, least, most: least + 99 }]
    }
    const code = Number(shown)
    if (isMap(one.value) || !/^\d{3}$/.test(shown) || code < 100 || code > 599) {
      one.complain(`${show(one.value)} is no HTTP status`, 'write a number from 100 to 599, or 2xx')
      return []
    }
    return [{ shown, least: code, most: code }]
  })
  if (entry.absent || (Array.isArray(entry.value) && entry.value.length === 0)) {
    entry.complain('status allows nothing', 'write a number from 100 to 599, or 2xx')
  }
  return rules
}

function readSha256(entry: Entry): string | undefined {
  const text = entry.text('64 hexadecimal digits')?.toLowerCase()
  if (text === undefined || /^[0-9a-f]{64}$/.test(text)) return text
  return entry.complain(
    `sha256 is ${show(text)}`,
    'write 64 hexadecimal digits, as sha256sum prints them',
  )
}

function lowerKeys(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key.toLowerCase(), text]))
}
