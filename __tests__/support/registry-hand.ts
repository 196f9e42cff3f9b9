// What somebody who may write to a registry can do by hand: read, forge and move what is there.
import {
  type ArtifactContent,
  digestOf,
  fallbackTag,
  indexType,
  listedAs,
  makeArtifact,
  statementMediaType,
} from '../../src/certificate/artifact.ts'
import { Attachments } from '../../src/certificate/attachments.ts'
import { testResultType } from '../../src/certificate/statement.ts'
import { systemClock } from '../../src/io/clock.ts'
import { HttpRegistry } from '../../src/io/registry.ts'
import type { Log, Manifest } from '../../src/world/world.ts'

const quiet: Log = {
  group: () => {},
  endGroup: () => {},
  info: () => {},
  foreign: () => {},
  command: () => {},
  debug: () => {},
  warning: () => {},
  failures: () => {},
  progress: () => {},
}

export const hand = new Attachments(
  {
    registry: new HttpRegistry({
      credentialsFor: async () => undefined,
      isPlain: async () => true,
    }),
    clock: systemClock,
    log: quiet,
    signal: new AbortController().signal,
    random: () => 0.5,
  },
  10 * 60_000,
)

export async function manifestAt(repository: string, reference: string): Promise<Manifest> {
  const found = await hand.manifest(repository, reference)
  if (found === undefined) throw new Error(`${repository} has no ${reference}`)
  return found
}

/** Puts these statements beside the image in place of whatever was there. */
export async function replaceCertificates(
  repository: string,
  tag: string,
  statements: readonly string[],
  mediaType: ArtifactContent['mediaType'] = statementMediaType,
): Promise<void> {
  const subject = await manifestAt(repository, tag)
  const artifacts = statements.map((text) =>
    makeArtifact(subject, {
      mediaType,
      predicateType: testResultType,
      created: '2026-01-01T00:00:00.000Z',
      text,
    }),
  )
  for (const artifact of artifacts) await hand.attach(repository, artifact)
  const manifests = artifacts.map(({ manifest }) => listedAs(manifest))
  const text = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests })
  const list = { digest: digestOf(text), mediaType: indexType, text }
  await hand.put(repository, fallbackTag(subject.digest), list)
}
