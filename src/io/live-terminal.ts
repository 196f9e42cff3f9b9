// The log of a terminal that somebody looks at: below the lines, what goes on just now.
import {
  cells,
  frameOf,
  type LiveView,
  nothingToSee,
  withoutStage,
  withProgress,
  withStage,
} from '../report/live.ts'
import type { Log } from '../world/world.ts'
import { terminalLog } from './terminal.ts'

export interface Screen {
  readonly write: (text: string) => void
  /** As it is now: somebody may change the size of the window. */
  readonly size: () => { readonly columns: number; readonly rows: number }
  readonly now: () => number
}

export interface LiveLog {
  readonly log: Log
  /** Takes the frame away for good. */
  readonly end: () => void
}

const drawEveryMs = 100

export interface Wishes {
  readonly verbose: boolean
  /** What tools and services print, which otherwise stands in the frame while it is news. */
  readonly foreign: boolean
}

export function liveLog(screen: Screen, { verbose, foreign }: Wishes): LiveLog {
  let view: LiveView = nothingToSee
  let drawn: readonly string[] = []
  const erased = (): string => {
    const { columns } = screen.size()
    // A window that got narrower has broken the lines of the last frame.
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(cells(line) / columns)), 0)
    return rows === 0 ? '' : `\r\u001b[${rows}A\u001b[0J`
  }
  const show = (lines: string): void => {
    const away = erased()
    drawn = frameOf(view, screen.size(), screen.now())
    const frame = drawn.map((line) => `${line}\n`).join('')
    if (away + lines + frame !== '') screen.write(away + lines + frame)
  }
  const plain = terminalLog({ write: show, colour: true, verbose })
  const timer = setInterval(() => show(''), drawEveryMs)
  timer.unref()
  return {
    log: {
      ...plain,
      group(title) {
        plain.group(title)
        view = withStage(view, title, screen.now())
        show('')
      },
      endGroup() {
        plain.endGroup()
        view = withoutStage(view)
        show('')
      },
      foreign(line) {
        if (foreign) plain.foreign(line)
      },
      progress(progress) {
        view = withProgress(view, progress, screen.now())
      },
    },
    end() {
      clearInterval(timer)
      view = nothingToSee
      show('')
    },
  }
}
