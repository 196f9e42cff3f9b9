// Whether what was looked up before the trial is what the trial then took: a tag may have moved between.
import { digestOf } from '../build/bases.ts'
import type { CertifiedImage } from '../certificate/statement.ts'
import type { KnownInputs } from './reuse.ts'

/** `bases`: with their digests, as BuildKit told them; `others`: what was pulled. */
export function isWhatRan(
  { images }: KnownInputs,
  bases: readonly string[],
  others: readonly CertifiedImage[],
): boolean {
  return [...images].every(([name, digest]) => {
    const built = digestOf(name, bases)
    const ran = others.filter((one) => one.name === name).map((one) => one.digest)
    return [...ran, ...(built === undefined ? [] : [built])].every((one) => one === digest)
  })
}
