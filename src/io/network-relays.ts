// Ways into the networks of an engine elsewhere: a helper container in each network that is asked,
// of an image that the stack has anyway, and one command in it for each connection.
import type { Duplex } from 'node:stream'
import type { Beside } from '../world/http.ts'
import { type EngineCalls, record } from './engine-calls.ts'
import { text } from './engine-json.ts'
import { RelayStream } from './relay-stream.ts'

export type Dial = (
  to: { readonly host: string; readonly port: number; readonly beside: Beside },
  signal: AbortSignal,
) => Promise<Duplex>

interface Helper {
  readonly id: string
  readonly relay: (host: string, port: number) => readonly string[]
}

/** As long as any trial may take; whoever takes the stack down takes it along. */
const lifetimeSeconds = 6 * 60 * 60

export class NetworkRelays {
  readonly #calls: EngineCalls
  readonly #helpers = new Map<string, Promise<Helper>>()

  constructor(calls: EngineCalls) {
    this.#calls = calls
  }

  readonly dial: Dial = async ({ host, port, beside }, signal) => {
    const known = this.#helpers.get(beside.network)
    const helper = known ?? this.#help(beside)
    this.#helpers.set(beside.network, helper)
    const { id, relay } = await helper
    const started = await this.#start(id, relay(host, port), { AttachStdin: true })
    const stream = new RelayStream(
      await this.#calls.stream({
        method: 'POST',
        path: `/exec/${started}/start`,
        body: { Detach: false, Tty: false },
      }),
    )
    const end = (): unknown => stream.destroy(new Error('it took too long'))
    signal.addEventListener('abort', end, { once: true })
    stream.once('close', () => signal.removeEventListener('abort', end))
    await stream.connected
    return stream
  }

  /** Before the networks can go, the helpers must. */
  async close(): Promise<void> {
    const helpers = [...this.#helpers.values()]
    this.#helpers.clear()
    for (const one of await Promise.allSettled(helpers)) {
      if (one.status === 'fulfilled') await this.#remove(one.value.id)
    }
  }

  async #help({ network, containerId }: Beside): Promise<Helper> {
    const path = `/containers/${containerId}/json`
    const neighbour = record(record(await this.#calls.json({ method: 'GET', path }))['Config'])
    const labels = record(neighbour['Labels'])
    const project = text(labels['com.docker.compose.project'])
    const ours = {
      'com.docker.compose.project': project,
      'sea-trial.run': text(labels['sea-trial.run']),
      'sea-trial.helper': network,
    }
    for (const image of await this.#imagesOf(project)) {
      const helper = await this.#tryHelper(image, network, ours)
      if (helper) return helper
    }
    throw new Error(
      `the engine's networks are not on this machine, and no image of the stack has a sh with bash or nc to ask inside them: publish the port`,
    )
  }

  async #imagesOf(project: string): Promise<readonly string[]> {
    const filters = JSON.stringify({ label: [`com.docker.compose.project=${project}`] })
    const query = new URLSearchParams({ all: '1', filters })
    const found = await this.#calls.json({ method: 'GET', path: `/containers/json?${query}` })
    const list: readonly unknown[] = Array.isArray(found) ? found : []
    return [...new Set(list.map((one) => text(record(one)['ImageID'])))]
  }

  /** Undefined where the image has nothing that connects. */
  async #tryHelper(
    image: string,
    network: string,
    labels: Readonly<Record<string, string>>,
  ): Promise<Helper | undefined> {
    const made = await this.#calls.json({
      method: 'POST',
      path: '/containers/create',
      body: {
        Image: image,
        Entrypoint: ['sh', '-c', `exec sleep ${lifetimeSeconds}`],
        Cmd: [],
        User: '65534:65534',
        Labels: labels,
        Healthcheck: { Test: ['NONE'] },
        HostConfig: {
          NetworkMode: network,
          ReadonlyRootfs: true,
          CapDrop: ['ALL'],
          SecurityOpt: ['no-new-privileges'],
        },
      },
    })
    const id = text(record(made)['Id'])
    try {
      await this.#calls.whole({ method: 'POST', path: `/containers/${id}/start` })
      const relay = relays[await this.#toolIn(id)]
      if (relay) return { id, relay }
    } catch {
      // An image without a shell can't be started like this: the next one may.
    }
    await this.#remove(id)
    return undefined
  }

  /** The exit code of the question is its answer. */
  async #toolIn(id: string): Promise<number> {
    const question =
      'has() { command -v $1 >/dev/null; }; has bash && exit 1; has nc && has grep && exit 2; exit 0'
    const asked = await this.#start(id, ['sh', '-c', question], {})
    const body = { Detach: false, Tty: false }
    await this.#calls.whole({ method: 'POST', path: `/exec/${asked}/start`, body })
    const state = await this.#calls.json({ method: 'GET', path: `/exec/${asked}/json` })
    return Number(record(state)['ExitCode'])
  }

  async #start(id: string, argv: readonly string[], more: object): Promise<string> {
    const body = { AttachStdout: true, AttachStderr: true, Cmd: argv, ...more }
    const path = `/containers/${id}/exec`
    return text(record(await this.#calls.json({ method: 'POST', path, body }))['Id'])
  }

  async #remove(id: string): Promise<void> {
    const path = `/containers/${id}?force=1&v=1`
    await this.#calls.untilLate({ method: 'DELETE', path })
  }
}

/** The first word on stderr tells that the connection stands. */
const bashScript = `exec 3<>"/dev/tcp/$1/$2" || exit 1
echo connected >&2
exec 4<&0
cat <&4 >&3 &
cat <&3
kill $! 2>/dev/null`

/** nc says nothing when it is connected: the kernel's table of its network does. */
const ncScript = `(
  while kill -0 $$ 2>/dev/null; do
    if grep -q "$3" /proc/net/tcp; then echo connected >&2; break; fi
    sleep 0.05
  done
) &
exec nc "$1" "$2"`

/** As a line of that table has the other side of a connection that stands. */
function established(host: string, port: number): string {
  const bytes = host.split('.').map((part) => hex(Number(part), 2))
  return ` ${bytes.reverse().join('')}:${hex(port, 4)} 01 `
}

function hex(number: number, digits: number): string {
  return number.toString(16).toUpperCase().padStart(digits, '0')
}

/** By the exit code of the question. */
const relays: Readonly<Record<number, Helper['relay']>> = {
  1: (host, port) => ['bash', '-c', bashScript, 'bash', host, String(port)],
  2: (host, port) => ['sh', '-c', ncScript, 'sh', host, String(port), established(host, port)],
}
