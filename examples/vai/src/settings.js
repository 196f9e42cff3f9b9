/** Lines of `key = value`; `#` begins a comment. */
export function parse(text) {
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim())
  return Object.fromEntries(
    lines.filter(Boolean).map((line) => {
      const at = line.indexOf('=')
      if (at < 0) throw new Error(`no = in "${line}"`)
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    }),
  )
}
