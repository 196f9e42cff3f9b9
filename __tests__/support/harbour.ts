// What the trials look at: the engine and the registry as they are, asked from outside the product.
import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../../..')

export function run(program: string, argv: readonly string[], cwd = root): string {
  return execFileSync(program, argv, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()
}

export const registry = run('script/engine', ['registry'])

/** A repository of its own with this content, committed: its SHA is what gets published. */
export function workspaceOf(folder: string, name = path.basename(folder)): Workspace {
  const directory = path.join(mkdtempSync(path.join(tmpdir(), 'sea-trial-test-')), name)
  cpSync(folder, directory, { recursive: true, verbatimSymlinks: true })
  run('git', ['init', '--quiet', '--initial-branch', 'main'], directory)
  return new Workspace(directory)
}

export class Workspace {
  readonly directory: string
  /** As GITHUB_RUN_ID: whatever a run leaves behind carries it, and others' runs do not. */
  readonly runId = String(randomInt(1_000_000, 9_999_999))

  constructor(directory: string) {
    this.directory = directory
    this.commit('start')
  }

  commit(message: string): void {
    run('git', ['add', '--all'], this.directory)
    const author = ['-c', 'user.name=Trial', '-c', 'user.email=trial@example.invalid']
    run(
      'git',
      [...author, 'commit', '--quiet', '--allow-empty', '--message', message],
      this.directory,
    )
  }

  checkout(sha: string): void {
    run('git', ['checkout', '--quiet', sha], this.directory)
  }

  get sha(): string {
    // Some trials hand their folder over to another user, whose repositories git does not read.
    return run('git', ['-c', 'safe.directory=*', 'rev-parse', 'HEAD'], this.directory)
  }

  /** Changes a file and commits; the text must be there, or the test tests nothing. */
  replace(file: string, text: string, by: string): void {
    const target = path.join(this.directory, file)
    const content = readFileSync(target, 'utf8')
    if (!content.includes(text)) throw new Error(`${file} does not hold: ${text}`)
    writeFileSync(target, content.replace(text, by))
    this.commit(`change ${file}`)
  }

  lineOf(file: string, text: string): number {
    const lines = readFileSync(path.join(this.directory, file), 'utf8').split('\n')
    const index = lines.findIndex((line) => line === text || line.trimStart() === text)
    if (index < 0) throw new Error(`${file} does not hold: ${text}`)
    return index + 1
  }
}

/** Containers, networks and volumes that a run of ours made and that are still there. */
export function leftovers(runId: string): readonly string[] {
  const named = (argv: readonly string[]): readonly string[] =>
    run('docker', argv)
      .split('\n')
      .filter((line) => line.includes(`-${runId}-`))
  return [
    ...named(['ps', '--all', '--format', '{{.Label "com.docker.compose.project"}}']),
    ...named(['network', 'ls', '--format', '{{.Name}}']),
    ...named(['volume', 'ls', '--format', '{{.Name}}']),
    ...imageNames().filter((line) => line.includes(`:trial-${runId}-`)),
  ]
}

/** The engine fails to list its images while another process removes one: then it is asked again. */
function imageNames(asks = 5): readonly string[] {
  try {
    return run('docker', ['images', '--format', '{{.Repository}}:{{.Tag}}']).split('\n')
  } catch (error) {
    if (asks <= 1) throw error
    return imageNames(asks - 1)
  }
}

/** The digest that the registry gives for a tag, or undefined where it has none. */
export async function digestInRegistry(
  repository: string,
  tag: string,
): Promise<string | undefined> {
  const accept = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.docker.distribution.manifest.v2+json',
  ].join(', ')
  const name = repository.slice(repository.indexOf('/') + 1)
  const response = await fetch(`http://${registry}/v2/${name}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { accept },
  })
  return response.ok ? (response.headers.get('docker-content-digest') ?? undefined) : undefined
}

/** A repository of its own of these files: name to content. */
export function workspaceWith(files: Readonly<Record<string, string>>, name = 'stack'): Workspace {
  const directory = path.join(mkdtempSync(path.join(tmpdir(), 'sea-trial-test-')), name)
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(directory, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
  run('git', ['init', '--quiet', '--initial-branch', 'main'], directory)
  return new Workspace(directory)
}
