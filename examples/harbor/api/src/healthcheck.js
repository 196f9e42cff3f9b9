// The slim image has no curl; this needs nothing but Node.
const port = process.env.PORT ?? 3000
const response = await fetch(`http://127.0.0.1:${port}/api/health`)
console.log(await response.text())
process.exitCode = response.ok ? 0 : 1
