// An engine's own BuildKit behind a socket, as a BuildKit that stands alone: for builders of the
// drivers `remote` and `docker-container`, without BuildKit's own image, which only Docker Hub has.
import { createConnection, createServer, type Socket } from 'node:net'

export interface BuildKitFront {
  /** A unix socket, which crosses network namespaces. */
  readonly socket: string
  readonly stop: () => void
}

const upgrade = [
  'POST /grpc HTTP/1.1',
  'Host: docker',
  'Connection: Upgrade',
  'Upgrade: h2c',
  'Content-Length: 0',
  '\r\n',
].join('\r\n')

/** `engine`: the socket of the engine. */
export async function openFront(engine: string, socket: string): Promise<BuildKitFront> {
  const open = new Set<Socket>()
  const server = createServer((incoming) => {
    const outgoing = createConnection({ path: engine })
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
    outgoing.write(upgrade)
    joinAfterAnswer(incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  const stop = (): void => {
    for (const one of open) one.destroy()
    server.close()
  }
  return { socket, stop }
}

/** The engine answers once in HTTP/1.1; what follows is gRPC. */
function joinAfterAnswer(incoming: Socket, outgoing: Socket): void {
  let answer = Buffer.alloc(0)
  const read = (chunk: Buffer): void => {
    answer = Buffer.concat([answer, chunk])
    const end = answer.indexOf('\r\n\r\n')
    if (end < 0) return
    outgoing.off('data', read)
    const status = answer.subarray(0, end).toString()
    if (!status.startsWith('HTTP/1.1 101 ')) return void outgoing.destroy(new Error(status))
    incoming.write(answer.subarray(end + 4))
    outgoing.pipe(incoming).pipe(outgoing)
  }
  outgoing.on('data', read)
}
