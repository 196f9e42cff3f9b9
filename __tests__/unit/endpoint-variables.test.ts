// What a command of the user's is told about the stack.
import { expect, test } from '@jest/globals'
import { endpointVariables } from '../../src/stages/smoke/ask-command.ts'
import { container } from '../support/containers.ts'

const port = (target: number, hostPort: number) => ({
  target,
  protocol: 'tcp',
  hostIp: '0.0.0.0',
  hostPort,
})

test('a service is reached at the port that its file names first, not at the first by its digits', () => {
  const variables = endpointVariables({
    host: 'localhost',
    states: [container({ service: 'web', ports: [port(443, 32001), port(80, 32002)] })],
    services: [
      {
        service: 'web',
        ports: [80, 443].map((target) => ({ target, protocol: 'tcp' })),
      },
    ],
  })
  expect(variables['SEA_TRIAL_WEB_URL']).toBe('http://localhost:32002')
  expect(variables['SEA_TRIAL_WEB_PORT']).toBe('32002')
  const { web } = JSON.parse(variables['SEA_TRIAL_ENDPOINTS'] ?? '{}') as {
    readonly web: readonly { readonly target: number }[]
  }
  expect(web.map(({ target }) => target)).toEqual([80, 443])
})
