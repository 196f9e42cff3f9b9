// A real SSH server for one test, that lets in one key, and what makes a client use it.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from './harbour.ts'

export interface SshServer {
  /** For PATH: an `ssh` with the key, and the server's own key as the only one known. */
  readonly bin: string
  readonly log: () => string
  readonly stop: () => Promise<void>
}

/** `within` puts it into a network; whoever comes in has these variables. */
export async function startSshServer(
  port: number,
  within: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<SshServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-sshd-'))
  const file = (name: string): string => path.join(folder, name)
  for (const name of ['host', 'user']) {
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)])
  }
  const setEnv = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const settings = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${file('host')}`, 'UsePAM no'],
    ...[`AuthorizedKeysFile ${file('user.pub')}`, 'StrictModes no', 'PidFile none'],
    ...['PermitRootLogin prohibit-password', `SetEnv ${setEnv.join(' ')}`],
  ]
  writeFileSync(file('sshd_config'), `${settings.join('\n')}\n`)
  // The server wants a user of that name to be there; the machine's own list stays as it is.
  const users = readFileSync('/etc/passwd', 'utf8').replace(/^sshd:.*\n/m, '')
  writeFileSync(file('passwd'), `${users}sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin\n`)
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const own = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/passwd && exec "$@"']
  const sshd = run('script/sshd', []).split(' ')
  const [program = '', ...argv] = [
    ...[...within, ...own, file('passwd'), ...sshd, '-D', '-e', '-f', file('sshd_config')],
  ]
  let log = ''
  const server = spawn(program, argv, { stdio: ['ignore', 'ignore', 'pipe'] })
  server.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  await listening(server, () => log)
  const known = `[127.0.0.1]:${port} ${readFileSync(file('host.pub'), 'utf8')}`
  writeFileSync(file('known_hosts'), known)
  const options = [
    `UserKnownHostsFile=${file('known_hosts')}`,
    'IdentitiesOnly=yes',
    'BatchMode=yes',
  ]
  const flags = options.map((option) => `-o ${option}`).join(' ')
  const bin = file('bin')
  mkdirSync(bin)
  writeFileSync(
    path.join(bin, 'ssh'),
    // As Docker recommends it: the connections of a run share one.
    `#!/bin/sh\nexec /usr/bin/ssh -F none -o ControlMaster=auto -o ControlPersist=5 -o ControlPath=${file('%C')} -i ${file('user')} ${flags} "$@"\n`,
  )
  chmodSync(path.join(bin, 'ssh'), 0o755)
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill()
    server.stderr.destroy() // sessions hold it open too
    await ended
    rmSync(folder, { recursive: true })
  }
  return { bin, log: () => log, stop }
}

async function listening(server: ChildProcess, log: () => string): Promise<void> {
  for (let tries = 0; !log().includes('Server listening'); tries += 1) {
    if (server.exitCode !== null || tries > 100) throw new Error(`sshd does not start: ${log()}`)
    await sleep(100)
  }
}
