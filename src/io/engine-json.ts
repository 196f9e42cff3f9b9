// What the Docker Engine's API says, read into our words.
import type {
  ContainerState,
  EngineImage,
  ImageHealthcheck,
  ImageLayer,
  PortHolder,
  Probe,
  PublishedPort,
} from '../world/world.ts'

export interface EngineEvent {
  readonly id: string
  readonly action: string
  /** Of a `die`. */
  readonly exitCode?: number
}

type Json = Record<string, unknown>

/** The kernel's words. */
const architectures: Readonly<Record<string, string>> = {
  ...{ x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm/v7', armv6l: 'arm/v6', i686: '386' },
}

/** As images name it, of what the engine says of its machine. */
export function platformOf(info: Readonly<Record<string, unknown>>): string {
  const machine = text(info['Architecture'])
  return `${text(info['OSType']) || 'linux'}/${architectures[machine] ?? machine}`
}

export function parseContainer(body: string): ContainerState {
  const container = record(JSON.parse(body))
  const config = record(container['Config'])
  const labels = record(config['Labels'])
  const state = record(container['State'])
  const health = record(state['Health'])
  const healthStatus = readHealth(text(health['Status']))
  return {
    id: text(container['Id']),
    name: text(container['Name']).replace(/^\//, ''),
    service: text(labels['com.docker.compose.service']),
    replica: Number(text(labels['com.docker.compose.container-number']) || 1),
    status: readStatus(text(state['Status'])),
    ...(healthStatus && { health: healthStatus }),
    probes: list(health['Log']).map(readProbe),
    exitCode: number(state['ExitCode']),
    oomKilled: state['OOMKilled'] === true,
    restarts: number(container['RestartCount']),
    startedAt: text(state['StartedAt']),
    error: text(state['Error']),
    image: text(container['Image']),
    ports: readPorts(record(record(container['NetworkSettings'])['Ports'])),
    memoryLimit: number(record(container['HostConfig'])['Memory']),
  }
}

function readStatus(status: string): ContainerState['status'] {
  switch (status) {
    case 'running':
    case 'paused':
    case 'restarting':
    case 'removing':
    case 'exited':
    case 'dead':
      return status
    default:
      return 'created'
  }
}

function readHealth(status: string): ContainerState['health'] {
  return status === 'starting' || status === 'healthy' || status === 'unhealthy'
    ? status
    : undefined
}

function readProbe(value: unknown): Probe {
  const probe = record(value)
  const durationMs = Date.parse(text(probe['End'])) - Date.parse(text(probe['Start']))
  return {
    exitCode: number(probe['ExitCode']),
    output: text(probe['Output']),
    durationMs: Math.max(0, durationMs || 0),
  }
}

function readPorts(ports: Json): readonly PublishedPort[] {
  return Object.entries(ports).flatMap(([key, bindings]) => {
    const [target, protocol = 'tcp'] = key.split('/')
    return list(bindings).map((binding) => ({
      target: Number(target),
      protocol,
      hostIp: text(record(binding)['HostIp']),
      hostPort: Number(text(record(binding)['HostPort'])),
    }))
  })
}

/** One entry of the list of containers; a port that is only exposed has no public one. */
export function parseHolders(container: Json): readonly PortHolder[] {
  const name = text(list(container['Names'])[0]).replace(/^\//, '')
  return records(container['Ports'])
    .filter((port) => number(port['PublicPort']) > 0)
    .map((port) => ({
      port: number(port['PublicPort']),
      protocol: text(port['Type']),
      hostIp: text(port['IP']),
      by: `the container ${name}`,
    }))
}

export function parseImage(said: unknown): EngineImage {
  const image = record(said)
  return {
    id: text(image['Id']),
    bytes: number(image['Size']),
    repoDigests: list(image['RepoDigests']).map(text),
  }
}

/**
 * The engine tells the layers without their sizes, and the sizes, last first, without their layers:
 * steps that made no layer have none, and so may an empty layer, so only equal counts can be paired.
 */
export function parseLayers(image: unknown, history: unknown): readonly ImageLayer[] {
  const diffIds = list(record(record(image)['RootFS'])['Layers']).map(text)
  const sizes = list(history).map((step) => number(record(step)['Size']))
  const made = sizes.filter((bytes) => bytes > 0).reverse()
  const total = made.reduce((sum, bytes) => sum + bytes, 0)
  const paired = made.length === diffIds.length
  return diffIds.map((diffId, index) => ({
    diffId,
    bytes: paired ? (made[index] ?? 0) : Math.round(total / diffIds.length),
  }))
}

/** Undefined where the image says nothing about it. */
export function parseImageHealthcheck(said: unknown): ImageHealthcheck | undefined {
  const test = record(record(record(said)['Config'])['Healthcheck'])
  const command = list(test['Test'])
  if (command.length === 0 || command[0] === 'NONE') return undefined
  const milliseconds = (field: string): number => number(test[field]) / nanosecondsInMillisecond
  return {
    intervalMs: milliseconds('Interval'),
    timeoutMs: milliseconds('Timeout'),
    startPeriodMs: milliseconds('StartPeriod'),
    startIntervalMs: milliseconds('StartInterval'),
    retries: number(test['Retries']),
  }
}

const nanosecondsInMillisecond = 1e6

/** The engine writes one JSON document after another; a chunk may end anywhere. */
export async function* parseEvents(stream: AsyncIterable<unknown>): AsyncIterable<EngineEvent> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.trim() === '') continue
      const event = record(JSON.parse(line))
      const actor = record(event['Actor'])
      const exitCode = text(record(actor['Attributes'])['exitCode'])
      yield {
        id: text(actor['ID']),
        action: text(event['Action']),
        ...(exitCode !== '' && { exitCode: Number(exitCode) }),
      }
    }
  }
}

/** Without a TTY the engine frames each piece of a log: stream, 3 zeros, length, bytes. */
export function unframeLogs(body: Buffer): readonly string[] {
  const framed = body.length >= 8 && body[1] === 0 && body[2] === 0 && body[3] === 0
  const pieces: Buffer[] = []
  for (let at = 0; framed && at + 8 <= body.length; ) {
    const length = body.readUInt32BE(at + 4)
    pieces.push(body.subarray(at + 8, at + 8 + length))
    at += 8 + length
  }
  const whole = framed ? Buffer.concat(pieces) : body
  const lines = whole.toString().split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function engineMessage(body: Buffer): string {
  try {
    const value: unknown = JSON.parse(body.toString())
    if (isRecord(value) && typeof value['message'] === 'string') return value['message']
  } catch {
    // Not JSON: a proxy in between; its text is all there is.
  }
  return body.toString().slice(0, 500)
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function records(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}
