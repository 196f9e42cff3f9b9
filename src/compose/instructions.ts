// The instructions of a Dockerfile as BuildKit's own frontend divides its text: directives, continued
// lines, comments, heredocs. Any text gives some instructions; what is wrong with them, the build tells.

export interface DockerfileText {
  /** The frontend that is to read it, where the file names one. */
  readonly syntax?: string
  readonly escape: Escape
  readonly instructions: readonly Instruction[]
}

export type Escape = '\\' | '`'

export interface Instruction {
  /** In upper case: FROM, RUN. */
  readonly word: string
  /** All behind it in one line; the texts of heredocs are left out. */
  readonly rest: string
  /** Where it begins, both from 1. */
  readonly line: number
  readonly column: number
}

type Begin = Pick<Instruction, 'line' | 'column'>

const WITH_HEREDOCS: readonly string[] = ['RUN', 'COPY', 'ADD']

export function readInstructions(text: string): DockerfileText {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const directives = readDirectives(lines)
  const mark: Escape = directives.get('escape') === '`' ? '`' : '\\'
  const syntax = directives.get('syntax')
  return {
    ...(syntax !== undefined && { syntax }),
    escape: mark,
    instructions: divide(lines, mark),
  }
}

/** `# name=value` lines count until anything else stands before them. */
function readDirectives(lines: readonly string[]): ReadonlyMap<string, string> {
  const directives = new Map<string, string>()
  for (const line of lines) {
    const [, name, value] = /^\s*#\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name === undefined || value === undefined) break
    directives.set(name.toLowerCase(), value)
  }
  return directives
}

function divide(lines: readonly string[], mark: Escape): readonly Instruction[] {
  const found: Instruction[] = []
  let open = ''
  let begin: Begin = { line: 1, column: 1 }
  let ends: readonly Heredoc[] = []
  for (const [at, line] of lines.entries()) {
    const [end] = ends
    if (end !== undefined) {
      if ((end.indented ? line.replace(/^\t+/, '') : line) === end.name) ends = ends.slice(1)
      continue
    }
    // Inside a continued instruction too, BuildKit passes over comments and empty lines.
    if (/^\s*(?:#|$)/.test(line)) continue
    if (open === '') begin = { line: at + 1, column: line.search(/\S/) + 1 }
    const written = line.trimEnd()
    const continued = written.endsWith(mark) && !written.endsWith(`${mark}${mark}`)
    open += continued ? written.slice(0, -1) : line
    if (continued) continue
    const instruction = instructionOf(open, begin)
    open = ''
    found.push(instruction)
    if (WITH_HEREDOCS.includes(instruction.word)) ends = heredocs(instruction.rest, mark)
  }
  return open.trim() === '' ? found : [...found, instructionOf(open, begin)]
}

function instructionOf(line: string, begin: Begin): Instruction {
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(line.trim()) ?? []
  return { word: word.toUpperCase(), rest, ...begin }
}

interface Heredoc {
  readonly name: string
  /** Its end may stand behind tabs. */
  readonly indented: boolean
}

function heredocs(rest: string, mark: Escape): readonly Heredoc[] {
  const words = rawWords(rest, mark)
  return words.flatMap((word, at) => {
    const [, dash, written] = /^\d*<<(-?)([^<]*)$/.exec(word) ?? []
    if (written === undefined) return []
    const name = unquoted(written === '' ? (words[at + 1] ?? '') : written, mark)
    return name === '' ? [] : [{ name, indented: dash === '-' }]
  })
}

interface Sign {
  /** As it stands, an escaped one with its mark. */
  readonly raw: string
  /** What it stands for: nothing, where it is a quote. */
  readonly plain: string
  readonly divides: boolean
}

function* signsOf(text: string, mark: Escape): Generator<Sign> {
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === mark && quote !== "'") {
      at += 1
      yield { raw: sign + text.charAt(at), plain: text.charAt(at), divides: false }
    } else if (sign === quote || (quote === '' && (sign === '"' || sign === "'"))) {
      quote = quote === '' ? sign : ''
      yield { raw: sign, plain: '', divides: false }
    } else yield { raw: sign, plain: sign, divides: quote === '' && /\s/.test(sign) }
  }
}

/** Divided at blanks outside quotes, with the quotes as they stand. */
export function rawWords(text: string, mark: Escape): readonly string[] {
  const words = ['']
  for (const { raw, divides } of signsOf(text, mark)) {
    if (divides) words.push('')
    else words.push(`${words.pop()}${raw}`)
  }
  return words.filter((word) => word !== '')
}

/** Without its quotes, and each escaped sign as itself. */
export function unquoted(word: string, mark: Escape): string {
  return [...signsOf(word, mark)].map(({ plain }) => plain).join('')
}
