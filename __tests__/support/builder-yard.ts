// Builders as a user or a run makes them, without BuildKit's own image, which only Docker Hub has:
// the BuildKit behind them is that of an engine.
import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { type BuildKitFront, openFront } from './buildkit-front.ts'
import type { SecondEngine } from './second-engine.ts'

export interface Yard {
  /** Where buildx finds its builders; nobody else's are there. */
  readonly env: { readonly BUILDX_CONFIG: string }
  /** A builder of the driver `remote`, with the BuildKit of each engine as a node. */
  readonly remote: (name: string, ...engines: readonly string[]) => Promise<void>
  /**
   * Puts an image in the place of BuildKit's own: what a docker-container builder makes of it
   * reaches the BuildKit of the other engine.
   */
  readonly standIn: (engine: SecondEngine, buildkit: string) => Promise<void>
  readonly close: () => void
}

/** What buildx starts where it is not told of another. */
const buildkitImage = 'moby/buildkit:buildx-stable-1'
const firstPort = 1234

/** Sleeps as the daemon does, and ends when it is told to. */
const buildkitd = `#!/bin/sh
trap 'exit 0' TERM
while :; do sleep 1; done
`
const buildctl = (port: number): string => `#!/bin/sh
[ "$1" = dial-stdio ] || exit 0
exec nc "$(ip route | awk '/^default/ { print $3 }')" ${port}
`

const start = promisify(execFile)

export function makeYard(): Yard {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-yard-'))
  const env = { BUILDX_CONFIG: path.join(folder, 'buildx') }
  const fronts: BuildKitFront[] = []
  const front = async (engine: string): Promise<string> => {
    const opened = await openFront(engine, path.join(folder, `${fronts.length}.sock`))
    fronts.push(opened)
    return opened.socket
  }
  return {
    env,
    async remote(name, ...engines) {
      for (const [index, engine] of engines.entries()) {
        const at = `unix://${await front(engine)}`
        const append = index > 0 ? ['--append'] : []
        const argv = ['buildx', 'create', '--name', name, ...append, '--driver', 'remote', at]
        // Buildx asks the builder who it is, and its front is in this very process.
        await start('docker', argv, { env: { ...process.env, ...env } })
      }
    },
    async standIn(engine, buildkit) {
      const port = firstPort + fronts.length
      await engine.offer(await front(buildkit), port)
      const context = standInFolder(folder, port)
      engine.docker('build', '--quiet', '--tag', buildkitImage, context)
    },
    close() {
      for (const one of fronts) one.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function standInFolder(folder: string, port: number): string {
  const bin = path.join(folder, 'stand-in', 'bin')
  mkdirSync(bin, { recursive: true })
  for (const [name, script] of Object.entries({ buildkitd, buildctl: buildctl(port) })) {
    writeFileSync(path.join(bin, name), script)
    chmodSync(path.join(bin, name), 0o755)
  }
  const dockerfile = 'FROM busybox:1\nCOPY bin /usr/bin/\nENTRYPOINT ["buildkitd"]\n'
  writeFileSync(path.join(folder, 'stand-in', 'Dockerfile'), dockerfile)
  return path.join(folder, 'stand-in')
}
