// The log of a workflow run. Outputs, state and summary are files: see step-files.ts.
import * as core from '@actions/core'
import { type Place, renderFailure, renderPlace } from '../errors.ts'
import { type Annotation, annotationsOf } from '../report/annotations.ts'
import { plainLine, runnerSafe, runnerSafeInColour } from '../text/plain-text.ts'
import type { Log } from '../world/world.ts'

/** GitHub shows ten annotations of each kind for a step; the last tells of those beyond. */
const maxAnnotations = 10

/**
 * Foreign text is prefixed, line by line, so that none begins with a command. Pausing commands with
 * a token would hold back our own, and the older `##[name]` would be read all the same.
 */
export function githubLog(): Log {
  let warnings = 0
  const print = (line: string): void => {
    for (const part of line.split('\n')) core.info(runnerSafe(part))
  }
  return {
    group: (title) => core.startGroup(plainLine(title)),
    endGroup: () => core.endGroup(),
    info: print,
    foreign: (line) => core.info(`  | ${runnerSafeInColour(line)}`),
    command: (line) => print(`$ ${line}`),
    debug(line) {
      if (core.isDebug()) core.debug(plainLine(line))
    },
    warning(text, where) {
      warnings += 1
      const told = text.split('\n').map(plainLine).join('\n')
      if (warnings < maxAnnotations) core.warning(told, where && propertiesOf(where))
      else print(`warning: ${where ? `${renderPlace(where)}: ` : ''}${text}`)
      if (warnings === maxAnnotations) core.warning('there are more warnings: see the log')
    },
    // Each line says it already, and none can be taken back.
    progress: () => {},
    failures(failures) {
      // Before any evidence: a problem matcher that finds errors in it would use up their number.
      const { shown, beyond } = annotationsOf(failures, maxAnnotations)
      for (const annotation of shown) annotate(annotation)
      if (beyond > 0) core.error(`and ${beyond} more: see the summary`)
      for (const failure of failures) print(renderFailure(failure))
    },
  }
}

function annotate({ title, lines, where }: Annotation): void {
  core.error(lines.map(plainLine).join('\n'), {
    title: plainLine(title),
    ...(where && propertiesOf(where)),
  })
}

function propertiesOf({ file, line, column }: Place): core.AnnotationProperties {
  return {
    file,
    ...(line && { startLine: line }),
    ...(column && { startColumn: column }),
  }
}
