// Reads the checks of two short kinds: tcp and logs.
import { type Entry, show } from './entry.ts'
import type { CheckBase, LogsCheck, TcpCheck } from './kinds.ts'
import { readTextRules } from './text-rules.ts'

export function readTcp(item: Entry, base: CheckBase): TcpCheck | undefined {
  const entry = item.get('tcp')
  const target = entry.text('localhost:5432')
  const expect = item.get('expect')
  expect.entries('expect: { data: PONG }')
  expect.rejectUnknown(['data', 'within'])
  const send = item.get('send').text('PING')
  const withinMs = expect.get('within').duration()
  if (target === undefined || !isTarget(entry, target, base)) return undefined
  return {
    ...base,
    kind: 'tcp',
    target,
    ...(send !== undefined && { send }),
    expect: {
      data: readTextRules(expect.get('data')),
      ...(withinMs !== undefined && { withinMs }),
    },
  }
}

function isTarget(entry: Entry, target: string, { service }: CheckBase): boolean {
  const [, host, port] = /^(?:(\[[0-9a-f:.]+\]|[^:\s]+):)?(\d{1,5}|\$\{\w+\})$/i.exec(target) ?? []
  const isPort =
    port !== undefined && (port.startsWith('$') || (Number(port) > 0 && Number(port) < 65_536))
  if (isPort && (host !== undefined || service !== undefined)) return true
  const what = isPort
    ? `tcp is ${target}, and no service stands above it`
    : `tcp is ${show(target)}`
  entry.complain(what, 'write host:port, such as localhost:5432, or a port of the service')
  return false
}

export function readLogs(item: Entry, base: CheckBase): LogsCheck | undefined {
  const entry = item.get('logs')
  entry.entries('logs: { never: [panic] }')
  entry.rejectUnknown(['appear', 'never'])
  if (base.service === undefined) {
    return entry.complain(
      'no service stands above logs',
      'write it below a service, or from: <service>',
    )
  }
  if (!item.get('expect').absent) {
    item.get('expect').complain('logs has no use for expect', 'write logs: { appear: …, never: … }')
  }
  const appear = readTextRules(entry.get('appear'))
  const never = readTextRules(entry.get('never'))
  if (appear.length + never.length === 0) {
    return entry.complain('logs says nothing', 'write logs: { appear: …, never: … }')
  }
  return { ...base, kind: 'logs', appear, never }
}
