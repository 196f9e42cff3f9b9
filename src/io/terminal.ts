// The same log for a laptop: plain lines, indented below their stage.
import { createInterface } from 'node:readline/promises'
import { renderFailure, renderPlace } from '../errors.ts'
import { colouredLine, plainLine } from '../text/plain-text.ts'
import type { Log } from '../world/world.ts'

export interface TerminalOptions {
  readonly write: (text: string) => void
  readonly colour: boolean
  readonly verbose: boolean
}

export function terminalLog({ write, colour, verbose }: TerminalOptions): Log {
  let indent = ''
  const paint = (code: number, text: string): string =>
    colour ? `\u001b[${code}m${text}\u001b[0m` : text
  const print = (line: string, code?: number): void => {
    for (const part of line.split('\n')) {
      const plain = indent + plainLine(part)
      write(`${code === undefined ? plain : paint(code, plain)}\n`)
    }
  }
  return {
    group(title) {
      print(title, 1)
      indent = '  '
    },
    endGroup() {
      indent = ''
    },
    info: (line) => print(line, line.startsWith('✓') ? 32 : line.startsWith('✗') ? 31 : undefined),
    foreign: (line) => (colour ? write(`${indent}| ${colouredLine(line)}\n`) : print(`| ${line}`)),
    command: (line) => {
      if (verbose) print(`$ ${line}`, 2)
    },
    debug: (line) => {
      if (verbose) print(line, 2)
    },
    warning: (text, where) =>
      print(`warning: ${where ? `${renderPlace(where)}: ` : ''}${text}`, 33),
    progress: () => {},
    failures(failures) {
      for (const failure of failures) print(renderFailure(failure), 31)
    },
  }
}

/** Anything but a yes is a no, also the end of what is typed. */
export async function askYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), ended])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}
