// What the engine still has of earlier runs, found by the label that every container of ours carries.
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
    const listed = await this.#connection.json('GET', `/containers/json?all=1&filters=${query}`)
    const stacks = new Map<string, LeftStack>()
    for (const container of Array.isArray(listed) ? (listed as unknown[]) : []) {
      const labels = field(container, 'Labels')
      const project = field(labels, projectLabel)
      const runId = field(labels, runLabel)
      if (typeof project !== 'string' || typeof runId !== 'string') continue
      const key = `${project} ${runId}`
      const before = stacks.get(key)
      const seconds = Number(field(container, 'Created'))
      const madeAt = Math.max(before?.madeAt ?? 0, Number.isFinite(seconds) ? seconds * 1000 : 0)
      stacks.set(key, { project, runId, containers: (before?.containers ?? 0) + 1, madeAt })
    }
    return [...stacks.values()]
  }

  async imageNames(): Promise<readonly string[]> {
    const listed = await this.#connection.json('GET', '/images/json')
    const tags = (Array.isArray(listed) ? (listed as unknown[]) : []).map((image) =>
      field(image, 'RepoTags'),
    )
    return tags.flat().filter((name) => typeof name === 'string')
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
