// Front end, backend, Redis and a step before them: in production, in development, as published, and broken.
import { describe, expect, test } from '@jest/globals'
import {
  expectFailedAt,
  expectPassed,
  expectPushed,
  fleetOf,
  sail,
  sailAndKeep,
  toRegistry,
} from '../support/fleets.ts'
import { leftovers, run } from '../support/harbour.ts'

const production = 'compose.yaml\ncompose.prod.yaml'

describe('magi', () => {
  test('sails as in production, and what was published then sails without a build', async () => {
    const workspace = fleetOf('magi')
    const voyage = await sail(workspace, { ...toRegistry, files: production })
    expectPassed(voyage, 16)
    await expectPushed(workspace, voyage)
    const files = 'compose.yaml\ncompose.published.yaml'
    const again = await sail(
      workspace,
      { files },
      {
        MAGI_IMAGES: (voyage.pushed['backend']?.name ?? '').replace(/\/backend$/, ''),
        MAGI_TAG: `sha-${workspace.sha}`,
      },
    )
    expectPassed(again, 15)
    expect(again.pushed).toEqual({})
  })

  test('sails as in development, with sources of the working tree', async () => {
    const voyage = await sail(fleetOf('magi'), { files: 'compose.yaml\ncompose.dev.yaml' })
    expectPassed(voyage, 16)
    expect(voyage.checks['sources are those of the working tree']).toBe('passed')
  })

  test('fails where the step before finds no model, names it as the cause, and stays up when asked', async () => {
    const workspace = fleetOf('magi')
    workspace.replace('compose.yaml', '"/models", "/registry', '"/model", "/registry')
    const voyage = await sailAndKeep(workspace, { keep: 'on-failure' })
    const down = /docker compose -p (\S+) down -v && docker image rm (.+)/.exec(voyage.main.log)
    try {
      expectFailedAt(voyage, {
        workspace,
        line: '  discover:',
        says: /: discover exited with code 1; backend, frontend waited for it/,
      })
      expect(voyage.main.log).toContain('discover: no model in /model')
      expect(leftovers(workspace.runId).length).toBeGreaterThan(0)
    } finally {
      const [, project = '', images = ''] = down ?? []
      run('docker', ['compose', '-p', project, 'down', '--volumes'])
      run('docker', ['image', 'rm', ...images.split(' ')])
    }
    expect(leftovers(workspace.runId)).toEqual([])
  })

  test('fails at the line of the overlay whose check fails', async () => {
    const workspace = fleetOf('magi')
    workspace.replace('compose.prod.yaml', '    read_only: true\n', '    user: root\n')
    const voyage = await sail(workspace, { files: production })
    expectFailedAt(voyage, {
      workspace,
      file: 'compose.prod.yaml',
      line: '- name: the root file system is read-only',
      says: /failed: expected exit code 1, got 0/,
    })
  })
})
