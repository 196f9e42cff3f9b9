// The certificate of a passed trial: an in-toto statement on the images that were tried together.
import { type Json, lineOf, linesOf, listOf, numberOf, parse, recordOf } from '../text/json.ts'

export const statementType = 'https://in-toto.io/Statement/v1'
export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1'

/** What has no place in the predicate of in-toto: told, and never a reason to trust. */
const detailsKey = 'sea-trial:trial:v1'

export interface CertifiedImage {
  readonly services: readonly string[]
  /** Repository of an image that was built, or `image:` of one that was pulled. */
  readonly name: string
  readonly digest: string
}

export interface CertifiedCheck {
  readonly name: string
  readonly service: string
  readonly kind: string
  readonly tries: number
  readonly durationMs: number
}

export interface Certificate {
  readonly result: string
  readonly failedTests: readonly string[]
  /** Address of the repository at its server. */
  readonly repository?: string
  readonly commit?: string
  /** Absent where files were changed or added after the checkout. */
  readonly tree?: string
  readonly ref?: string
  /** SHA-256 of all that went into the trial, in hex; absent where not all of it is known. */
  readonly inputs?: string
  readonly images: readonly CertifiedImage[]
  /** What was not built here and tried along. */
  readonly others: readonly CertifiedImage[]
  /** The workflow run. */
  readonly url?: string
  readonly details: CertificateDetails
}

export interface CertificateDetails {
  readonly stack: string
  readonly finishedOn: string
  readonly durationMs: number
  readonly tools: Readonly<Record<string, string>>
  readonly stages: readonly { readonly name: string; readonly durationMs: number }[]
  readonly checks: readonly CertifiedCheck[]
  /** The certificate of the trial itself, where it was not run a second time. */
  readonly basis?: string
}

export function renderCertificate(certificate: Certificate): string {
  const { result, failedTests, images, others, url, details, inputs } = certificate
  const compared = inputs === undefined ? [] : [{ name: inputsName, digest: { sha256: inputs } }]
  return JSON.stringify({
    _type: statementType,
    subject: images.map(descriptorOf),
    predicateType: testResultType,
    predicate: {
      result,
      configuration: [sourceOf(certificate), ...compared, ...others.map(descriptorOf)],
      ...(url !== undefined && { url }),
      passedTests: details.checks.map(({ name }) => name),
      warnedTests: [],
      failedTests,
      [detailsKey]: details,
    },
  })
}

function descriptorOf({ name, digest, services }: CertifiedImage) {
  return { name, digest: digestSetOf(digest), annotations: { services } }
}

export function digestSetOf(digest: string): Readonly<Record<string, string>> {
  const colon = digest.indexOf(':')
  return { [digest.slice(0, colon)]: digest.slice(colon + 1) }
}

const sourceName = 'source'
const inputsName = 'inputs'

function sourceOf({ repository, ref, commit, tree }: Certificate) {
  const at = ref === undefined ? '' : `@${ref}`
  return {
    name: sourceName,
    ...(repository !== undefined && { uri: `git+${repository}${at}` }),
    digest: {
      ...(commit !== undefined && { gitCommit: commit }),
      ...(tree !== undefined && { gitTree: tree }),
    },
  }
}

/** Undefined for anything but a statement of this kind; anybody may have written it. */
export function parseCertificate(text: string): Certificate | undefined {
  const statement = recordOf(parse(text))
  if (statement['_type'] !== statementType || statement['predicateType'] !== testResultType) {
    return undefined
  }
  const predicate = recordOf(statement['predicate'])
  const configuration = listOf(predicate['configuration']).map(recordOf)
  const named = (name: string) => (one: Json) => one['name'] === name && !servicesOf(one).length
  const source = configuration.find(named(sourceName))
  const compared = configuration.find(named(inputsName))
  const inputs = lineOf(recordOf(compared?.['digest'])['sha256'])
  const digests = recordOf(source?.['digest'])
  const { repository, ref } = placeOf(lineOf(source?.['uri']) ?? '')
  const url = lineOf(predicate['url'])
  const [commit, tree] = [lineOf(digests['gitCommit']), lineOf(digests['gitTree'])]
  return {
    result: lineOf(predicate['result']) ?? 'nothing',
    failedTests: linesOf(predicate['failedTests']),
    ...(repository !== undefined && { repository }),
    ...(ref !== undefined && { ref }),
    ...(commit !== undefined && { commit }),
    ...(tree !== undefined && { tree }),
    ...(inputs !== undefined && { inputs }),
    images: listOf(statement['subject']).flatMap(readImage),
    others: configuration.filter((one) => one !== source && one !== compared).flatMap(readImage),
    ...(url !== undefined && { url }),
    details: readDetails(recordOf(predicate[detailsKey])),
  }
}

function placeOf(uri: string): { readonly repository?: string; readonly ref?: string } {
  const [, repository, ref] = /^git\+(https?:\/\/[^@\s]+?)(?:@(\S+))?$/.exec(uri) ?? []
  return { ...(repository && { repository }), ...(ref && { ref }) }
}

function readImage(value: unknown): readonly CertifiedImage[] {
  const descriptor = recordOf(value)
  const sha256 = lineOf(recordOf(descriptor['digest'])['sha256'])
  if (sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256)) return []
  const services = servicesOf(descriptor)
  return [{ name: lineOf(descriptor['name']) ?? '', digest: `sha256:${sha256}`, services }]
}

function servicesOf(descriptor: Json): readonly string[] {
  return linesOf(recordOf(descriptor['annotations'])['services'])
}

function readDetails(details: Json): CertificateDetails {
  const basis = lineOf(details['basis'])
  return {
    ...(basis !== undefined && { basis }),
    stack: lineOf(details['stack']) ?? '',
    finishedOn: lineOf(details['finishedOn']) ?? '',
    durationMs: numberOf(details['durationMs']),
    tools: Object.fromEntries(
      Object.entries(recordOf(details['tools'])).flatMap(([name, value]) => {
        const text = lineOf(value)
        return text === undefined ? [] : [[name, text] as const]
      }),
    ),
    stages: listOf(details['stages'])
      .map(recordOf)
      .map((stage) => ({
        name: lineOf(stage['name']) ?? '',
        durationMs: numberOf(stage['durationMs']),
      })),
    checks: listOf(details['checks'])
      .map(recordOf)
      .map((check) => ({
        name: lineOf(check['name']) ?? '',
        service: lineOf(check['service']) ?? '',
        kind: lineOf(check['kind']) ?? '',
        tries: numberOf(check['tries']),
        durationMs: numberOf(check['durationMs']),
      })),
  }
}
