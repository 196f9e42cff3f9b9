// Servers that are known by the name of their image, and what proves that one of them works.
import type { Service } from '../compose/model.ts'
import type { Suggestion } from './suggest.ts'

interface KnownServer {
  /** Last parts of image names. */
  readonly names: readonly string[]
  readonly suggest: (service: Service) => Suggestion
}

const servers: readonly KnownServer[] = [
  {
    names: ['postgres', 'postgresql', 'postgis', 'pgvector', 'timescaledb', 'timescaledb-ha'],
    suggest: postgres,
  },
  { names: ['mysql', 'percona', 'percona-server'], suggest: () => pinged('mysqladmin') },
  { names: ['mariadb'], suggest: () => pinged('mariadb-admin') },
  { names: ['redis', 'redis-stack', 'redis-stack-server'], suggest: (one) => redis('redis', one) },
  { names: ['valkey'], suggest: (one) => redis('valkey', one) },
  {
    names: ['rabbitmq'],
    suggest: () => ({ checks: [{ exec: ['rabbitmq-diagnostics', '-q', 'check_running'] }] }),
  },
  { names: ['mongo', 'mongodb', 'mongodb-community-server'], suggest: mongo },
  {
    names: ['memcached'],
    suggest: () => ({
      checks: [{ tcp: 11_211, send: 'version\r\n', expect: { data: 'VERSION' } }],
    }),
  },
  { names: ['nats'], suggest: () => ({ checks: [{ tcp: 4222, expect: { data: 'INFO' } }] }) },
  { names: ['kafka', 'cp-kafka', 'redpanda'], suggest: () => ({ checks: [{ tcp: 9092 }] }) },
  {
    names: ['minio'],
    suggest: () => ({ checks: [{ get: '/minio/health/live', port: 9000 }] }),
  },
  {
    names: ['nginx', 'caddy', 'httpd'],
    suggest: () => ({ checks: [] }),
  },
]

/** Undefined where the name says nothing; no checks where only its ports tell more. */
export function suggestByImage(service: Service): Suggestion | undefined {
  if (service.image === undefined || service.build) return undefined
  const name = (service.image.split('/').at(-1) ?? '').replace(/[:@].*$/s, '')
  return servers.find(({ names }) => names.includes(name))?.suggest(service)
}

/** A name and password of a file are not known here; without them the server can still be asked. */
function postgres({ environment }: Service): Suggestion {
  const given = (name: string): string | undefined => environment.get(name) || undefined
  const user = given('POSTGRES_USER') ?? given('POSTGRESQL_USERNAME') ?? 'postgres'
  const database = given('POSTGRES_DB') ?? given('POSTGRESQL_DATABASE') ?? user
  const unknown = ['POSTGRES_USER_FILE', 'POSTGRES_DB_FILE', 'POSTGRESQL_PASSWORD']
  if (unknown.some((name) => environment.has(name)) || `${user}${database}`.includes('$')) {
    return { checks: [{ exec: ['pg_isready', '-h', '127.0.0.1'] }] }
  }
  return { checks: [{ exec: ['psql', '-U', user, '-d', database, '-c', 'select 1'] }] }
}

/** Over TCP: while a database is made, a temporary server answers on the socket alone. */
function pinged(program: string): Suggestion {
  return { checks: [{ exec: [program, 'ping', '-h', '127.0.0.1', '--protocol=tcp'] }] }
}

/** Where it wants a password, that it wants one is an answer of its own. */
function redis(name: 'redis' | 'valkey', { environment, command = [] }: Service): Suggestion {
  const secured =
    [...environment.keys()].some((key) => key.endsWith('PASSWORD')) ||
    command.some((word) => word.includes('requirepass'))
  const stdout = secured ? { matches: 'PONG|NOAUTH' } : 'PONG'
  return { checks: [{ exec: [`${name}-cli`, 'ping'], expect: { stdout } }] }
}

/** The shell has another name since version 5. */
function mongo({ image = '' }: Service): Suggestion {
  const major = Number(/:(\d+)/.exec(image)?.[1] ?? 5)
  const shell = major < 5 ? 'mongo' : 'mongosh'
  const script = 'db.runCommand({ ping: 1 }).ok'
  return { checks: [{ exec: [shell, '--quiet', '--eval', script], expect: { stdout: '1' } }] }
}
