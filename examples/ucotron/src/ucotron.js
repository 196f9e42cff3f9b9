#!/usr/local/bin/node
// The second program: asks the server of this container, and looks after its memories.
//   ucotron get /api/v1/health     ucotron backup FILE     ucotron restore FILE
import { execFileSync } from 'node:child_process'

const { UCOTRON_PORT: port = '8420', UCOTRON_DATA: data = '/data' } = process.env

const commands = {
  async get(path) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`)
    process.stdout.write(await response.text())
    return response.ok ? 0 : 1
  },
  backup: (file) => tar('--create', '--file', file, '--directory', data, '.'),
  restore: (file) => tar('--extract', '--file', file, '--directory', data),
}

function tar(...argv) {
  execFileSync('tar', argv, { stdio: 'inherit' })
  return 0
}

const [name, argument] = process.argv.slice(2)
if (!Object.hasOwn(commands, name ?? '') || argument === undefined) {
  console.error('ucotron: get PATH, backup FILE or restore FILE')
  process.exit(2)
}
process.exitCode = await Promise.try(commands[name], argument).catch((error) => {
  console.error(`ucotron: ${error.cause?.message ?? error.message}`)
  return 1
})
