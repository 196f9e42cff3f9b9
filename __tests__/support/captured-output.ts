// What is written to stdout while something runs, as the runner's text.
export function outputOf(work: () => void): string {
  const { write } = process.stdout
  let text = ''
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    text += chunk.toString()
    return true
  }
  try {
    work()
  } finally {
    process.stdout.write = write
  }
  return text
}
