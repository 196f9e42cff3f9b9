// As which version an image was released that was built before anybody knew its version.
import { Attachments, type AttachmentWorld } from '../certificate/attachments.ts'
import { papersBeside } from '../certificate/papers.ts'
import { TrialError } from '../errors.ts'
import { compareVersions, parseVersion } from '../tags/versions.ts'
import { parseRelease, releaseType } from './release.ts'

const budgetMs = 60_000

/** The highest, where it was released more than once: as a candidate, and then for good. */
export async function releasedAs(
  repository: string,
  digest: string,
  world: AttachmentWorld,
): Promise<string | undefined> {
  const attachments = new Attachments(world, budgetMs)
  try {
    const kind = { type: releaseType, read: parseRelease }
    const notes = await papersBeside({ repository, digest }, kind, attachments)
    return highest(notes.map(({ content }) => content.version))
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    return undefined // an image of which nobody can tell has no version that could be higher
  }
}

export function isVersion(text: string | undefined): boolean {
  return text !== undefined && schemes.some((scheme) => parseVersion(scheme, text))
}

const schemes = ['semver', 'pep440'] as const

function highest(versions: readonly string[]): string | undefined {
  return versions.filter(isVersion).toSorted((one, other) => {
    for (const scheme of schemes) {
      const [a, b] = [parseVersion(scheme, one), parseVersion(scheme, other)]
      if (a && b) return compareVersions(b, a)
    }
    return 0
  })[0]
}
