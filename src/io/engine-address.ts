// DOCKER_HOST as an address.
import { TrialError } from '../errors.ts'

/** How the engine is reached: a unix socket, or plain TCP. */
export interface EngineAddress {
  readonly socketPath?: string
  readonly hostname: string
  readonly port?: number
}

export function addressOf(dockerHost: string | undefined): EngineAddress {
  if (!dockerHost) return { socketPath: '/var/run/docker.sock', hostname: 'localhost' }
  const url = URL.canParse(dockerHost) ? new URL(dockerHost) : undefined
  if (url?.protocol === 'unix:')
    return { socketPath: decodeURIComponent(url.pathname), hostname: 'localhost' }
  if (url?.protocol === 'tcp:') return { hostname: url.hostname, port: Number(url.port || 2375) }
  throw new TrialError({
    stage: 'plan',
    class: 'infrastructure',
    what: `DOCKER_HOST=${dockerHost} is not supported`,
    why: 'only unix:// and tcp:// engines are reached so far',
    fix: 'run on the machine of the engine, or forward its socket',
  })
}
