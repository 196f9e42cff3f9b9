// The entries of the input `images`: which service goes to which repository.

import type { Failure } from '../errors.ts'
import { type Bad, bad, nearestWord, ok, type Parsed, quoted } from '../inputs/values.ts'
import { parseReference } from './reference.ts'

export type ImageRule =
  | { readonly kind: 'service'; readonly service: string; readonly repository: string }
  /** `{service}` stands for the name of each service. */
  | { readonly kind: 'pattern'; readonly repository: string }

export interface ImageRules {
  readonly rules: readonly ImageRule[]
  readonly problems: readonly Failure[]
}

/** `services`: all that are built, where they are known. */
export function parseImageRules(
  entries: readonly string[],
  services: readonly string[] | undefined,
  where: string,
): ImageRules {
  const rules: ImageRule[] = []
  const problems: Failure[] = []
  for (const entry of entries) {
    const rule = parseRule(entry, services)
    if (rule.kind === 'ok') rules.push(rule.value)
    else {
      const what = `${where}: ${rule.what}`
      problems.push({ stage: 'inputs', class: 'input', code: 'ST-IMAGE-NAME', what, fix: rule.fix })
    }
  }
  return { rules, problems }
}

function parseRule(entry: string, services: readonly string[] | undefined): Parsed<ImageRule> {
  const equals = entry.indexOf('=')
  const repository = entry.slice(equals + 1).trim()
  const problem = checkRepository(repository)
  if (equals >= 0) {
    const service = entry.slice(0, equals).trim()
    return (
      checkService(service, services) ?? problem ?? ok({ kind: 'service', service, repository })
    )
  }
  if (problem !== undefined) return problem
  // With one image to name, there is nothing to tell apart.
  if (repository.includes('{service}') || services === undefined || services.length === 1) {
    return ok({ kind: 'pattern', repository })
  }
  return bad(
    `${quoted(entry)} names no service, and ${services.length} are built`,
    `write ${services[0] ?? 'service'}=${entry} or ${entry}/{service}`,
  )
}

function checkService(service: string, services: readonly string[] | undefined): Bad | undefined {
  if (services === undefined || services.includes(service)) return undefined
  const near = nearestWord(service, services)
  const known = services.length === 0 ? 'nothing is built' : `built are ${services.join(', ')}`
  return bad(
    `${quoted(service)} is not a service that is built here`,
    near === undefined ? `write the name of a built service; ${known}` : `write ${near}=`,
  )
}

/** Stands in for `{service}` while the grammar is checked, and turns back in what is shown. */
const anyService = 'any--service'

function checkRepository(repository: string): Bad | undefined {
  const parsed = parseReference(repository.replaceAll('{service}', anyService))
  if (parsed.kind === 'bad') {
    const back = (text: string): string => text.replaceAll(anyService, '{service}')
    return bad(back(parsed.what), back(parsed.fix))
  }
  const { tag, digest } = parsed.reference
  const bare = repository.replace(/@.*$/, '').replace(/:[^/:]*$/, '')
  if (digest !== undefined) return bad(`${quoted(repository)} has a digest`, `write ${bare}`)
  if (tag !== undefined) {
    return bad(`${quoted(repository)} has a tag`, `write ${bare} here and the tag in tags`)
  }
  return checkCase(repository)
}

/** The grammar takes a first part in upper case for a host, which nobody means. */
export function checkCase(text: string): Bad | undefined {
  const [name = '', ...rest] = text.split('/')
  if (rest.length === 0 || name === name.toLowerCase()) return undefined
  return bad(
    `${quoted(text)} has upper-case letters`,
    `write ${quoted([name.toLowerCase(), ...rest].join('/'))}`,
  )
}
