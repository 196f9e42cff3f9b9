// Checks as a user writes them, read as a smoke file: what they become, or all that is wrong.
import { renderPlace } from '../../src/errors.ts'
import { parseSmokeText } from '../../src/smoke/checks-source.ts'
import type { Check } from '../../src/smoke/kinds.ts'

export function read(text: string): { checks: readonly Check[]; problems: readonly string[] } {
  const { checks, problems } = parseSmokeText({ path: 'smoke.yaml', text })
  return {
    checks,
    problems: problems.map(({ what, fix, where }) => {
      const place = where ? `${renderPlace(where)}: ` : ''
      return `${place}${what}; ${fix ?? ''}`
    }),
  }
}

/** As `x-smoke` of the service `api`. */
export function readForService(item: string): ReturnType<typeof read> {
  const lines = item
    .split('\n')
    .map((line, index) => `${index === 0 ? '      - ' : '        '}${line}`)
  return read(['services:', '  api:', '    x-smoke:', ...lines, ''].join('\n'))
}
