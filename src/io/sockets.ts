// Bare TCP of smoke checks: connect, say something, listen for a while.
import net from 'node:net'
import { messageOf } from '../errors.ts'
import type { SocketExchange, Sockets } from '../world/world.ts'
import type { Dial } from './network-relays.ts'
import { checkedLookup, refuseLiteral } from './reachable.ts'

const maxBytes = 64 * 1024

type Exchanged = Awaited<ReturnType<Sockets['exchange']>>

/** `dial`: the way into networks that this machine has none to. */
export function socketsBy(dial: Dial): Sockets {
  return { exchange: (wanted, signal) => exchange(wanted, signal, dial) }
}

async function exchange(
  { host, port, beside, send, timeoutMs, enough }: SocketExchange,
  signal: AbortSignal,
  dial: Dial,
): Promise<Exchanged> {
  refuseLiteral(host)
  const startedAt = performance.now()
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(timeoutMs))])
  const socket = beside
    ? await dial({ host: bare, port, beside }, deadline)
    : net.connect({ host: bare, port, lookup: checkedLookup, autoSelectFamily: true })
  const chunks: Buffer[] = []
  let connected = false
  const received = (): string => Buffer.concat(chunks).toString()
  try {
    await new Promise<void>((resolve, reject) => {
      let size = 0
      deadline.addEventListener('abort', () => (connected ? resolve() : reject(deadline.reason)))
      const greet = (): void => {
        connected = true
        if (send !== undefined) socket.write(send)
        if (enough('')) resolve()
      }
      socket.on('connect', greet)
      socket.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size > maxBytes || enough(received())) resolve()
      })
      socket.on('end', resolve)
      socket.on('error', reject)
      if (beside) greet() // a relay is handed over connected
    })
  } catch (error) {
    signal.throwIfAborted()
    if (deadline.aborted)
      throw new Error(`no connection within ${Math.ceil(timeoutMs)} ms`, { cause: error })
    throw inWords(error)
  } finally {
    socket.destroy()
  }
  return { received: received(), elapsedMs: performance.now() - startedAt }
}

function inWords(error: unknown): unknown {
  // Not `instanceof`: an error of another realm, as under a test runner, is one all the same.
  if (typeof error !== 'object' || error === null || !('errors' in error)) return error
  if (!Array.isArray(error.errors)) return error
  return new Error(error.errors.map(messageOf).join(', '), { cause: error })
}
