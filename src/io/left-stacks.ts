// What the engine still has of earlier runs, found by the label that all of ours carries.
import type { LeftStack, LeftStacks } from '../world/left-stacks.ts'
import type { EngineConnection } from './engine-connection.ts'

const runLabel = 'sea-trial.run'
const projectLabel = 'com.docker.compose.project'

export class EngineLeftStacks implements LeftStacks {
  readonly #connection: EngineConnection

  constructor(connection: EngineConnection) {
    this.#connection = connection
  }

  async list(): Promise<readonly LeftStack[]> {
    const query = encodeURIComponent(JSON.stringify({ label: [runLabel, projectLabel] }))
    const ask = (path: string): Promise<unknown> => this.#connection.json('GET', path)
    const [containers, networks, volumes] = await Promise.all([
      ask(`/containers/json?all=1&filters=${query}`),
      ask(`/networks?filters=${query}`),
      ask(`/volumes?filters=${query}`),
    ])
    const stacks = new Map<string, LeftStack>()
    for (const one of listOf(containers)) count('containers', one, field(one, 'Created'), stacks)
    for (const one of listOf(networks)) count('networks', one, field(one, 'Created'), stacks)
    for (const one of listOf(field(volumes, 'Volumes')))
      count('volumes', one, field(one, 'CreatedAt'), stacks)
    return [...stacks.values()]
  }

  async imageNames(): Promise<readonly string[]> {
    const listed = await this.#connection.json('GET', '/images/json')
    const tags = listOf(listed).map((image) => field(image, 'RepoTags'))
    return tags.flat().filter((name) => typeof name === 'string')
  }
}

function count(
  kind: 'containers' | 'networks' | 'volumes',
  one: unknown,
  created: unknown,
  stacks: Map<string, LeftStack>,
): void {
  const labels = field(one, 'Labels')
  const project = field(labels, projectLabel)
  const runId = field(labels, runLabel)
  if (typeof project !== 'string' || typeof runId !== 'string') return
  const key = `${project} ${runId}`
  const none = { project, runId, containers: 0, networks: 0, volumes: 0, madeAt: 0 }
  const before = stacks.get(key) ?? none
  const madeAt = Math.max(before.madeAt, millisecondsOf(created))
  stacks.set(key, { ...before, [kind]: before[kind] + 1, madeAt })
}

/** Containers tell seconds since 1970, the others a date in words. */
function millisecondsOf(created: unknown): number {
  const at = typeof created === 'number' ? created * 1000 : Date.parse(String(created))
  return Number.isFinite(at) ? at : 0
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
