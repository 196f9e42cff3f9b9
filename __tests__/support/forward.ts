// Carries connections from one address to another: a unix socket crosses network namespaces, TCP does not.
import { createConnection, createServer, type ListenOptions, type NetConnectOpts } from 'node:net'

/** A path, or a port on this host; `0.0.0.0:port` listens on all addresses that it has. */
function placeOf(text: string): ListenOptions & NetConnectOpts {
  const [, host = '127.0.0.1', port] = /^(?:([\d.]+):)?(\d+)$/.exec(text) ?? []
  return port === undefined ? { path: text } : { host, port: Number(port) }
}

const [from = '', to = ''] = process.argv.slice(2)
createServer((incoming) => {
  const outgoing = createConnection(placeOf(to))
  incoming.pipe(outgoing).pipe(incoming)
  incoming.on('error', () => outgoing.destroy())
  outgoing.on('error', () => incoming.destroy())
}).listen(placeOf(from), () => process.stdout.write('listening\n'))
