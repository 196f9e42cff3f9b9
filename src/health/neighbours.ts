// Where the other services of a stack may listen, and whom a line of a log was talking to.

export interface Neighbour {
  readonly service: string
  readonly ports: readonly number[]
}

/** Where images listen that say so nowhere in the Compose file. */
const usualPorts: readonly (readonly [RegExp, number])[] = [
  [/postg(?:res|is)/, 5432],
  [/mysql|mariadb/, 3306],
  [/redis|valkey/, 6379],
  [/mongo/, 27017],
  [/rabbitmq/, 5672],
  [/memcached/, 11211],
  [/elasticsearch|opensearch/, 9200],
  [/kafka|redpanda/, 9092],
]

export function usualPortsOf(image: string | undefined): readonly number[] {
  return usualPorts.filter(([name]) => name.test(image ?? '')).map(([, port]) => port)
}

const address =
  /(?:^|[\s"'(/@=])(localhost|\[::1\]|127\.\d+\.\d+\.\d+|[A-Za-z][\w-]*(?=:\d))(?:[^\d\n]{0,12}?(\d{2,5}))?/
const spelled = /(?:server on|server at|connect to|host) "?([\w.-]+)"?.*?port (\d+)/i

export function hostOf(line: string): string | undefined {
  return (spelled.exec(line) ?? address.exec(line))?.[1]
}

export function portOf(line: string): number | undefined {
  const port = (spelled.exec(line) ?? address.exec(line))?.[2]
  return port === undefined ? undefined : Number(port)
}

export function neighbourAt(others: readonly Neighbour[], port: number): Neighbour | undefined {
  return others.find(({ ports }) => ports.includes(port))
}
