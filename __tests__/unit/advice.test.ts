// Errors of BuildKit 0.25 as recorded; words of package managers as they print them.
import { describe, expect, test } from '@jest/globals'
import { adviceFor } from '../../src/build/advice.ts'

const ignoreFile = 'api/.dockerignore'
const ref = 'failed to calculate checksum of ref eei1vjjnkmajop::a7f9ibfy8t43d'

describe('a known cause of a failed build has its advice', () => {
  test.each<[string, string, RegExp]>([
    [
      '[internal] load metadata for docker.io/library/node:24',
      'failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/node/manifests/24: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.',
      /^log in to the registry of the base image/,
    ],
    [
      '[api internal] load metadata for docker.io/acme/secret:1',
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      /^check the name of the base image, and log in/,
    ],
    [
      '[internal] load metadata for localhost:5050/acme/nothing:none',
      'localhost:5050/acme/nothing:none: not found',
      /^check the name and the tag of the base image/,
    ],
    [
      '',
      'ERROR: failed to build: failed to solve: localhost:5050/a:b: failed to resolve source metadata for localhost:5050/a:b: localhost:5050/a:b: not found',
      /^check the name and the tag of the base image/,
    ],
    [
      '',
      'ERROR: failed to build: failed to solve: target stage "nonesuch" could not be found',
      /none is called nonesuch$/,
    ],
    [
      '[2/2] COPY nothing.txt /',
      `${ref}: "/nothing.txt": not found`,
      /^check that nothing\.txt is in the build context and that api\/\.dockerignore does not/,
    ],
    [
      '[2/2] RUN --mount=type=bind,source=a b,target=/x true',
      `${ref}: "/a b": not found`,
      /^check that a b is in the build context/,
    ],
    [
      '[2/2] COPY old.txt /',
      'failed to compute cache key: "/old.txt" not found: not found',
      /^check that old\.txt is in the build context/,
    ],
    ['[2/2] RUN ["/tool"]', 'exec /tool: exec format error', /made for another processor/],
    ['[2/2] RUN make', 'write /x: no space left on device', /^free disk space/],
    [
      '[3/3] RUN npm ci',
      'npm error The `npm ci` command can only install with an existing package-lock.json or',
      /^commit the lock file/,
    ],
    [
      '[3/3] RUN pnpm i --frozen-lockfile',
      'ERR_PNPM_NO_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is absent',
      /^commit the lock file/,
    ],
    [
      '[3/3] RUN yarn install --immutable',
      'YN0028: The lockfile would have been created by this install, which is explicitly forbidden.',
      /^commit the lock file/,
    ],
    [
      '[3/3] RUN uv sync --locked',
      'error: Unable to find lockfile at `uv.lock`. To create a lockfile, run `uv lock` or `uv sync`.',
      /^commit the lock file/,
    ],
    [
      '[3/3] RUN cargo build --locked',
      'error: the lock file /app/Cargo.lock needs to be updated but --locked was passed to prevent this',
      /^commit the lock file/,
    ],
  ])('%s: %s', (step, said, fix) => {
    expect(adviceFor({ step, said, ignoreFile })?.fix).toMatch(fix)
  })

  test.each([
    ['[2/2] RUN curl example.org/x', 'sh: curl: not found'],
    ['[2/2] RUN cat /nothing', 'cat: /nothing: No such file or directory'],
    ['[2/2] RUN make test', 'FAIL: user not found: expected 404'],
  ])('and another one has none: %s: %s', (step, said) => {
    expect(adviceFor({ step, said, ignoreFile })).toBeUndefined()
  })

  test('a base image that is not there has a code of its own', () => {
    const step = '[internal] load metadata for localhost:5050/a:b'
    const said = 'localhost:5050/a:b: not found'
    expect(adviceFor({ step, said, ignoreFile })?.code).toBe('ST-BASE-IMAGE')
  })
})
