import { describe, expect, test } from '@jest/globals'
import { makeArtifact, statementMediaType } from '../../src/certificate/artifact.ts'
import { Attachments } from '../../src/certificate/attachments.ts'
import { testResultType } from '../../src/certificate/statement.ts'
import { renderVerification, verify } from '../../src/verify.ts'
import { digests, ScriptedWorld, sha } from '../support/scripted-world.ts'

const image = `registry.example/acme/harbor/api:sha-${sha}`
const repository = 'registry.example/acme/harbor/api'

async function tried() {
  const scripted = new ScriptedWorld()
  const record = await scripted.run()
  const text = record.certificate?.text ?? ''
  expect(text).toContain(digests.api.slice('sha256:'.length))
  return { scripted, text }
}

describe('verify', () => {
  test('prints the certificate of an image that passed, and that it holds', async () => {
    const { scripted } = await tried()
    const verification = await verify({ image }, scripted.world)
    expect([verification.verdict, verification.reasons]).toEqual(['holds', []])
    const text = renderVerification(verification)
    expect(text).toContain(`✓ ${image} (${digests.api}): its certificate holds`)
    expect(text).toContain(`  commit      ${sha}`)
    expect(text).toContain(`  built       web: registry.example/acme/harbor/web@${digests.web}`)
    expect(text).toContain('  check       api: GET /health')
    expect(text).toMatch(/ {2}certificate sha256:\w{64}, not signed/)
  })

  test('says why where the image is of another repository than was asked for', async () => {
    const { scripted } = await tried()
    const other = 'https://github.com/acme/airport'
    const { verdict, reasons } = await verify({ image, repository: other }, scripted.world)
    expect([verdict, reasons]).toEqual([
      'does not hold',
      [`it is of https://github.com/acme/harbor, not of ${other}`],
    ])
    const own = 'acme/harbor'
    expect((await verify({ image, repository: own }, scripted.world)).verdict).toBe('holds')
  })

  test('says that there is none', async () => {
    const scripted = new ScriptedWorld()
    scripted.registry.take(image, digests.api)
    const verification = await verify({ image }, scripted.world)
    expect(verification.reasons).toEqual(['there is no certificate beside it'])
    expect(renderVerification(verification)).toBe(
      `✗ ${image} (${digests.api}): its certificate does not hold\n  why: there is no certificate beside it`,
    )
  })

  test('does not take the certificate of another image for its own', async () => {
    const { scripted, text } = await tried()
    const stranger = `sha256:${'9'.repeat(64)}`
    const place = `${repository}:stranger`
    scripted.registry.take(place, stranger)
    const subject = { digest: stranger, mediaType: 'application/json', text: '{}' }
    await new Attachments(scripted.world, 1000).attach(
      repository,
      makeArtifact(subject, {
        mediaType: statementMediaType,
        predicateType: testResultType,
        created: '2026-01-01T00:00:00.000Z',
        text,
      }),
    )
    const { reasons } = await verify({ image: place }, scripted.world)
    expect(reasons).toEqual(['it does not name this image'])
  })

  test('refuses a name that is none, and says so of an image that is not there', async () => {
    const { world } = new ScriptedWorld()
    await expect(verify({ image: 'Not An Image' }, world)).rejects.toThrow(/ST-IMAGE-NAME/)
    await expect(verify({ image }, world)).rejects.toThrow(`${image} is not at its registry`)
  })
})
