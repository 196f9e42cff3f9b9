// `x-sea-trial` beside a service: what only the user can know about how it proves itself.

import type { Failure } from '../errors.ts'
import { durationMs } from './item.ts'
import type { Service, Stack } from './model.ts'
import { locateNearest, type Path } from './places.ts'
import type { Source } from './sources.ts'
import { closest } from './words.ts'

export interface Settings {
  readonly waitTimeoutMs?: number
  readonly stableForMs?: number
  readonly oneShot?: boolean
}

const EXTENSION = 'x-sea-trial'
const KEYS = ['wait-timeout', 'stable-for', 'one-shot']

export function settingsOf(service: Service): Settings {
  const wait = duration(settingIn(service.settings, 'wait-timeout'))
  const stable = duration(settingIn(service.settings, 'stable-for'))
  const oneShot = settingIn(service.settings, 'one-shot')
  return {
    ...(wait === undefined ? {} : { waitTimeoutMs: wait }),
    ...(stable === undefined ? {} : { stableForMs: stable }),
    ...(typeof oneShot === 'boolean' ? { oneShot } : {}),
  }
}

export function oneShotAsked(service: Service): boolean {
  return settingsOf(service).oneShot === true
}

export function judgeSettings(stack: Stack, sources: readonly Source[]): readonly Failure[] {
  const atService = stack.services.flatMap((service) => [
    ...judgeKeys(service.settings, ['services', service.name, EXTENSION], sources),
    ...judgeOneShot(service, sources),
  ])
  return [...judgeTop(stack.settings, sources), ...atService]
}

function judgeTop(settings: unknown, sources: readonly Source[]): readonly Failure[] {
  if (settings === undefined || settings === null) return []
  if (!isRecord(settings)) return [notAMapping([EXTENSION], sources)]
  return Object.keys(settings).map((key) =>
    fault([EXTENSION, key], sources, {
      what: `the top-level ${EXTENSION} has no key ${key}`,
      fix: KEYS.includes(closest(key, KEYS) ?? '')
        ? `write ${closest(key, KEYS)} in the ${EXTENSION} of a service`
        : `remove it: settings belong in the ${EXTENSION} of a service`,
    }),
  )
}

function judgeKeys(settings: unknown, path: Path, sources: readonly Source[]): readonly Failure[] {
  if (settings === undefined || settings === null) return []
  if (!isRecord(settings)) return [notAMapping(path, sources)]
  return Object.entries(settings).flatMap(([key, value]) => {
    const name = `${EXTENSION} of ${path[1]}`
    if (!KEYS.includes(key)) {
      const near = closest(key, KEYS)
      const fix = near ? `write ${near}` : `remove it: the keys are ${KEYS.join(', ')}`
      return fault([...path, key], sources, { what: `${name} has no key ${key}`, fix })
    }
    if (key === 'one-shot') {
      if (typeof value === 'boolean') return []
      return fault([...path, key], sources, {
        what: `one-shot in ${name} is ${shown(value)}`,
        fix: 'write true or false without quotes',
      })
    }
    if (duration(value) !== undefined) return []
    return fault([...path, key], sources, {
      what: `${key} in ${name} is ${shown(value)}`,
      fix: 'write a duration such as 90s or 2m30s',
    })
  })
}

function judgeOneShot(service: Service, sources: readonly Source[]): readonly Failure[] {
  if (!oneShotAsked(service) || service.restart.kind === 'no') return []
  return [
    fault(['services', service.name, EXTENSION, 'one-shot'], sources, {
      what: `${service.name} is a one-shot with restart: ${service.restart.kind}`,
      why: 'a container that the engine starts again is never done',
      fix: 'write restart: "no" or remove one-shot',
    }),
  ]
}

function notAMapping(path: Path, sources: readonly Source[]): Failure {
  return fault(path, sources, {
    what: `${path.join('.')} is not a mapping`,
    fix: 'write `key: value` lines below it',
  })
}

function fault(
  path: Path,
  sources: readonly Source[],
  words: { readonly what: string; readonly why?: string; readonly fix: string },
): Failure {
  const where = locateNearest(sources, path)
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-COMPOSE',
    ...words,
    ...(where ? { where } : {}),
  }
}

function duration(value: unknown): number | undefined {
  return typeof value === 'string' ? durationMs(value) : value === 0 ? 0 : undefined
}

function settingIn(settings: unknown, key: string): unknown {
  return isRecord(settings) && Object.hasOwn(settings, key) ? settings[key] : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'a list or mapping' : JSON.stringify(value)
}
