// A Python service in five containers, as uid 1000; sound, in development, and with the faults it warns of.
import { describe, expect, test } from '@jest/globals'
import { expectFailedAt, expectPassed, fleetOf, sail } from '../support/fleets.ts'
import { digestInRegistry, registry } from '../support/harbour.ts'

describe('thoth', () => {
  test('sails as in production, and its image is pushed under the git hash', async () => {
    const workspace = fleetOf('thoth')
    const inputs = { registry, push: 'true', tags: 'type=sha,prefix=' }
    const voyage = await sail(workspace, inputs, { GIT_SHA: workspace.sha })
    expectPassed(voyage, 14)
    const [image] = Object.values(voyage.pushed)
    const short = workspace.sha.slice(0, 7)
    expect(await digestInRegistry(image?.name ?? '', short)).toBe(image?.digest)
  })

  test('fails where the running container is not of this commit', async () => {
    const workspace = fleetOf('thoth')
    workspace.replace('compose.yaml', '      REVISION: $', '      REVISION: yesterday # $')
    const inputs = { files: 'compose.yaml\ncompose.dev.yaml' }
    const voyage = await sail(workspace, inputs, { GIT_SHA: workspace.sha })
    expectFailedAt(voyage, {
      workspace,
      line: '- name: what runs is what was built',
      says: /failed: expected revision to be [0-9a-f]{40}, got yesterday/,
    })
    // The rest of it sails in development too.
    const failed = Object.entries(voyage.checks).filter(([, verdict]) => verdict !== 'passed')
    expect(failed.map(([name]) => name).sort()).toEqual([
      'the image is one for production',
      'what runs is what was built',
    ])
  })

  test('fails where root owns the caches, with the path that can not be written', async () => {
    const workspace = fleetOf('thoth')
    workspace.replace(
      'Dockerfile',
      'install -d -o thoth -g thoth /app/cache',
      'install -d /app/cache',
    )
    const voyage = await sail(workspace)
    expectFailedAt(voyage, {
      workspace,
      line: '  monitor:',
      says: /: monitor is in a crash loop: .* exited with code 1/,
    })
    expect(voyage.main.log).toMatch(/Permission denied: '\/app\/cache\/alive'/)
  })
})
