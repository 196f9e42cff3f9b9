// What a service asks of the machine beyond a container of its own, as the CLI resolves it.
import { present } from './build.ts'
import type { Item } from './item.ts'

export interface Access {
  readonly pid?: string
  readonly ipc?: string
  readonly addedCapabilities: readonly string[]
  readonly devices: readonly string[]
  readonly securityOptions: readonly string[]
  /** `use_api_socket`: Compose mounts the engine's socket and the user's logins. */
  readonly apiSocket: boolean
  readonly secrets: readonly string[]
  readonly configs: readonly string[]
}

export function readAccess(item: Item): Access {
  return {
    addedCapabilities: item.get('cap_add').texts(),
    devices: item.get('devices').list().map(sourceOf),
    securityOptions: item.get('security_opt').texts(),
    apiSocket: item.get('use_api_socket').flag(),
    secrets: item.get('secrets').list().map(sourceOf),
    configs: item.get('configs').list().map(sourceOf),
    ...present({ pid: item.get('pid').text(), ipc: item.get('ipc').text() }),
  }
}

function sourceOf(use: Item): string {
  return (use.value instanceof Map ? use.get('source') : use).text() ?? ''
}

/** Where on the machine the content of a top-level volume, secret or config lies. */
export function hostPathOf(entry: Item): string | undefined {
  const options = entry.get('driver_opts')
  const isBind = (options.get('o').text() ?? '').split(',').some((one) => /^r?bind$/.test(one))
  return entry.get('file').text() ?? (isBind ? options.get('device').text() : undefined)
}
