// Folders kept by GitHub's cache service between runs.
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { messageOf } from '../errors.ts'
import type { Store } from '../world/world.ts'

/** Loaded on use alone: the package is larger than all the rest, and most runs never need it. */
const load = () => import('@actions/cache')

/** What the package prints while it works for us: its warnings would be a second voice in the log. */
const said = new AsyncLocalStorage<string[]>()
let listening = false

function listen(): void {
  if (listening) return
  listening = true
  const write = process.stdout.write.bind(process.stdout)
  const divert = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    const lines = said.getStore()
    if (lines === undefined) return Reflect.apply(write, undefined, [chunk, ...rest]) as boolean
    lines.push(chunk.toString())
    return true
  }
  process.stdout.write = divert as typeof process.stdout.write
}

/** The package retries for half a minute and more, and knows no deadline. */
async function within<T>(timeoutMs: number, work: (lines: string[]) => Promise<T>): Promise<T> {
  listen()
  const lines: string[] = []
  const late = delay(timeoutMs, undefined, { ref: false }).then(() => {
    throw new Error(`it took longer than ${timeoutMs / 1000}s`)
  })
  return Promise.race([said.run(lines, () => work(lines)), late])
}

/** The package turns every failure into a warning; the last one is the reason. */
function reasonIn(lines: readonly string[]): string | undefined {
  const warnings = lines.join('').match(/^(?:::(?:warning|error)[^:]*::|Failed to ).*$/gm)
  return warnings?.at(-1)?.replace(/^::[^:]*::/, '')
}

export const actionsStore: Store = {
  async restore(folder, { key, restoreKeys, timeoutMs }) {
    try {
      return await within(timeoutMs, async (lines) => {
        const { restoreCache } = await load()
        const found = await restoreCache([folder], key, [...restoreKeys])
        if (found !== undefined) return { kind: 'hit', key: found }
        const why = reasonIn(lines)
        return why === undefined ? { kind: 'miss' } : { kind: 'failed', why }
      })
    } catch (error) {
      return { kind: 'failed', why: messageOf(error) }
    }
  },

  async save(folder, { key, timeoutMs }) {
    try {
      return await within(timeoutMs, async (lines) => {
        const { restoreCache, saveCache } = await load()
        // The package would pack all of it before it learns that the key is taken.
        const taken = await restoreCache([folder], key, [], { lookupOnly: true })
        if (taken === key || (await saveCache([folder], key)) > 0) return undefined
        return reasonIn(lines)
      })
    } catch (error) {
      return messageOf(error)
    }
  },
}
