// A certificate authority for one test, with a server and a client: real TLS, trusted by nobody else.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from './harbour.ts'

/** The folder, with names as the docker CLI has them: ca.pem, cert.pem, key.pem; server-…. */
export function certificatesFor(address: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-tls-'))
  const file = (name: string): string => path.join(folder, name)
  const openssl = (...argv: readonly string[]): string => run('openssl', argv)
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const days = ['-days', '2']
  openssl(
    'req',
    '-x509',
    ...key,
    ...days,
    '-subj',
    '/CN=sea-trial test',
    '-keyout',
    file('ca-key.pem'),
    '-out',
    file('ca.pem'),
  )
  for (const [prefix, usage] of [
    ['server-', 'serverAuth'],
    ['', 'clientAuth'],
  ] as const) {
    const extensions = file(`${prefix}extensions`)
    writeFileSync(extensions, `subjectAltName=IP:${address}\nextendedKeyUsage=${usage}\n`)
    openssl(
      'req',
      '-new',
      ...key,
      '-subj',
      `/CN=${usage}`,
      '-keyout',
      file(`${prefix}key.pem`),
      '-out',
      file(`${prefix}csr`),
    )
    openssl(
      'x509',
      '-req',
      ...days,
      '-in',
      file(`${prefix}csr`),
      '-CA',
      file('ca.pem'),
      '-CAkey',
      file('ca-key.pem'),
      '-CAcreateserial',
      '-extfile',
      extensions,
      '-out',
      file(`${prefix}cert.pem`),
    )
  }
  return folder
}
