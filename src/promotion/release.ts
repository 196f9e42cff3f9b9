// What is written down of a promotion: an in-toto release statement beside each image.
import { type CertifiedImage, digestSetOf, statementType } from '../certificate/statement.ts'
import { lineOf, parse, recordOf } from '../text/json.ts'

export const releaseType = 'https://in-toto.io/attestation/release/v0.1'
const detailsKey = 'sea-trial:promotion:v1'

export interface Release {
  /** The first tag. */
  readonly version: string
  readonly repository?: string
  /** The tag of git, or the commit where there is none. */
  readonly of: string
  readonly tags: readonly string[]
  readonly images: readonly CertifiedImage[]
  /** Whether tags were allowed to go back. */
  readonly order: 'forward' | 'any'
  readonly certificate: string
  readonly promotedOn: string
  readonly url?: string
}

export function renderRelease(release: Release): string {
  const { images, repository, of, version, ...details } = release
  return JSON.stringify({
    _type: statementType,
    subject: images.map(({ name, digest }) => ({ name, digest: digestSetOf(digest) })),
    predicateType: releaseType,
    predicate: {
      purl: `pkg:${placeOf(repository)}@${of}`,
      [detailsKey]: { version, ...details },
    },
  })
}

/** Package URLs have a type for github.com alone. */
function placeOf(repository = ''): string {
  const [, host, path] = /^https?:\/\/([^/]+)\/(.+)$/.exec(repository) ?? []
  return `${host === 'github.com' ? 'github' : 'generic'}/${path ?? 'unknown'}`
}

export interface ReleaseNote {
  readonly version: string
  readonly promotedOn: string
  readonly order: Release['order']
}

/** Undefined for anything but a statement of this kind; anybody may have written it. */
export function parseRelease(text: string): ReleaseNote | undefined {
  const statement = recordOf(parse(text))
  if (statement['_type'] !== statementType || statement['predicateType'] !== releaseType) {
    return undefined
  }
  const details = recordOf(recordOf(statement['predicate'])[detailsKey])
  const version = lineOf(details['version'])
  if (version === undefined) return undefined
  const order = details['order'] === 'any' ? 'any' : 'forward'
  return { version, promotedOn: lineOf(details['promotedOn']) ?? '', order }
}
