// The engine's socket behind a TCP port, as on another machine; it can be cut in mid-run.
import net from 'node:net'

export interface TcpProxy {
  readonly port: number
  /** `GET /events?…` and so on, as they went through. */
  readonly requests: readonly string[]
  /** Drops every connection and takes no new ones. */
  readonly cut: () => Promise<void>
}

export async function proxyTo(socketPath: string): Promise<TcpProxy> {
  const open = new Set<net.Socket>()
  const requests: string[] = []
  const server = net.createServer((client) => {
    const engine = net.connect(socketPath)
    for (const socket of [client, engine]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => open.delete(socket))
    }
    client.on('data', (chunk) => {
      for (const [, line = ''] of chunk.toString().matchAll(/([A-Z]+ \/\S*) HTTP\/1\.1/g)) {
        requests.push(line)
      }
    })
    client.pipe(engine).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    requests,
    port: (server.address() as net.AddressInfo).port,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}
