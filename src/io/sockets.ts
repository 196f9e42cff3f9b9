// Bare TCP of smoke checks: connect, say something, listen for a while.
import net from 'node:net'
import { messageOf } from '../errors.ts'
import type { Sockets } from '../world/world.ts'
import { checkedLookup, refuseLiteral } from './reachable.ts'

const maxBytes = 64 * 1024

export const nodeSockets: Sockets = {
  async exchange({ host, port, send, timeoutMs, enough }, signal) {
    refuseLiteral(host)
    const startedAt = performance.now()
    const bare = host.replace(/^\[(.*)\]$/, '$1')
    const socket = net.connect({ host: bare, port, lookup: checkedLookup, autoSelectFamily: true })
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(timeoutMs))])
    const chunks: Buffer[] = []
    let connected = false
    const received = (): string => Buffer.concat(chunks).toString()
    try {
      await new Promise<void>((resolve, reject) => {
        let size = 0
        deadline.addEventListener('abort', () => (connected ? resolve() : reject(deadline.reason)))
        socket.on('connect', () => {
          connected = true
          if (send !== undefined) socket.write(send)
          if (enough('')) resolve()
        })
        socket.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          size += chunk.length
          if (size > maxBytes || enough(received())) resolve()
        })
        socket.on('end', resolve)
        socket.on('error', reject)
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
  },
}

function inWords(error: unknown): unknown {
  // Not `instanceof`: an error of another realm, as under a test runner, is one all the same.
  if (typeof error !== 'object' || error === null || !('errors' in error)) return error
  if (!Array.isArray(error.errors)) return error
  return new Error(error.errors.map(messageOf).join(', '), { cause: error })
}
