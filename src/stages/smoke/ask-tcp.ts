// Asks over bare TCP: connects, may say something and listen for an answer.
import { messageOf } from '../../errors.ts'
import { judgeTime, sentence } from '../../smoke/judge-response.ts'
import type { TcpCheck } from '../../smoke/kinds.ts'
import { tcpLine } from '../../smoke/request-line.ts'
import { routeTo } from '../../smoke/route.ts'
import { judgeText } from '../../smoke/text-rules.ts'
import { type Answer, type Asking, refusal } from './ask.ts'

export async function askTcp(
  check: TcpCheck,
  { ground, world, timeoutMs, signal }: Asking,
): Promise<Answer> {
  const [, named, port = ''] = /^(?:(.+):)?(\d+)$/.exec(check.target) ?? []
  const wanted = named ?? check.service ?? ''
  const route = await routeTo({ host: wanted, port }, check, ground)
  if (route.kind === 'none') return refusal(route.why, tcpLine(check, wanted, Number(port)))
  const to = route.kind === 'inside' ? route.connectTo : route
  const { host, port: open } = to
  const beside = 'beside' in to ? to.beside : undefined
  const line = tcpLine(check, host, open, beside?.network)
  const { data, withinMs } = check.expect
  const enough = (text: string): boolean =>
    judgeText('', data, text, world.matchPattern).length === 0
  try {
    const exchange = {
      host,
      port: open,
      ...(beside && { beside }),
      timeoutMs,
      enough,
      ...(check.send !== undefined && { send: check.send }),
    }
    const { received, elapsedMs } = await world.sockets.exchange(exchange, signal)
    const lacks = [
      ...judgeText('the answer', data, received, world.matchPattern),
      ...judgeTime(withinMs, elapsedMs),
    ]
    const seen = received === '' ? [] : received.slice(0, 2048).split('\n')
    return { lacks: lacks.map(sentence), captured: new Map(), seen, request: line }
  } catch (error) {
    signal.throwIfAborted()
    return refusal(`no connection to ${host}:${open}: ${messageOf(error)}`, line)
  }
}
