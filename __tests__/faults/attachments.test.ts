import { describe, expect, test } from '@jest/globals'
import {
  fallbackTag,
  listedAs,
  makeArtifact,
  referrersIn,
  statementMediaType,
  withReferrer,
} from '../../src/certificate/artifact.ts'
import { Attachments } from '../../src/certificate/attachments.ts'
import { testResultType } from '../../src/certificate/statement.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const repository = 'registry.example/acme/api'
const subject = { digest: `sha256:${'a'.repeat(64)}`, mediaType: 'application/json', text: '{}' }
const tag = `${repository}:${fallbackTag(subject.digest)}`
const artifactOf = (text: string) =>
  makeArtifact(subject, {
    mediaType: statementMediaType,
    predicateType: testResultType,
    created: '2026-01-01T00:00:00.000Z',
    text,
  })
const puts = ({ deeds }: ScriptedWorld) => deeds.filter((deed) => deed.startsWith('registry put'))

describe('beside an image', () => {
  test('two runs that write the list at once both end up in it', async () => {
    const scripted = new ScriptedWorld()
    const theirs = withReferrer(undefined, listedAs(artifactOf('theirs').manifest))
    // The other run has read the list before we wrote it, and writes it after.
    const reads = new RegExp(`^registry read ${tag}$`)
    scripted.meanwhile(reads, 2, () => theirs && scripted.registry.manifests.set(tag, theirs))
    const ours = artifactOf('ours')
    await new Attachments(scripted.world, 1000).attach(repository, ours)
    const list = scripted.registry.manifests.get(tag)
    expect(referrersIn(list?.text ?? '').map(({ digest }) => digest)).toEqual([
      artifactOf('theirs').manifest.digest,
      ours.manifest.digest,
    ])
  })

  test('a registry that lists by itself gets no tag', async () => {
    const scripted = new ScriptedWorld()
    scripted.registry.receipt = { subject: subject.digest }
    const ours = artifactOf('ours')
    await new Attachments(scripted.world, 1000).attach(repository, ours)
    expect(puts(scripted)).toEqual([`registry put ${repository}:${ours.manifest.digest}`])
  })

  test('a manifest that is not what was asked for is not believed', async () => {
    const scripted = new ScriptedWorld()
    const digest = `sha256:${'b'.repeat(64)}`
    scripted.registry.manifests.set(`${repository}:${digest}`, subject)
    await expect(
      new Attachments(scripted.world, 1000).manifest(repository, digest),
    ).rejects.toThrow(`${repository}@${digest} is not what the registry gives for it`)
  })
})

describe('a registry that takes images and no certificate', () => {
  const refused = {
    kind: 'refused',
    refusal: { status: 400, message: '400 MANIFEST_INVALID' },
  } as const

  test('makes no run red, and is told of', async () => {
    const scripted = new ScriptedWorld()
    scripted.registry.takesArtifacts = refused
    const record = await scripted.run()
    expect(record.verdict).toBe('passed')
    expect(record.certificate).toBeUndefined()
    expect(record.lock).toContain(`@sha256:${'a'.repeat(64)}`)
    expect(scripted.warnings.join('\n')).toMatch(/^the images have no certificate: could not put/)
    expect(record.notes).toContain(
      'the images have no certificate, so a release of this commit is tried anew',
    )
  })
})
