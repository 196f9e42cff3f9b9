// What is said of a trial that was not run a second time.
import type { IssuedCertificate } from '../certificate/papers.ts'
import { parseCertificate } from '../certificate/statement.ts'

const shownHash = 12

/** `nothing has changed since https://…/runs/1 (certificate sha256:0123456789ab)`. */
export function provenReason({ digest, text }: IssuedCertificate): string {
  const { url, commit } = parseCertificate(text) ?? {}
  const since = url ?? (commit === undefined ? 'it passed' : `commit ${commit.slice(0, shownHash)}`)
  return `nothing has changed since ${since} (certificate ${digest.slice(0, 'sha256:'.length + shownHash)})`
}

export function shortened(text: string, hash: string): string {
  return text.replaceAll(hash, hash.slice(0, shownHash))
}
