// Three containers with fixed names, a UDP port and the engine's socket; sound, deaf, blind, and in the way.
import { describe, expect, test } from '@jest/globals'
import {
  expectFailedAt,
  expectPassed,
  expectPushed,
  fleetOf,
  sail,
  toRegistry,
} from '../support/fleets.ts'
import { run } from '../support/harbour.ts'

describe('vai', () => {
  test('sails under its fixed names, is heard over UDP, and is pushed', async () => {
    const workspace = fleetOf('vai')
    const voyage = await sail(workspace, toRegistry)
    expectPassed(voyage, 11)
    await expectPushed(workspace, voyage)
  })

  test('fails where the voice hears on another port than the healthcheck asks', async () => {
    const workspace = fleetOf('vai')
    workspace.replace('vai.env', 'VOICE_PORT=5004', 'VOICE_PORT=5005')
    const voyage = await sail(workspace, { 'wait-timeout': '15s' })
    expectFailedAt(voyage, {
      workspace,
      line: '  voice:',
      says: /: voice .*no answer from 127\.0\.0\.1:5004\/udp/,
    })
  })

  test('fails where the warden has no socket', async () => {
    const workspace = fleetOf('vai')
    workspace.replace(
      'compose.yaml',
      'docker.sock:/var/run/docker.sock:ro',
      'docker.sock:/docker.sock:ro',
    )
    const voyage = await sail(workspace)
    expectFailedAt(voyage, { workspace, line: '  warden:', says: /: warden is in a crash loop/ })
    expect(voyage.main.log).toContain('connect ENOENT /var/run/docker.sock')
  })

  test('fails where another container has its name, and leaves that one alone', async () => {
    const other = run('docker', ['create', '--name', 'vai-core', 'busybox:1'])
    try {
      const workspace = fleetOf('vai')
      const voyage = await sail(workspace)
      expect(voyage.main.log).toContain('another container has the name vai-core')
      expect(voyage.main.log).toContain('remove the other: docker rm -f vai-core')
      expect(run('docker', ['inspect', '--format', '{{.Id}}', 'vai-core'])).toBe(other)
    } finally {
      run('docker', ['rm', other])
    }
  })
})
