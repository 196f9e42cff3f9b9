// The statements of one kind beside an image, as they are found at its registry.
import {
  bundleMediaType,
  type Descriptor,
  digestOf,
  predicateTypeOf,
  statementMediaType,
} from './artifact.ts'
import type { Attachments } from './attachments.ts'

export interface Paper<Content> {
  readonly digest: string
  readonly text: string
  readonly content: Content
}

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
      const text = await attachments.content(place.repository, one)
      const content = text === undefined ? undefined : kind.read(text)
      if (text === undefined || content === undefined) return []
      return [{ digest: digestOf(text), text, content }]
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
