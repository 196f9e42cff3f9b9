// What a check asked, as a line that can be pasted into a shell.
import type { CommandCheck, HttpCheck, TcpCheck } from './kinds.ts'

/** Signs that mean nothing to a shell stay bare; references to the environment stay references. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  const parts = text.split(/(\$\{[A-Za-z_]\w*\})/).filter((part) => part !== '')
  return parts
    .map((part) =>
      /^\$\{[A-Za-z_]\w*\}$/.test(part) ? `"${part}"` : `'${part.replaceAll("'", "'\\''")}'`,
    )
    .join('')
}

export interface CurlTarget {
  readonly url: string
  readonly connectTo?: {
    readonly host: string
    readonly port: number
    readonly beside?: { readonly network: string }
  }
  /** `name=value` of those that checks before were given. */
  readonly cookies?: readonly string[]
}

export function curlLine(check: HttpCheck, { url, connectTo, cookies = [] }: CurlTarget): string {
  const beside = connectTo?.beside
  const words = beside ? [...inNetwork(beside.network), 'curlimages/curl', '-i'] : ['curl', '-i']
  if (check.method === 'HEAD') words.push('-I')
  else if (check.method !== 'GET' || check.body) words.push('-X', check.method)
  if (check.redirects === 'follow') words.push('-L')
  for (const [name, value] of Object.entries(headersOf(check)))
    words.push('-H', `${name}: ${value}`)
  const sent = cookiesOf(check, cookies)
  if (sent.length > 0) words.push('-b', sent.join('; '))
  if (check.auth) words.push('-u', `${check.auth.username}:${check.auth.password}`)
  if (check.tls?.kind === 'insecure') words.push('-k')
  if (check.tls?.kind === 'ca') words.push('--cacert', check.tls.file)
  words.push(...bodyWords(check))
  if (connectTo && !beside) words.push('--connect-to', `::${connectTo.host}:${connectTo.port}`)
  words.push(url)
  return words.map(shellWord).join(' ')
}

/** Those of the check itself win; a header of the user's is all there is. */
export function cookiesOf(
  { cookies, headers }: Pick<HttpCheck, 'cookies' | 'headers'>,
  known: readonly string[],
): readonly string[] {
  if (headers['cookie'] !== undefined) return []
  const own = cookies?.kind === 'own' ? Object.entries(cookies.values) : []
  const names = own.map(([name]) => name)
  const others = known.filter((pair) => !names.includes(pair.split('=', 1)[0] ?? ''))
  return [...own.map(([name, value]) => `${name}=${value}`), ...others]
}

/** From this machine there is no way: a container in that network has one. */
function inNetwork(network: string): readonly string[] {
  return ['docker', 'run', '--rm', '-i', '--network', network]
}

function bodyWords({ body }: HttpCheck): readonly string[] {
  switch (body?.kind) {
    case undefined:
      return []
    case 'text':
      return ['--data-raw', body.text]
    case 'json':
      return ['--data-raw', JSON.stringify(body.value)]
    case 'form':
      return Object.entries(body.fields).flatMap(([name, value]) => [
        '--data-urlencode',
        `${name}=${value}`,
      ])
    case 'file':
      return ['--data-binary', `@${body.path}`]
  }
}

/** The headers as sent: what the body is, unless the user said it. */
export function headersOf({
  headers,
  body,
}: Pick<HttpCheck, 'headers' | 'body'>): Readonly<Record<string, string>> {
  const type =
    body?.kind === 'json'
      ? 'application/json'
      : body?.kind === 'form'
        ? 'application/x-www-form-urlencoded'
        : undefined
  return type === undefined ? headers : { 'content-type': type, ...headers }
}

export function commandLine(check: CommandCheck, project: string): string {
  const script = check.shell === undefined ? check.argv : [check.shell, '-c', ...check.argv]
  const argv = script.map(shellWord).join(' ')
  switch (check.kind) {
    case 'run':
      return argv
    case 'exec': {
      const user = check.user === undefined ? '' : `--user ${shellWord(check.user)} `
      return `docker compose -p ${project} exec -T ${user}${check.service} ${argv}`
    }
    case 'service':
      return `docker compose -p ${project} run --rm --no-deps -T ${check.oneOff} ${argv}`.trim()
  }
}

export function tcpLine({ send }: TcpCheck, host: string, port: number, network?: string): string {
  const program = network === undefined ? 'nc' : [...inNetwork(network), 'busybox', 'nc'].join(' ')
  if (send === undefined) return `${program} -vz ${host} ${port}`
  return `printf %s ${shellWord(send)} | ${program} -w 5 ${host} ${port}`
}
