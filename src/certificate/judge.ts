// Whether a certificate says of these images, of this source, that they passed together.
import type { Certificate, CertifiedImage } from './statement.ts'

export interface Expectation {
  /** Absent where nobody knows it, which nothing can satisfy. */
  readonly repository?: string
  readonly commit?: string
  readonly tree?: string
  /** Where the same trial is asked for, of whatever commit. */
  readonly inputs?: string
  readonly images: readonly ExpectedImage[]
}

export interface ExpectedImage {
  readonly services: readonly string[]
  readonly digest: string
}

/** Every reason against it; none where it holds. */
export function whyNot(certificate: Certificate, expected: Expectation): readonly string[] {
  return [
    ...whyNotPassed(certificate),
    ...whyNotFrom(certificate, expected),
    ...expected.images.flatMap((image) => whyNotTried(certificate, image)),
  ]
}

export function whyNotPassed({ result, failedTests }: Certificate): readonly string[] {
  if (failedTests.length > 0) return [`it says that these checks failed: ${failedTests.join(', ')}`]
  return result === 'PASSED' ? [] : [`its result is ${result}, not PASSED`]
}

function whyNotFrom(certificate: Certificate, expected: Expectation): readonly string[] {
  return [
    ...whyNotRepository(certificate, expected.repository),
    ...whyNotSource(certificate, expected),
  ]
}

export function whyNotRepository(
  { repository }: Certificate,
  expected: string | undefined,
): readonly string[] {
  if (expected === undefined) return ['which repository this is, is not known here']
  if (repository === undefined) return ['it names no repository']
  // GitHub does not tell apart what differs in case alone.
  if (repository.toLowerCase() === expected.toLowerCase()) return []
  return [`it is of ${repository}, not of ${expected}`]
}

function whyNotSource(
  { commit, tree, inputs }: Certificate,
  expected: Expectation,
): readonly string[] {
  if (expected.inputs !== undefined) {
    return inputs === expected.inputs ? [] : ['something else went into its trial']
  }
  if (commit !== undefined && commit === expected.commit) return []
  if (tree !== undefined && tree === expected.tree) return []
  const theirs = commit === undefined ? 'no commit' : `commit ${commit.slice(0, 7)}`
  const ours = expected.commit?.slice(0, 7) ?? 'an unknown commit'
  return [`it is of ${theirs}, and neither that nor its tree is that of ${ours}`]
}

function whyNotTried({ images }: Certificate, image: ExpectedImage): readonly string[] {
  return image.services.flatMap((service) => {
    const tried = images.filter(({ services }) => services.includes(service))
    if (tried.some(({ digest }) => digest === image.digest)) return []
    return [triedInstead(service, image.digest, tried)]
  })
}

function triedInstead(service: string, digest: string, tried: readonly CertifiedImage[]): string {
  if (tried.length === 0) return `it has no image of ${service}`
  return `of ${service} it has ${tried.map((one) => one.digest).join(', ')}, and not ${digest}`
}
