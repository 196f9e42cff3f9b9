// The log of a workflow run. Outputs, state and summary go through @actions/core in the entries.
import * as core from '@actions/core'
import { renderFailure, renderPlace } from '../errors.ts'
import { plainLine, runnerSafe } from '../text/plain-text.ts'
import type { Log } from '../world.ts'

/** GitHub shows ten errors of a step; the tenth says how many more there are. */
const maxAnnotations = 9

export function githubLog(): Log {
  let failures = 0
  const print = (line: string): void => {
    for (const part of line.split('\n')) core.info(runnerSafe(part))
  }
  return {
    group: (title) => core.startGroup(plainLine(title)),
    endGroup: () => core.endGroup(),
    info: print,
    foreign: (line) => core.info(`  | ${runnerSafe(line)}`),
    debug: (line) => core.debug(plainLine(line)),
    warning: (text) => core.warning(text.split('\n').map(plainLine).join('\n')),
    failure(failure) {
      print(renderFailure(failure))
      failures += 1
      if (failures > maxAnnotations) return
      const { where } = failure
      core.error(
        [failure.why, failure.fix]
          .filter(Boolean)
          .map((text) => plainLine(String(text)))
          .join('\n') || plainLine(failure.what),
        {
          title: plainLine(where ? `${renderPlace(where)}: ${failure.what}` : failure.what),
          ...(where && { file: where.file }),
          ...(where?.line && { startLine: where.line }),
          ...(where?.column && { startColumn: where.column }),
        },
      )
    },
  }
}
