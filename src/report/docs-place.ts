// Where the pages in docs/ of this very version can be read, as far as the runner says.

type Environment = Readonly<Record<string, string | undefined>>

/** Undefined on a laptop, and where the action lies in the repository that uses it. */
export function docsPlace(env: Environment): string | undefined {
  const repository = env['GITHUB_ACTION_REPOSITORY'] ?? ''
  const ref = env['GITHUB_ACTION_REF'] ?? ''
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com'
  const isKnown = /^[\w.-]+\/[\w.-]+$/.test(repository) && /^[\w./-]+$/.test(ref)
  if (!isKnown || !/^https?:\/\/[\w.:-]+$/.test(server)) return undefined
  return `${server}/${repository}/blob/${ref}/docs`
}
