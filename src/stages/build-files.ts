// Reads what stands on the disk where the builds of a stack point to.
import { createHash } from 'node:crypto'
import { type BuildFile, type BuildFiles, neededFiles } from '../compose/builds.ts'
import type { Stack } from '../compose/model.ts'
import { ignoreFiles, type LintFiles } from '../lint/built.ts'
import { LOCK_FILES, type LockFile } from '../mounts/keys.ts'
import type { Files } from '../world/world.ts'

export async function lookAtBuilds(stack: Stack, files: Files): Promise<BuildFiles> {
  const needed = neededFiles(stack)
  const folders = needed.folders.map(async (folder) => {
    const there = await files.exists(files.absolute(folder))
    return [folder, there ? 'there' : 'missing'] as const
  })
  const dockerfiles = needed.dockerfiles.map(
    async (path) => [path, await readDockerfile(files.absolute(path), files)] as const,
  )
  return {
    folders: new Map(await Promise.all(folders)),
    dockerfiles: new Map(await Promise.all(dockerfiles)),
  }
}

/** BuildKit takes `dockerfile` for want of `Dockerfile`. */
async function readDockerfile(path: string, files: Files): Promise<BuildFile> {
  for (const name of [path, path.replace(/\/Dockerfile$/, '/dockerfile')]) {
    if (!(await files.exists(name))) continue
    return await files.read(name).then(
      (text) => ({ kind: 'text', text }),
      // A folder, or one that only root may read: what it is, the build will tell.
      () => ({ kind: 'unreadable' }),
    )
  }
  return { kind: 'missing' }
}

/** What the rules of `lint` ask of the disk. */
export async function lookAtPractices(stack: Stack, files: Files): Promise<LintFiles> {
  const ignores = ignoreFiles(stack).map(async (path) =>
    (await files.exists(files.absolute(path))) ? [path] : [],
  )
  const { dockerfiles } = neededFiles(stack)
  return {
    shown: new Map(dockerfiles.map((path) => [path, files.shown(files.absolute(path))])),
    ignores: new Set((await Promise.all(ignores)).flat()),
  }
}

/** The lock files in each build context of this machine. */
export async function lookAtLocks(
  stack: Stack,
  files: Files,
): Promise<ReadonlyMap<string, readonly LockFile[]>> {
  const contexts = neededFiles(stack).folders.map(async (folder) => {
    const paths = await files.find(files.absolute(folder), LOCK_FILES)
    const locks = paths.map((path) => readLock(path, `${files.absolute(folder)}/${path}`, files))
    return [folder, (await Promise.all(locks)).flat()] as const
  })
  return new Map(await Promise.all(contexts))
}

/** One that can't be read says nothing about what a build collects. */
async function readLock(path: string, file: string, files: Files): Promise<readonly LockFile[]> {
  const content = await files.readBytes(file).catch(() => undefined)
  if (content === undefined) return []
  return [{ path, digest: createHash('sha256').update(content).digest('hex') }]
}
