// What the answers of a registry say.
import { createHash } from 'node:crypto'
import { messageOf } from '../errors.ts'
import type { Manifest, RegistryAnswer } from '../world/world.ts'
import { parseJson } from './registry-token.ts'
import type { Answer } from './whole-answer.ts'

export function answered<Value>(
  answer: Answer,
  method: string,
  read: (answer: Answer) => Value,
  why?: string,
): RegistryAnswer<Value> {
  const { status, headers, body } = answer
  if (status >= 200 && status < 300) return { kind: 'ok', value: read(answer) }
  if (status === 404 && (method === 'GET' || method === 'HEAD')) return { kind: 'absent' }
  const retryAfter = headers['retry-after']
  const message = [status, messageIn(body), why].filter(Boolean).join(' ')
  return { kind: 'refused', refusal: { status, message, ...(retryAfter && { retryAfter }) } }
}

/** Where a name has several addresses, Node's error has one for each and no words of its own. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof AggregateError)) return messageOf(error)
  return messageOf(error) || error.errors.map(messageOf).join('; ')
}

/** The digest is what the bytes give; a registry whose header says otherwise is not to be trusted. */
export function readManifest({ headers, body }: Answer): Manifest {
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`
  const said = headers['docker-content-digest']
  if (said !== undefined && said !== digest) {
    throw new Error(`the registry says ${said} of a manifest that is ${digest}`)
  }
  const text = body.toString()
  if (!Buffer.from(text).equals(body))
    throw new Error('the registry sends a manifest that is no text')
  return { digest, mediaType: headers['content-type'] ?? '', text }
}

/** The first error of the registry, in its own words. */
function messageIn(body: Buffer): string {
  const value = parseJson(body)
  const errors = value?.['errors']
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : []
  if (typeof first !== 'object' || first === null) return body.toString().slice(0, 200)
  const { code, message } = first as Record<string, unknown>
  return [code, message].filter((part) => typeof part === 'string').join(': ')
}
