// The statement in a Sigstore bundle; whether its signature holds is another question.
import { parse, recordOf, textOf } from '../text/json.ts'

export const statementPayloadType = 'application/vnd.in-toto+json'

export function statementIn(bundle: string): string | undefined {
  const envelope = recordOf(recordOf(parse(bundle))['dsseEnvelope'])
  const payload = textOf(envelope['payload'])
  if (payload === undefined || envelope['payloadType'] !== statementPayloadType) return undefined
  return Buffer.from(payload, 'base64').toString()
}
