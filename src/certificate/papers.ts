// The statements of one kind beside an image, as they are found at its registry.
import {
  bundleMediaType,
  type Descriptor,
  digestOf,
  predicateTypeOf,
  statementMediaType,
} from './artifact.ts'
import type { Attachments } from './attachments.ts'
import { statementIn } from './bundle.ts'

export interface Paper<Content> {
  /** Of what is at the registry: the statement, or the bundle that holds it. */
  readonly digest: string
  /** The statement. */
  readonly text: string
  readonly content: Content
  /** The statement with its signature, which nobody has checked yet. */
  readonly bundle?: string
}

/** What a report has of one. */
export type IssuedCertificate = Pick<Paper<unknown>, 'digest' | 'text' | 'bundle'>

/** The newest first; an image that was tried again and again has one of each time. */
const papersRead = 10

export async function papersBeside<Content>(
  place: { readonly repository: string; readonly digest: string },
  kind: { readonly type: string; readonly read: (text: string) => Content | undefined },
  attachments: Attachments,
): Promise<readonly Paper<Content>[]> {
  const listed = await attachments.referrers(place.repository, place.digest)
  const wanted = listed
    .filter((one) => predicateTypeOf(one) === kind.type && isStatement(one))
    .toSorted((one, other) => (createdOf(one) < createdOf(other) ? 1 : -1))
    .slice(0, papersRead)
  const papers = await Promise.all(
    wanted.map(async (one): Promise<readonly Paper<Content>[]> => {
      const found = await attachments.content(place.repository, one)
      if (found === undefined) return []
      const isBundle = one.artifactType === bundleMediaType
      const text = isBundle ? statementIn(found) : found
      const content = text === undefined ? undefined : kind.read(text)
      if (text === undefined || content === undefined) return []
      return [{ digest: digestOf(found), text, content, ...(isBundle && { bundle: found }) }]
    }),
  )
  return papers.flat()
}

function isStatement({ artifactType }: Descriptor): boolean {
  return artifactType === statementMediaType || artifactType === bundleMediaType
}

function createdOf({ annotations = {} }: Descriptor): string {
  return annotations['org.opencontainers.image.created'] ?? ''
}
