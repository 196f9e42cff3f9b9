// What other jobs have written of what they built.
import { documentName } from '../fan-out/document.ts'
import type { FoundHandOver } from '../fan-out/judge.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Files } from '../world/world.ts'

const pattern = new RegExp(`^${documentName.replaceAll('.', '\\.')}$`)

export async function findHandOvers(
  { handOvers, mode }: Inputs,
  files: Files,
): Promise<readonly FoundHandOver[]> {
  if (handOvers?.kind !== 'folder' || mode !== 'trial') return []
  const { path: folder } = handOvers
  const paths = await files.find(folder, pattern)
  return Promise.all(
    paths.map(async (path) => {
      const whole = `${folder.replace(/\/+$/, '')}/${path}`
      // One that can't be read says nothing, as one that holds something else.
      return { path: whole, text: await files.read(whole).catch(() => '') }
    }),
  )
}
