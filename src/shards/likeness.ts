// What must be alike in all shards for their results to be those of one trial, as hashes that tell
// no value: what the environment filled in may be secret.
import { createHash } from 'node:crypto'
import type { Service, Stack } from '../compose/model.ts'
import type { Facts } from '../event/event.ts'
import type { Check } from '../smoke/kinds.ts'

export interface Likeness {
  readonly commit?: string
  /** Absent where files were changed after the checkout. */
  readonly tree?: string
  /** By name. */
  readonly services: Readonly<Record<string, string>>
  /** All checks of the stack, by name. */
  readonly checks: Readonly<Record<string, string>>
}

export function likenessOf(
  { checkedOut, sha, treeSha, dirty }: Facts,
  stack: Stack,
  scale: ReadonlyMap<string, number>,
  checks: readonly Check[],
): Likeness {
  const commit = checkedOut ?? sha
  return {
    ...(commit !== undefined && { commit }),
    ...(treeSha !== undefined && dirty === 0 && { tree: treeSha }),
    services: hashes(stack.services.map((service) => [service.name, serviceOf(service, scale)])),
    checks: hashes(checks.map(({ where: _, ...check }) => [check.name, check])),
  }
}

/** Images are compared by digest; places on the disk and values of the environment may differ. */
function serviceOf(service: Service, scale: ReadonlyMap<string, number>): unknown {
  const { build, environment, bindMounts, access, smoke, settings, ...rest } = service
  return {
    ...rest,
    replicas: scale.get(service.name) ?? service.replicas,
    built: build !== undefined,
    environment: [...environment.keys()].sort(),
    bindMounts: bindMounts.map(({ target, readOnly }) => ({ target, readOnly })),
    settings,
  }
}

function hashes(named: readonly (readonly [string, unknown])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    named.map(([name, value]) => [
      name,
      createHash('sha256').update(plainJson(value)).digest('hex').slice(0, 16),
    ]),
  )
}

function plainJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part))
}
