// The logins that a run brings along, from single inputs or from the list of registry-auth.
import { type Document, LineCounter, parseDocument, visit } from 'yaml'
import type { Failure } from '../errors.ts'
import { checkRegistry } from '../images/reference.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { nearest } from '../text/nearest.ts'
import type { Credentials } from './credentials.ts'

export interface Logins {
  readonly logins: ReadonlyMap<string, Credentials>
  readonly problems: readonly Failure[]
}

type LoginInputs = Pick<Inputs, 'registry' | 'username' | 'password' | 'registryAuth'>

const keys = ['registry', 'username', 'password']
const example = '- { registry: ghcr.io, username: me, password: … }'

export function parseLogins({ registry, username, password, registryAuth }: LoginInputs): Logins {
  if (registryAuth !== undefined) return parseList(registryAuth)
  const logins = new Map<string, Credentials>()
  if (username !== undefined && password !== undefined) {
    logins.set(registry ?? 'docker.io', { username, password })
  }
  return { logins, problems: [] }
}

/** No value is ever quoted in a problem: any of them may be a password on the wrong line. */
function parseList(text: string): Logins {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' })
  const [error] = document.errors
  if (error) {
    const { line } = lines.linePos(error.pos[0])
    return { logins: new Map(), problems: [problem(`line ${line} is no YAML`, `write ${example}`)] }
  }
  if (hasAliasOrTag(document)) {
    const what = 'a text that starts with * or ! has no quotes around it'
    return { logins: new Map(), problems: [problem(what, "write password: '…'")] }
  }
  const value: unknown = document.toJS()
  if (!Array.isArray(value)) {
    return { logins: new Map(), problems: [problem('it is not a list', `write ${example}`)] }
  }
  const logins = new Map<string, Credentials>()
  const problems = value.flatMap((entry: unknown, index) => readEntry(entry, index + 1, logins))
  return { logins, problems }
}

/** YAML would take another text than the one that was meant, or quote it in an error. */
function hasAliasOrTag(document: Document): boolean {
  let found = document.warnings.length > 0
  visit(document, {
    Alias() {
      found = true
      return visit.BREAK
    },
  })
  return found
}

function readEntry(
  entry: unknown,
  number: number,
  logins: Map<string, Credentials>,
): readonly Failure[] {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return [problem(`entry ${number} is not a map`, `write ${example}`)]
  }
  const fields = new Map<string, unknown>(Object.entries(entry))
  const unknown = [...fields.keys()].filter((key) => !keys.includes(key))
  const missing = keys.filter((key) => key !== 'registry' && !isText(fields.get(key)))
  const registry = fields.get('registry') ?? 'docker.io'
  const bad = typeof registry === 'string' ? checkRegistry(registry) : undefined
  const problems = [
    ...unknown.map((key) => {
      const near = nearest(key, keys)
      return problem(
        `entry ${number} has an unknown key`,
        near ? `write ${near}` : `known are ${keys.join(', ')}`,
      )
    }),
    ...missing.map((key) => problem(`entry ${number} has no ${key}`, `add ${key} as a text`)),
    ...(bad ? [problem(`entry ${number} has a registry that is no host name`, bad.fix)] : []),
  ]
  const username = fields.get('username')
  const password = fields.get('password')
  if (problems.length > 0 || typeof registry !== 'string') return problems
  if (logins.has(registry))
    return [problem(`entry ${number} repeats a registry`, 'keep one login for each')]
  logins.set(registry, { username: String(username), password: String(password) })
  return []
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function problem(what: string, fix: string): Failure {
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-LOGIN',
    what: `input registry-auth: ${what}`,
    fix,
  }
}
