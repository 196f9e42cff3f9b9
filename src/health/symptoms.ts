// Known symptoms with cause and cure: the first that fits a failing service is told with it.
// To add one: a row here, and a row with recorded output in the tests.
import type { ContainerState } from '../world/world.ts'
import type { Exit } from './death.ts'
import { sizeText } from './death.ts'
import { hostOf, type Neighbour, neighbourAt, portOf } from './neighbours.ts'

export interface Signs {
  readonly service: string
  /** What it could not be started for, its probes, its log: newest last. */
  readonly said: readonly string[]
  readonly probes: ContainerState['probes']
  readonly status: ContainerState['status']
  readonly health: ContainerState['health']
  readonly neededHealthyBy: readonly string[]
  readonly exit?: Exit
  readonly memoryLimit: number
  /** The other services, and where they may listen. */
  readonly others: readonly Neighbour[]
}

export interface Diagnosis {
  readonly why: string
  readonly fix: string
}

export interface Symptom {
  readonly name: string
  readonly diagnose: (signs: Signs) => Diagnosis | undefined
}

const refused = /ECONNREFUSED|connection refused|refused the connection|can.t connect to/i

type Tell = (found: RegExpMatchArray, signs: Signs) => Diagnosis | undefined

/** A line of the service that fits, the newest first. */
function said(pattern: RegExp, tell: Tell): Symptom['diagnose'] {
  return (signs) => {
    const line = signs.said.findLast((text) => pattern.test(text))
    const found = line?.match(pattern)
    return found ? tell(found, signs) : undefined
  }
}

function probeSaid(pattern: RegExp, tell: Tell): Symptom['diagnose'] {
  const inProbes = said(pattern, tell)
  return (signs) => inProbes({ ...signs, said: signs.probes.map(({ output }) => output) })
}

export const symptoms: readonly Symptom[] = [
  {
    name: 'out of memory',
    diagnose: ({ exit, memoryLimit }) =>
      exit?.oomKilled
        ? {
            why:
              memoryLimit > 0
                ? `it needed more than its limit of ${sizeText(memoryLimit)}`
                : 'the machine of the engine has no memory left',
            fix: 'raise mem_limit (deploy.resources.limits.memory), or let it use less',
          }
        : undefined,
  },
  {
    // The kernel's word for it can come too late: the container is gone with its only process
    name: 'killed, with a memory limit',
    diagnose: ({ exit, memoryLimit }) =>
      exit?.exitCode === 137 && memoryLimit > 0
        ? {
            why: `most likely for lack of memory (OOM), with its limit of ${sizeText(memoryLimit)}`,
            fix: 'raise mem_limit (deploy.resources.limits.memory), or let it use less',
          }
        : undefined,
  },
  {
    name: 'no healthcheck command in the image',
    diagnose: probeSaid(
      /exec: "?([^\s":]+)"?: executable file not found|(?:^|\s)([\w./-]+): (?:command )?not found/,
      ([, direct, byShell]) => ({
        why: `healthcheck command not found in image: ${direct ?? byShell}`,
        fix: 'write a test with a program that the image has, or install this one in the Dockerfile',
      }),
    ),
  },
  {
    name: 'probe hangs',
    diagnose: probeSaid(/Health check exceeded timeout \(([^)]+)\)/, ([, timeout]) => ({
      why: `the healthcheck had no answer within its timeout of ${timeout}`,
      fix: 'find out what it waits for, or raise timeout of the healthcheck',
    })),
  },
  {
    name: 'another architecture',
    diagnose: said(/exec format error/i, () => ({
      why: 'its image is for another processor architecture, or its script lacks a first line #!',
      fix: 'choose an image for this architecture (platform:), or add #!/bin/sh to the script',
    })),
  },
  {
    name: 'port taken',
    diagnose: said(
      /(?:Bind for|listen tcp\d?) (?:\S*:)?(\d+)(?: failed)?.*(?:already allocated|already in use)/,
      ([, port]) => ({
        why: `the host port ${port} is taken`,
        fix: `end what holds it, or publish the container port alone and let the engine choose`,
      }),
    ),
  },
  {
    name: 'no space left',
    diagnose: said(/no space left on device|ENOSPC|disk quota exceeded/i, () => ({
      why: 'the disk of the engine is full',
      fix: 'see what fills it with: docker system df',
    })),
  },
  {
    name: 'command of the container missing',
    diagnose: said(
      /exec:? "?([^\s":]+)"?: (?:executable file not found|stat .*no such file|no such file)/,
      ([, command]) => ({
        why: `its image has no ${command}`,
        fix: 'correct command or entrypoint, or put the program into the image',
      }),
    ),
  },
  {
    name: 'wrong credentials',
    diagnose: said(
      /password authentication failed for user "?([\w-]+)|Access denied for user '([\w-]+)|WRONGPASS|NOAUTH|SCRAM authentication failed/i,
      ([, postgres, mysql]) => ({
        why: `the database refuses ${postgres ?? mysql ?? 'its credentials'}`,
        fix: 'compare user and password with those of the database; one that keeps an old volume keeps its first password',
      }),
    ),
  },
  {
    name: 'missing environment variable',
    diagnose: (signs) =>
      said(
        /(?:environment variable|env(?:ironment)? var)\W+([A-Z][A-Z0-9_]+)\W.*(?:not set|missing|required|undefined|empty)/i,
        ([, name]) => missingVariable(name),
      )(signs) ??
      said(
        /\b([A-Z][A-Z0-9_]{2,})\b.*(?:is not set|is not specified|must be set|is required|is undefined|parameter not set|unbound variable)/,
        ([, name]) => missingVariable(name),
      )(signs) ??
      said(/KeyError: '([A-Z][A-Z0-9_]+)'/, ([, name]) => missingVariable(name))(signs) ??
      said(/superuser password is not specified/, () => missingVariable('POSTGRES_PASSWORD'))(
        signs,
      ),
  },
  {
    name: 'not writable',
    diagnose: said(
      /(?:EACCES|permission denied|read-only file system|operation not permitted)/i,
      ({ input = '' }) => {
        const path = /['"]?(\/[\w./-]+)['"]?/.exec(input.replace(/^\S*sh: /, ''))?.[1]
        return {
          why: `its user may not use ${path ?? 'a file or directory'}`,
          fix: 'give it to that user in the Dockerfile (COPY --chown, RUN chown), which a new volume takes over',
        }
      },
    ),
  },
  {
    name: 'localhost of another service',
    diagnose: said(refused, ({ input = '' }, { others }) => {
      const [host, port] = [hostOf(input), portOf(input)]
      if (host === undefined || !/^(?:localhost|127\.|\[?::1)/.test(host)) return undefined
      const other = port === undefined ? undefined : neighbourAt(others, port)
      if (!other) return undefined
      return {
        why: `it asks ${host}:${port}, which is itself; ${other.service} listens on ${port}`,
        fix: `write ${other.service}:${port}`,
      }
    }),
  },
  {
    name: 'refused by another service',
    diagnose: said(refused, ({ input = '' }, { others }) => {
      const [host, port] = [hostOf(input), portOf(input)]
      const other = others.find(({ service }) => service === host)
      if (!other) return undefined
      return {
        why: `${host}${port === undefined ? '' : `:${port}`} refuses connections from other containers`,
        fix: `let ${host} listen on 0.0.0.0, not on 127.0.0.1, and wait for it with depends_on and service_healthy`,
      }
    }),
  },
  {
    name: 'unknown host',
    diagnose: said(
      /(?:getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|could not translate host name|bad address|Unknown host|lookup) ['"]?([\w.-]+)/i,
      ([, host], { others }) => ({
        why: `the name ${host} is known to no one on its networks`,
        fix: others.some(({ service }) => service === host)
          ? `put both on one network, and let it wait for ${host} with depends_on`
          : `write the name of a service: ${others.map(({ service }) => service).join(', ')}`,
      }),
    ),
  },
  {
    name: 'no healthcheck where one is needed',
    diagnose: ({ status, health, neededHealthyBy }) =>
      status === 'running' && health === undefined && neededHealthyBy.length > 0
        ? {
            why: 'neither its Compose service nor its image has one',
            fix: 'add healthcheck: to it, or wait for it with service_started',
          }
        : undefined,
  },
  {
    name: 'ended well, but is no one-shot',
    diagnose: ({ exit, status }) =>
      exit?.exitCode === 0 && (status === 'exited' || status === 'restarting')
        ? {
            why: 'it did its work and ended, as a service does not',
            fix: 'if it shall end, write restart: "no" and x-sea-trial: { one-shot: true }; else keep it in the foreground',
          }
        : undefined,
  },
  {
    name: 'slow start',
    diagnose: ({ status, probes, exit }) =>
      status === 'running' && !exit && probes.some(({ exitCode }) => exitCode !== 0)
        ? {
            why: 'it runs, but its healthcheck never succeeded in the time that it has',
            fix: 'if it is only slow, raise start_period of its healthcheck (and wait-timeout)',
          }
        : undefined,
  },
]

function missingVariable(name: string | undefined): Diagnosis {
  return {
    why: `the environment variable ${name} is missing`,
    fix: `add ${name} to environment: or env_file: of the service`,
  }
}

export function diagnose(signs: Signs): Diagnosis | undefined {
  for (const symptom of symptoms) {
    const diagnosis = symptom.diagnose(signs)
    if (diagnosis) return diagnosis
  }
  return undefined
}
