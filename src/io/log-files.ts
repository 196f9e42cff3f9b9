// A container's whole log as a file: through our hands in portions, never as a whole in memory.
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { RedactedBytes } from '../text/redacted-bytes.ts'
import type { Route } from './engine-route.ts'
import { Unframer } from './unframer.ts'

/** What a log goes through on its way to its file. */
export interface LogTarget {
  readonly file: string
  readonly secrets: readonly string[]
}

/** The answer goes on for as long as the log is long. */
export async function openLog(
  { agent, where }: Route,
  containerId: string,
  { query = '', signal }: { readonly query?: string; readonly signal: AbortSignal },
): Promise<http.IncomingMessage> {
  const path = `/containers/${containerId}/logs?stdout=1&stderr=1${query}`
  const stream = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = http.request({ ...where, method: 'GET', path, agent, signal }, resolve)
    request.on('error', reject)
    request.end()
  })
  if (stream.statusCode === 200) return stream
  stream.destroy()
  throw new Error(`the engine answers with status ${stream.statusCode}`)
}

/** Of a container with a terminal, nobody can tell a time from what it wrote. */
export function isFramed({ headers }: http.IncomingMessage): boolean {
  return headers['content-type'] === 'application/vnd.docker.multiplexed-stream'
}

/** `onPortion` is called when what came last is in the file. */
export async function writeLog(
  stream: AsyncIterable<unknown>,
  unframer: Unframer,
  { file, secrets }: LogTarget,
  onPortion: () => void = () => {},
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const handle: FileHandle = await open(file, 'w', 0o600)
  const redacted = new RedactedBytes(secrets)
  try {
    for await (const chunk of stream) {
      await handle.appendFile(redacted.take(unframer.take(chunk as Buffer)))
      onPortion()
    }
    await handle.appendFile(redacted.take(unframer.end()))
  } finally {
    // Also of a stream that was ended before its end.
    await handle.appendFile(redacted.end()).finally(() => handle.close())
  }
}

export async function saveLog(
  route: Route,
  containerId: string,
  { signal, ...target }: LogTarget & { readonly signal: AbortSignal },
): Promise<void> {
  await writeLog(await openLog(route, containerId, { signal }), new Unframer('bare'), target)
}
