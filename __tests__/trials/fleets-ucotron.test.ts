// A server with models: alone, as a writer with two readers on one volume, and with readers scaled.
import { describe, expect, test } from '@jest/globals'
import {
  expectFailedAt,
  expectPassed,
  expectPushed,
  fleetOf,
  sail,
  toRegistry,
} from '../support/fleets.ts'

describe('ucotron', () => {
  test('sails as one instance, and its image is pushed', async () => {
    const workspace = fleetOf('ucotron')
    const voyage = await sail(workspace, toRegistry)
    expectPassed(voyage, 6)
    await expectPushed(workspace, voyage)
  })

  test('sails as a writer and two readers, which see what it writes and a restored backup keeps', async () => {
    const voyage = await sail(fleetOf('ucotron'), { files: 'compose.multi.yaml' })
    expectPassed(voyage, 9)
    expect(voyage.main.log).toContain('✓ a backup that is restored elsewhere still knows it')
  })

  test('sails with three readers of a kind, and waits for each', async () => {
    const files = 'compose.yaml\ncompose.scaled.yaml'
    const voyage = await sail(fleetOf('ucotron'), { files, scale: 'reader=3' })
    expectPassed(voyage, 7)
    for (const replica of [1, 2, 3]) {
      expect(voyage.main.log).toContain(`✓ reader (replica ${replica}) healthy`)
    }
  })

  test('fails where a role is misspelt, and tells the crash loop with what the instance said', async () => {
    const workspace = fleetOf('ucotron')
    const second = 'UCOTRON_INSTANCE_ID: reader-2\n      UCOTRON_INSTANCE_ROLE: '
    workspace.replace('compose.multi.yaml', `${second}reader`, `${second}raeder`)
    const voyage = await sail(workspace, { files: 'compose.multi.yaml' })
    expectFailedAt(voyage, {
      workspace,
      file: 'compose.multi.yaml',
      line: '  reader-2:',
      says: /: reader-2 is in a crash loop: .* exited with code 1/,
    })
    expect(voyage.main.log).toContain('raeder is no role: writer or reader')
  })

  test('fails where the readers have a volume of their own, naming the reader and what it lacks', async () => {
    const workspace = fleetOf('ucotron')
    workspace.replace(
      'compose.multi.yaml',
      '["data:/data:ro"]\n    depends_on: &',
      '["/data"]\n    depends_on: &',
    )
    const voyage = await sail(workspace, { files: 'compose.multi.yaml' })
    expectFailedAt(voyage, {
      workspace,
      file: 'compose.multi.yaml',
      line: '- name: the first reader sees what the writer wrote',
      says: /failed: expected status 2xx, got 404; expected content to be two readers see/,
    })
    expect(voyage.checks['the second reader sees what the writer wrote']).toBe('passed')
  })
})
