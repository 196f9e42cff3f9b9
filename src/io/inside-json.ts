// What the engine says about commands, images and files, read into our words.
import type { FileFacts, ImageContents, ImageFacts, NetworkPlace } from '../world/inside.ts'
import { text } from './engine-json.ts'

type Json = Readonly<Record<string, unknown>>

/** Without a TTY the engine frames each piece: stream, 3 zeros, length, bytes. */
export function unframeStreams(body: Buffer): { readonly stdout: string; readonly stderr: string } {
  const pieces: { readonly stdout: Buffer[]; readonly stderr: Buffer[] } = {
    stdout: [],
    stderr: [],
  }
  for (let at = 0; at + 8 <= body.length; ) {
    const length = body.readUInt32BE(at + 4)
    const stream = body[at] === 2 ? pieces.stderr : pieces.stdout
    stream.push(body.subarray(at + 8, at + 8 + length))
    at += 8 + length
  }
  return {
    stdout: Buffer.concat(pieces.stdout).toString(),
    stderr: Buffer.concat(pieces.stderr).toString(),
  }
}

export function readImageFacts(image: unknown, history: unknown): ImageFacts {
  const facts = record(image)
  const config = record(facts['Config'])
  const probe = texts(record(config['Healthcheck'])['Test'])
  return {
    user: text(config['User']),
    workdir: text(config['WorkingDir']),
    entrypoint: texts(config['Entrypoint']),
    command: texts(config['Cmd']),
    env: texts(config['Env']),
    labels: Object.fromEntries(
      Object.entries(record(config['Labels'])).map(([name, value]) => [name, text(value)]),
    ),
    exposes: Object.keys(record(config['ExposedPorts'])),
    architectures: architecturesOf(facts) ?? [text(facts['Architecture'])],
    bytes: Number(facts['Size'] ?? 0),
    healthcheck: probe.length > 0 && probe[0] !== 'NONE' ? 'present' : 'absent',
    history: list(history).map((step) => text(record(step)['CreatedBy'])),
  }
}

export function readImageContents(image: unknown, history: unknown): ImageContents {
  const facts = record(image)
  const several = list(facts['Manifests']).flatMap((manifest) => {
    const { Kind: kind, ImageData: data, Size: size } = record(manifest)
    if (kind !== 'image') return []
    const platform = platformOf(record(record(data)['Platform']), 'os', 'architecture', 'variant')
    return [{ platform, bytes: Number(record(size)['Content'] ?? 0) }]
  })
  const only = {
    platform: platformOf(facts, 'Os', 'Architecture', 'Variant'),
    bytes: Number(facts['Size'] ?? 0),
  }
  return {
    platforms: several.length > 0 ? several : [only],
    layers: list(history)
      .map((step) => ({
        instruction: text(record(step)['CreatedBy']),
        bytes: Number(record(step)['Size'] ?? 0),
        createdAtMs: Number(record(step)['Created'] ?? 0) * 1000,
      }))
      .reverse(),
  }
}

function platformOf(facts: Json, ...names: readonly string[]): string {
  return names
    .map((name) => text(facts[name]))
    .filter(Boolean)
    .join('/')
}

function architecturesOf(facts: Json): readonly string[] | undefined {
  const found = list(facts['Manifests']).flatMap((manifest) => {
    const platform = record(record(record(manifest)['ImageData'])['Platform'])
    return text(platform['architecture']) || []
  })
  return found.length > 0 ? [...new Set(found)] : undefined
}

export function readNetworkPlace(container: unknown): NetworkPlace {
  const settings = record(record(container)['NetworkSettings'])
  return {
    // Not `Ports` of the network: a container of internal networks alone has none there.
    // In the order of numbers: the engine's own has 443 before 80.
    exposed: Object.keys(record(record(record(container)['Config'])['ExposedPorts']))
      .flatMap((key) => (key.endsWith('/tcp') ? Number.parseInt(key, 10) : []))
      .sort((a, b) => a - b),
    addresses: Object.entries(record(settings['Networks'])).flatMap(([network, value]) => {
      const one = record(value)
      const address = text(one['IPAddress']) || text(one['GlobalIPv6Address'])
      return address === '' ? [] : [{ network, address }]
    }),
  }
}

/** Bits of Go's file mode. */
const goDirectory = 0x8000_0000
const goLink = 0x0800_0000
const goOther = 0x0728_0000 // devices, pipes, sockets
const goSetuid = 0x0080_0000
const goSetgid = 0x0040_0000
const goSticky = 0x0010_0000

export function readFileStat(header: string): FileFacts {
  const stat = record(JSON.parse(Buffer.from(header, 'base64').toString()))
  const mode = BigInt(Number(stat['mode'] ?? 0))
  const has = (bits: number): boolean => (mode & BigInt(bits)) !== 0n
  const special = (has(goSetuid) ? 4 : 0) + (has(goSetgid) ? 2 : 0) + (has(goSticky) ? 1 : 0)
  const permissions = (mode & 0o777n).toString(8).padStart(3, '0')
  const type = has(goDirectory)
    ? 'directory'
    : has(goLink)
      ? 'link'
      : has(goOther)
        ? 'other'
        : 'file'
  return { type, mode: special > 0 ? `${special}${permissions}` : permissions }
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function texts(value: unknown): readonly string[] {
  return list(value).map(text)
}
