// The stages of a Dockerfile by name: what `build.target` can ask for.
import { type DockerfileText, readInstructions } from './instructions.ts'

export type Dockerfile =
  /** In the order of the file, in lower case as BuildKit compares them; unnamed ones are left out. */
  | { readonly kind: 'stages'; readonly names: readonly string[] }
  /** A frontend of someone else reads it, by rules of its own. */
  | { readonly kind: 'foreign'; readonly frontend: string }

const OWN_FRONTEND = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?::|@|$)/
const STAGE = /^(?:--\S+\s+)*\S+\s+AS\s+(\S+)\s*$/i

export function parseDockerfile(text: string): Dockerfile {
  const read = readInstructions(text)
  const frontend = foreignFrontend(read)
  if (frontend !== undefined) return { kind: 'foreign', frontend }
  const names = read.instructions.flatMap(({ word, rest }) =>
    word === 'FROM' ? (STAGE.exec(rest)?.[1] ?? []) : [],
  )
  return { kind: 'stages', names: names.map((name) => name.toLowerCase()) }
}

export function foreignFrontend({ syntax }: DockerfileText): string | undefined {
  return syntax === undefined || OWN_FRONTEND.test(syntax) ? undefined : syntax
}
