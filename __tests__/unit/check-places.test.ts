import { expect, test } from '@jest/globals'
import { locateCheck } from '../../src/compose/check-places.ts'
import type { Path } from '../../src/compose/places.ts'
import { readSources } from '../../src/compose/sources.ts'
import { renderPlace } from '../../src/errors.ts'

const MAIN = `services:
  api:
    extends: { file: base.yaml, service: root }
    x-smoke:
      - get: /own-1
      - get: /own-2
  web:
    x-smoke:
      - get: /dropped
  old:
    x-smoke:
      - get: /dropped
x-smoke:
  - get: http://web/
`
const OVER = `services:
  api:
    x-smoke:
      - get: /over
        expect: { status: 204 }
  web:
    x-smoke: !override
      - get: /instead
  old:
    x-smoke: !reset null
x-smoke:
  - get: http://api/
`
const LAST = 'services:\n  old:\n    x-smoke: [{ get: /new }]\n'
const BASE = 'services:\n  root:\n    x-smoke: [{ get: /base }]\n'

const { sources } = readSources([
  { path: 'main.yaml', text: MAIN },
  { path: 'over.yaml', text: OVER },
  { path: 'last.yaml', text: LAST },
  { path: 'base.yaml', text: BASE, reachedBy: 'extends' },
])

// The numbers are those of `docker compose config` 2.40 for these files.
test.each<[string, Path, string]>([
  ['of an extended service', ['services', 'api', 'x-smoke', 0, 'get'], 'base.yaml:3:17'],
  ['of the first file', ['services', 'api', 'x-smoke', 2], 'main.yaml:6:9'],
  ['of an overlay', ['services', 'api', 'x-smoke', 3, 'expect', 'status'], 'over.yaml:5:19'],
  ['that replaces all', ['services', 'web', 'x-smoke', 0], 'over.yaml:8:9'],
  ['after a reset', ['services', 'old', 'x-smoke', 0], 'last.yaml:3:15'],
  ['of the whole stack', ['x-smoke', 1], 'over.yaml:12:5'],
  ['that no file has', ['services', 'api', 'x-smoke', 9], 'over.yaml:3:5'],
  ['or anything else', ['services', 'api', 'extends'], 'main.yaml:3:5'],
])('a check %s is found where it was written', (_, path, place) => {
  const where = locateCheck(sources, path)
  expect(where && renderPlace(where)).toBe(place)
})
