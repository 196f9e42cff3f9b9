// What `docker compose config` prints, as data: the services of the stack and what each one needs.

import type { Failure } from '../errors.ts'
import { type Access, hostPathOf, readAccess } from './access.ts'
import { type Build, present, readBuild } from './build.ts'
import { type Item, itemOf, plain } from './item.ts'
import {
  type Healthcheck,
  type Logging,
  type RestartPolicy,
  readHealthcheck,
  readLogging,
  readRestart,
} from './life.ts'

export type { Access } from './access.ts'
export type { Build } from './build.ts'
export type { Healthcheck, Logging, RestartPolicy } from './life.ts'

export interface Stack {
  readonly name: string
  /** In the order in which the CLI prints them. */
  readonly services: readonly Service[]
  readonly volumes: readonly Named[]
  readonly networks: readonly Named[]
  readonly secrets: readonly Named[]
  readonly configs: readonly Named[]
  /** The top-level `x-smoke`, unread. */
  readonly smoke?: unknown
  /** The top-level `x-sea-trial`, unread. */
  readonly settings?: unknown
  /** What stood where another shape belongs: the model holds everything else. */
  readonly problems: readonly Failure[]
}

export interface Named {
  readonly key: string
  readonly name: string
  readonly external: boolean
  /** Where it is a file or folder of this machine. */
  readonly hostPath?: string
  /** Where a variable of the environment holds its content. */
  readonly variable?: string
  /** It has labels of the user's own. */
  readonly labelled?: true
}

export interface Service {
  readonly name: string
  readonly image?: string
  readonly build?: Build
  readonly dependsOn: readonly Dependency[]
  readonly healthcheck?: Healthcheck
  /** In place of the image's own. */
  readonly command?: readonly string[]
  readonly ports: readonly Port[]
  /** `scale`, else `deploy.replicas`, else 1; may be 0. */
  readonly replicas: number
  readonly restart: RestartPolicy
  readonly containerName?: string
  readonly networkMode?: string
  readonly platform?: string
  /** A provider service has no container. */
  readonly provider: boolean
  /** Hooks, or secrets and configs without a file: only Compose itself can start such a container. */
  readonly needsComposeToStart: boolean
  readonly privileged: boolean
  readonly memoryLimit?: number
  readonly logging?: Logging
  readonly user?: string
  readonly pullPolicy?: string
  readonly bindMounts: readonly BindMount[]
  /** The keys of the named volumes that it mounts. */
  readonly volumeMounts: readonly string[]
  readonly access: Access
  readonly environment: ReadonlyMap<string, string | null>
  readonly networks: readonly string[]
  /** `x-smoke` of the service, unread. */
  readonly smoke?: unknown
  /** `x-sea-trial` of the service, unread. */
  readonly settings?: unknown
}

export interface Dependency {
  readonly service: string
  readonly condition: 'started' | 'healthy' | 'completed'
  readonly required: boolean
  readonly restart: boolean
}

export interface Port {
  readonly target: number
  /** As written: one port or a range such as `9000-9001`; absent means that the engine chooses. */
  readonly published?: string
  readonly protocol: string
  readonly hostIp?: string
  readonly name?: string
  readonly appProtocol?: string
}

export interface BindMount {
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
  /** Among all its volumes. */
  readonly index: number
}

const CONDITIONS: ReadonlyMap<string, Dependency['condition']> = new Map([
  ['service_started', 'started'],
  ['service_healthy', 'healthy'],
  ['service_completed_successfully', 'completed'],
])

export function parseStack(resolvedYaml: string): Stack {
  return stackOf(itemOf(resolvedYaml, []))
}

export function stackOf(root: Item): Stack {
  return {
    name: root.get('name').text() ?? '',
    services: root
      .get('services')
      .entries()
      .flatMap(([name, item]) =>
        item.value instanceof Map ? readService(name, item, root) : (item.wrong('a mapping') ?? []),
      ),
    volumes: readNamed(root.get('volumes')),
    networks: readNamed(root.get('networks')),
    secrets: readNamed(root.get('secrets')),
    configs: readNamed(root.get('configs')),
    ...present({ smoke: extension(root, 'x-smoke'), settings: extension(root, 'x-sea-trial') }),
    problems: root.problems,
  }
}

function readNamed(item: Item): readonly Named[] {
  return item.entries().map(([key, value]) => ({
    key,
    name: value.get('name').text() ?? key,
    external: value.get('external').flag(),
    ...present({ hostPath: hostPathOf(value), variable: value.get('environment').text() }),
    ...(value.get('labels').entries().length > 0 && { labelled: true as const }),
  }))
}

function readService(name: string, item: Item, root: Item): Service {
  const limits = item.get('deploy').get('resources').get('limits')
  const build = item.get('build')
  return {
    name,
    dependsOn: item.get('depends_on').entries().map(readDependency),
    ports: item.get('ports').list().flatMap(readPort),
    replicas: item.get('scale').number() ?? item.get('deploy').get('replicas').number() ?? 1,
    restart: readRestart(item),
    provider: !item.get('provider').absent,
    needsComposeToStart: needsCompose(item, root),
    privileged: item.get('privileged').flag(),
    bindMounts: item.get('volumes').list().flatMap(readBindMount),
    volumeMounts: item.get('volumes').list().flatMap(readVolumeMount),
    access: readAccess(item),
    environment: item.get('environment').pairs(),
    networks: item
      .get('networks')
      .entries()
      .map(([key]) => key),
    ...present({
      image: item.get('image').text(),
      command: item.get('command').absent ? undefined : item.get('command').textOrTexts(),
      build: build.absent ? undefined : readBuild(build, root.get('secrets')),
      healthcheck: readHealthcheck(item.get('healthcheck')),
      containerName: item.get('container_name').text(),
      networkMode: item.get('network_mode').text(),
      platform: item.get('platform').text(),
      memoryLimit: item.get('mem_limit').bytes() ?? limits.get('memory').bytes(),
      logging: readLogging(item.get('logging')),
      user: item.get('user').text(),
      pullPolicy: item.get('pull_policy').text(),
      smoke: extension(item, 'x-smoke'),
      settings: extension(item, 'x-sea-trial'),
    }),
  }
}

function extension(item: Item, key: string): unknown {
  return plain(item.get(key).value)
}

function readDependency([service, item]: readonly [string, Item]): Dependency {
  const condition = item.get('condition')
  const known = CONDITIONS.get(condition.text() ?? 'service_started')
  return {
    service,
    condition: known ?? condition.wrong('a condition such as service_healthy') ?? 'started',
    required: item.get('required').absent || item.get('required').flag(),
    restart: item.get('restart').flag(),
  }
}

function readPort(item: Item): readonly Port[] {
  const target = item.get('target')
  const number = target.number()
  if (number === undefined) return target.absent ? (target.wrong('a port') ?? []) : []
  return [
    {
      target: number,
      protocol: item.get('protocol').text() ?? 'tcp',
      ...present({
        published: item.get('published').text() || undefined,
        hostIp: item.get('host_ip').text(),
        name: item.get('name').text(),
        appProtocol: item.get('app_protocol').text(),
      }),
    },
  ]
}

function readBindMount(item: Item, index: number): readonly BindMount[] {
  if (item.get('type').text() !== 'bind') return []
  const source = item.get('source').text() ?? ''
  const target = item.get('target').text() ?? ''
  return [{ source, target, readOnly: item.get('read_only').flag(), index }]
}

function readVolumeMount(item: Item): readonly string[] {
  return item.get('type').text() === 'volume' ? [item.get('source').text() ?? ''] : []
}

// Compose copies such content into the container between creating and starting it.
function needsCompose(item: Item, root: Item): boolean {
  if (item.get('post_start').list().length > 0) return true
  return (['secrets', 'configs'] as const).some((section) =>
    item
      .get(section)
      .list()
      .some((use) => {
        const source = use.value instanceof Map ? use.get('source').text() : use.text()
        const origin = root.get(section).get(source ?? '')
        return !origin.get('environment').absent || !origin.get('content').absent
      }),
  )
}
