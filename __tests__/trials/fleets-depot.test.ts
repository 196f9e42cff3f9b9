// Small images with a budget, an internal database, profiles, secrets and limits; sound and broken.
import { describe, expect, test } from '@jest/globals'
import { expectFailedAt, expectPassed, fleetOf, sail } from '../support/fleets.ts'
import { digestInRegistry, registry } from '../support/harbour.ts'

describe('depot', () => {
  test('sails with all its hardware, and each service is pushed as depot-<service>:<sha>', async () => {
    const workspace = fleetOf('depot')
    const voyage = await sail(workspace, {
      profiles: 'gpu\nrtk',
      push: 'true',
      images: `${registry}/yard-${workspace.runId}/depot-{service}`,
      tags: 'type=sha,format=long,prefix=',
    })
    expectPassed(voyage, 16)
    for (const service of ['discovery', 'dispatch', 'console', 'dashboard']) {
      const digest = await digestInRegistry(
        `${registry}/yard-${workspace.runId}/depot-${service}`,
        workspace.sha,
      )
      expect(digest).toBe(voyage.pushed[service]?.digest)
      expect(digest).toMatch(/^sha256:/)
    }
  })

  test('fails where an image is over its budget and a network leaks, and nowhere else', async () => {
    const workspace = fleetOf('depot')
    workspace.replace('compose.yaml', 'user: depot, max-size: 10MB', 'user: depot, max-size: 1MB')
    workspace.replace(
      'compose.yaml',
      'ports: ["4870:4870"]\n    networks: [front]',
      'ports: ["4870:4870"]\n    networks: [front, back]',
    )
    const voyage = await sail(workspace)
    expect(voyage.main.exitCode).toBe(1)
    const failed = Object.entries(voyage.checks).filter(([, verdict]) => verdict !== 'passed')
    expect(failed.map(([name]) => name).sort()).toEqual([
      'discovery keeps to its budget and has no root',
      "the console can't reach the database",
    ])
    expect(voyage.main.log).toContain('expected the image to have at most 1MB, got ')
  })

  test('fails where the database has another user, and names the service that can not log in', async () => {
    const workspace = fleetOf('depot')
    workspace.replace('compose.yaml', 'POSTGRES_USER: depot', 'POSTGRES_USER: dispatcher')
    const voyage = await sail(workspace, { 'wait-timeout': '20s' })
    expectFailedAt(voyage, {
      workspace,
      line: '  dispatch:',
      says: /: dispatch was not ready within 20s: .* 503; console waited for it/,
    })
  })
})
