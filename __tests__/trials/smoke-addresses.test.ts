// A name that the resolver of a machine gives the address of cloud metadata: asked in a container,
// whose hosts file can say so.
import { expect, test } from '@jest/globals'
import { root, run } from '../support/harbour.ts'

const evil = 'localhost.evil'

function asked(script: string): string {
  const hosts = [`--add-host=${evil}:169.254.169.254`, '--add-host=localhost.cloud:100.100.100.200']
  const repository = ['--volume', `${root}/build:/repository:ro`, '--workdir', '/tmp']
  const preload = `--input-type=module`
  const argv = ['run', '--rm', ...hosts, ...repository, 'node:24-slim', 'node', preload, '-e']
  return run('docker', [...argv, script])
}

const told = "(error) => console.log(error.name, '-', error.message)"
const rest = 'timeoutMs: 3000, maxBodyBytes: 100, headers: {}'
const noDial = '() => Promise.reject(new Error())'
const never = 'new AbortController().signal'

test.each([evil, 'localhost.cloud'])('the name %s is refused before anything connects', (name) => {
  const http = `
      import { httpBy } from '/repository/src/io/http.js'
      import { socketsBy } from '/repository/src/io/sockets.js'
      const signal = ${never}
      const url = 'http://${name}/latest'
      await httpBy(${noDial}).request({ method: 'GET', url, ${rest} }, signal).catch(${told})
      const to = { host: '${name}', port: 80, timeoutMs: 3000, enough: () => true }
      await socketsBy(${noDial}).exchange(to, signal).catch(${told})`
  const lines = asked(http).split('\n')
  expect(lines).toHaveLength(2)
  for (const line of lines) {
    expect(line).toMatch(
      /^ForbiddenAddress - localhost\.\w+ stands for (169\.254\.169\.254|100\.100\.100\.200), which is a link-local/,
    )
  }
})
