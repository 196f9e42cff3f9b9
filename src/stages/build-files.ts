// Reads what stands on the disk where the builds of a stack point to.
import { type BuildFile, type BuildFiles, neededFiles } from '../compose/builds.ts'
import type { Stack } from '../compose/model.ts'
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
