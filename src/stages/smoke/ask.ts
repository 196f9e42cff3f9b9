// One try of one check: asks the stack and says what the answer lacks.
import type { StackPlan } from '../../compose/command.ts'
import { messageOf } from '../../errors.ts'
import type { Cookie } from '../../smoke/cookies.ts'
import { type Lack, sentence } from '../../smoke/judge-response.ts'
import type { Check } from '../../smoke/kinds.ts'
import type { Ground } from '../../smoke/route.ts'
import type { ContainerState, World } from '../../world/world.ts'
import { askCommand } from './ask-command.ts'
import { askHttp } from './ask-http.ts'
import { askImage } from './ask-image.ts'
import { askTcp } from './ask-tcp.ts'

export type SmokeWorld = Pick<
  World,
  | 'runner'
  | 'engine'
  | 'inside'
  | 'files'
  | 'http'
  | 'sockets'
  | 'matchPattern'
  | 'clock'
  | 'log'
  | 'signal'
>

export interface Asking {
  readonly world: SmokeWorld
  readonly ground: Ground
  readonly stack: StackPlan
  /** Values that checks before have captured. */
  readonly captured: ReadonlyMap<string, string>
  /** What the checks were given that this one needs. */
  readonly cookies: readonly Cookie[]
  /** What is shown in place of the check: without values of the environment. */
  readonly shown: Check
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export interface Answer {
  readonly lacks: readonly Lack[]
  readonly captured: ReadonlyMap<string, string>
  /** For the checks that need this one; absent where the check knows none. */
  readonly cookies?: readonly Cookie[]
  /** The answer's head, as lines for who reads the failure. */
  readonly seen: readonly string[]
  /** To be pasted into a shell. */
  readonly request: string
  /** What was there is not what fails: trying again changes nothing. */
  readonly final?: true
}

const nothing: ReadonlyMap<string, string> = new Map()

export function refusal(what: string, request: string): Answer {
  return { lacks: [sentence(what)], captured: nothing, seen: [], request }
}

export async function ask(check: Check, asking: Asking): Promise<Answer> {
  try {
    switch (check.kind) {
      case 'http':
        return await askHttp(check, asking)
      case 'tcp':
        return await askTcp(check, asking)
      case 'exec':
      case 'run':
      case 'service':
        return await askCommand(check, asking)
      case 'logs':
      case 'image':
        return await askImage(check, asking)
    }
  } catch (error) {
    asking.world.signal.throwIfAborted()
    return refusal(messageOf(error), '')
  }
}

/** Replicas are alike; the first that runs stands for them. */
export function containerOf(
  service: string | undefined,
  { states }: Ground,
): ContainerState | undefined {
  const own = states.filter((state) => state.service === service)
  return own.find(({ status }) => status === 'running') ?? own[0]
}
