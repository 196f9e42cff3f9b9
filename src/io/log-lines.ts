// The lines of a container's log as they are written, each once, also over its restarts.
import type { LineOptions } from '../world/inside.ts'
import type { Route } from './engine-route.ts'
import { LineSplitter } from './lines.ts'
import { isFramed, openLog } from './log-files.ts'
import { Unframer } from './unframer.ts'

/** Gives the time of the last line. */
export async function followLines(
  route: Route,
  containerId: string,
  { after, onLine, signal }: LineOptions,
): Promise<string | undefined> {
  const since = after === undefined ? '' : `&since=${momentAfter(after)}`
  const options = { query: `&follow=1&timestamps=1${since}`, signal }
  const stream = await openLog(route, containerId, options)
  const framed = isFramed(stream)
  const unframer = new Unframer('stamped')
  let last = after
  const lines = new LineSplitter((line) => {
    if (framed) return onLine(line)
    // With a terminal there are no pieces: the time stands before each line.
    const [, stamp, text] = stampedLine.exec(line) ?? []
    last = stamp ?? last
    return onLine(text ?? line)
  }, 0)
  for await (const chunk of stream) lines.push(framed ? unframer.take(chunk as Buffer) : chunk)
  lines.end()
  return unframer.stamp || last
}

const stampedLine = /^(\d{4}-\d\d-\d\dT\S+) (.*)$/
const nanosPerSecond = 1_000_000_000

/** The engine counts the moment itself in, so it is asked for the next nanosecond. */
export function momentAfter(stamp: string): string {
  const digits = /\.(\d{1,9})/.exec(stamp)?.[1] ?? ''
  const nanos = Number(digits.padEnd(9, '0')) + 1
  const seconds = Math.floor(Date.parse(stamp.replace(/\.\d+/, '')) / 1000)
  const carried = seconds + Math.floor(nanos / nanosPerSecond)
  return `${carried}.${String(nanos % nanosPerSecond).padStart(9, '0')}`
}
