// What the Compose files say of a service.
import type { Service, Stack } from '../compose/model.ts'
import { roleOf } from '../compose/order.ts'
import type { Path } from '../compose/places.ts'
import type { Source } from '../compose/sources.ts'
import { hasVariable, writtenText } from '../compose/written.ts'
import type { BuiltFile } from './built.ts'
import { hasHealthcheck } from './image-practices.ts'
import type { Breach } from './practices.ts'

export interface About {
  readonly service: Service
  readonly stack: Stack
  readonly sources: readonly Source[]
  /** Its Dockerfile, where it is built here. */
  readonly file: BuiltFile | undefined
}

export function judgeService(about: About): readonly Breach[] {
  return [
    ...noHealthcheck(about),
    ...secrets(about),
    ...restarts(about),
    ...openPorts(about),
    ...noMemoryLimit(about),
    ...unboundedLogging(about),
  ]
}

/** An image that is not built here may have a healthcheck of its own, which the files don't tell. */
function noHealthcheck({ service, stack, file }: About): readonly Breach[] {
  if (file === undefined || service.healthcheck || hasHealthcheck(file)) return []
  if (roleOf(service, stack).kind === 'one-shot') return []
  return [
    {
      rule: 'no-healthcheck',
      at: at(service),
      what: `${service.name} has no healthcheck, so nobody knows when it is ready`,
      fix: 'write a healthcheck in the Compose file, or HEALTHCHECK in its Dockerfile',
    },
  ]
}

const secretName =
  /(?:^|_)(?:password|passwd|pword|passphrase|secret|token|credentials?|(?:api|private|secret|access)_?key)$/i
const harmless = /^(?:|true|false|yes|no|on|off)$/i

function secrets({ service, sources }: About): readonly Breach[] {
  return [...service.environment.keys()].flatMap((name) => {
    if (!secretName.test(name) || /(?:^|_)public(?:_|$)/i.test(name)) return []
    const path = at(service, 'environment', name)
    const written = writtenText(sources, path)
    if (written === undefined || hasVariable(written)) return []
    const value = written.startsWith(`${name}=`) ? written.slice(name.length + 1) : written
    if (harmless.test(value) || value === name) return []
    return {
      rule: 'secret-in-env',
      at: path,
      what: `${name} of ${service.name} stands in the Compose file for all to read`,
      fix: `write \${${name}} and set it outside, or use secrets`,
    }
  })
}

function restarts({ service, stack }: About): readonly Breach[] {
  const { kind } = service.restart
  if (kind !== 'always' && kind !== 'unless-stopped') return []
  const waiting = stack.services.find(({ dependsOn }) =>
    dependsOn.some((one) => one.service === service.name && one.condition === 'completed'),
  )
  if (waiting === undefined) return []
  return [
    {
      rule: 'restart-one-shot',
      at: at(service, 'restart'),
      what: `${waiting.name} waits for ${service.name} to complete, and restart: ${kind} starts it again`,
      fix: 'write restart: "no", or on-failure',
    },
  ]
}

const databases =
  `postgres postgresql postgis pgvector timescaledb mysql percona mariadb redis redis-stack valkey
  memcached mongo mongodb elasticsearch opensearch cassandra clickhouse clickhouse-server influxdb
  cockroach couchdb neo4j etcd`.split(/\s+/)
const everywhere = ['', '0.0.0.0', '::', '[::]']

function openPorts({ service }: About): readonly Breach[] {
  const image = (service.image?.split('/').at(-1) ?? '').replace(/[:@].*$/s, '')
  if (service.build || !databases.includes(image)) return []
  return service.ports.flatMap(({ published, hostIp = '', target }, index) => {
    // A port that the engine chooses is one for this run alone.
    if (published === undefined || published === '0' || !everywhere.includes(hostIp)) return []
    return {
      rule: 'open-database-port',
      at: at(service, 'ports', index),
      what: `${service.name} can be reached at port ${published} from every network of the host`,
      fix: `write 127.0.0.1:${published}:${target}, or leave the port out: services need none`,
    }
  })
}

function noMemoryLimit({ service }: About): readonly Breach[] {
  if (service.memoryLimit !== undefined) return []
  return [
    {
      rule: 'no-memory-limit',
      at: at(service),
      what: `${service.name} may take all the memory of its host`,
      fix: 'write deploy.resources.limits.memory, or mem_limit',
    },
  ]
}

function unboundedLogging({ service }: About): readonly Breach[] {
  const { driver = 'json-file', maxSize } = service.logging ?? {}
  if (driver !== 'json-file' || maxSize !== undefined) return []
  return [
    {
      rule: 'unbounded-logging',
      at: at(service, 'logging'),
      what: `the log of ${service.name} grows until the disk is full`,
      fix: 'write logging with options max-size and max-file, or the driver local',
    },
  ]
}

function at({ name }: Service, ...keys: Path): Path {
  return ['services', name, ...keys]
}
