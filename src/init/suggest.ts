// Smoke checks for a service that has none: from its image, its healthcheck and its ports.
import type { Port, Service, Stack } from '../compose/model.ts'
import { roleOf } from '../compose/order.ts'
import type { Json } from '../smoke/entry.ts'
import { suggestByImage } from './known-servers.ts'

export interface Suggestion {
  readonly checks: readonly Json[]
  /** Stands above the checks. */
  readonly comment?: string
}

export type Suggested =
  | ({ readonly kind: 'checks'; readonly service: string } & Suggestion)
  | { readonly kind: 'none'; readonly service: string; readonly why: string }

/** One answer for each service; those that have checks already are no question. */
export function suggestChecks(stack: Stack): readonly Suggested[] {
  return stack.services
    .filter(({ smoke, provider, replicas }) => smoke === undefined && !provider && replicas > 0)
    .map((service): Suggested => {
      const { name } = service
      if (roleOf(service, stack).kind === 'one-shot') {
        return { kind: 'none', service: name, why: 'its exit code is its check' }
      }
      const found = suggest(service)
      if (found) return { kind: 'checks', service: name, ...found }
      const why = 'neither image, healthcheck nor ports tell what to ask of it'
      return { kind: 'none', service: name, why }
    })
}

function suggest(service: Service): Suggestion | undefined {
  const known = suggestByImage(service)
  if (known && known.checks.length > 0) return known
  const probed = fromHealthcheck(service)
  if (probed) return { checks: [probed] }
  const open = service.ports.find(({ protocol }) => protocol === 'tcp')
  // A web server, known by its name, listens where the protocol says.
  if (!open) return known && { checks: [{ get: '/', port: 80 }] }
  return known ? { checks: [{ get: '/', ...tlsOf(open) }] } : fromPort(open)
}

const localhost = String.raw`localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]`
const url = new RegExp(
  String.raw`\b(https?)://(?:${localhost})(?::(\d+))?(/[^\s"'|;&)>]*)?(?=$|[\s"'|;&)>])`,
)
/** What a probe may send besides a plain question: without it the answer is another one. */
const moreThanAQuestion = /(?:^|\s)(?:-[HuXd]|--(?:header|user|request|data|post)\b)/

/** The page that the service's own probe asks for. */
function fromHealthcheck({ healthcheck, ports }: Service): Json | undefined {
  if (healthcheck?.kind !== 'test') return undefined
  const test = healthcheck.test.join(' ')
  const [, scheme, port = scheme === 'https' ? '443' : '80', path = '/'] = url.exec(test) ?? []
  if (scheme === undefined || /[$`]/.test(path) || moreThanAQuestion.test(test)) return undefined
  const first = ports.find(({ protocol }) => protocol === 'tcp')?.target
  return {
    get: path,
    ...(Number(port) !== first && { port: Number(port) }),
    ...(scheme === 'https' && { tls: { insecure: true } }),
  }
}

/** Where frameworks and web servers listen unless they are told otherwise. */
const httpPorts: ReadonlySet<number> = new Set([
  ...[80, 81, 443, 1337, 2368, 3000, 3001, 3002, 4000, 4200, 4321, 5000, 5001, 5173, 7860],
  ...[8000, 8001, 8008, 8069, 8080, 8081, 8082, 8088, 8090, 8443, 8501, 8888, 9090],
])

function fromPort(port: Port): Suggestion {
  const isHttp = httpPorts.has(port.target) || /^https?$/.test(port.appProtocol ?? '')
  if (!isHttp) return { checks: [{ tcp: port.target }] }
  const expect = { status: ['2xx', '3xx', '4xx'] }
  return {
    checks: [{ get: '/', ...tlsOf(port), expect }],
    comment: 'any answer but an error of the server: say here what it must be',
  }
}

function tlsOf({ target, appProtocol }: Port): Json {
  const secure = target === 443 || target === 8443 || appProtocol === 'https'
  return secure ? { tls: { insecure: true } } : {}
}
