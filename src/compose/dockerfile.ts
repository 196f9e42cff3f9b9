// The stages of a Dockerfile by name: what `build.target` can ask for.

export type Dockerfile =
  /** In the order of the file, in lower case as BuildKit compares them; unnamed ones are left out. */
  | { readonly kind: 'stages'; readonly names: readonly string[] }
  /** A frontend of someone else reads it, by rules of its own. */
  | { readonly kind: 'foreign'; readonly frontend: string }

const OWN_FRONTEND = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?::|@|$)/
const HEREDOC = /<<-?\s*(["']?)([A-Za-z_][\w.]*)\1/g
const STAGE = /^FROM\s+(?:--\S+\s+)*\S+\s+AS\s+(\S+)\s*$/i

export function parseDockerfile(text: string): Dockerfile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const directives = readDirectives(lines)
  const frontend = directives.get('syntax')
  if (frontend !== undefined && !OWN_FRONTEND.test(frontend)) return { kind: 'foreign', frontend }
  const continuation = directives.get('escape') === '`' ? '`' : '\\'
  const names = instructions(lines, continuation).flatMap((line) => STAGE.exec(line)?.[1] ?? [])
  return { kind: 'stages', names: names.map((name) => name.toLowerCase()) }
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

/** Whole instructions, each on one line: continued lines joined, comments and heredocs left out. */
function instructions(lines: readonly string[], continuation: string): readonly string[] {
  const found: string[] = []
  let open = ''
  let ends: string[] = []
  for (const line of lines) {
    const [end] = ends
    if (end !== undefined) {
      if (line.replace(/^\t+/, '') === end) ends = ends.slice(1)
      continue
    }
    // Inside a continued instruction too, BuildKit passes over comments and empty lines.
    if (/^\s*(?:#|$)/.test(line)) continue
    const continued = line.trimEnd().endsWith(continuation)
    open += continued ? `${line.trimEnd().slice(0, -1)} ` : line
    if (continued) continue
    const instruction = open.trim()
    open = ''
    found.push(instruction)
    if (/^(?:RUN|COPY|ADD)\s/i.test(instruction)) ends = heredocs(instruction)
  }
  return open === '' ? found : [...found, open.trim()]
}

function heredocs(instruction: string): string[] {
  return [...instruction.matchAll(HEREDOC)].map(([, , name = '']) => name)
}
