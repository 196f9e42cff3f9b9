// What Compose says when it can't create a stack, as recorded, and what we make of it.
import { expect, test } from '@jest/globals'
import { explainCreate } from '../../src/compose/create-errors.ts'

const where = { file: 'compose.yaml', line: 3 }
const users = [
  { service: 'web', image: 'localhost:5999/acme/web:1', where },
  { service: 'cache', image: 'nope/cache', where },
]

function told(stderr: string) {
  return explainCreate({ exitCode: 1, stdout: '', stderr, timedOut: false }, users)
}

const registry = 'http://localhost:5999/v2/acme/web/manifests/1'
const resolve =
  'Error response from daemon: unknown: failed to resolve reference "localhost:5999/acme/web:1"'

test.each([
  [
    'an image that does not exist',
    'Error response from daemon: failed to resolve reference "localhost:5999/acme/web:1": localhost:5999/acme/web:1: not found',
    { what: 'web: there is no image localhost:5999/acme/web:1', class: 'input', where },
  ],
  [
    'an image that may not be pulled',
    `${resolve}: unexpected status from HEAD request to ${registry}: 403 Forbidden`,
    { what: 'web: the image localhost:5999/acme/web:1 may not be pulled', where },
  ],
  [
    'an image of the classic store that may not be pulled',
    "Error response from daemon: pull access denied for nope/cache, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    { what: 'cache: the image nope/cache may not be pulled', where },
  ],
  [
    'a rate limit',
    `${resolve}: unexpected status from HEAD request to ${registry}: 429 Too Many Requests`,
    { what: expect.stringContaining('limits how often'), fix: expect.stringContaining('log in') },
  ],
  [
    'a registry that is not there',
    'Error response from daemon: failed to resolve reference "docker.io/nope/cache:latest": failed to do request: Head "https://registry-1.docker.io/v2/nope/cache/manifests/latest": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: no such host',
    { what: expect.stringMatching(/^cache: .*does not answer/), class: 'infrastructure' },
  ],
  [
    'address pools that are used up',
    'failed to create network p_default: Error response from daemon: all predefined address pools have been fully subnetted',
    {
      what: expect.stringContaining('no addresses left'),
      fix: expect.stringContaining('docker network prune'),
    },
  ],
  [
    'addresses that another network has',
    'failed to create network p_default: Error response from daemon: invalid pool request: Pool overlaps with other one on this address space',
    { fix: expect.stringContaining('leave out ipam') },
  ],
  [
    'a container name that is taken',
    'Error response from daemon: Conflict. The container name "/web" is already in use by container "382ce4b6". You have to remove (or rename) that container to be able to reuse that name.',
    { what: 'another container has the name web', class: 'infrastructure' },
  ],
  [
    'an external network that is missing',
    'network proxy declared as external, but could not be found',
    { what: 'the external network proxy does not exist', class: 'input' },
  ],
  [
    'anything else',
    ' Container p-a-1  Creating\nError response from daemon: something new failed',
    { why: 'Error response from daemon: something new failed' },
  ],
])('%s is named', (_, stderr, failure) => {
  expect(told(stderr)).toMatchObject(failure)
})
