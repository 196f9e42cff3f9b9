// What the inputs say of every build, over what the Compose files say of each.
import type { Build } from '../compose/build.ts'
import type { Attestation, BuildInputs } from '../inputs/inputs.ts'

type Given = Pick<
  BuildInputs,
  'buildArgs' | 'ssh' | 'platforms' | 'noCache' | 'pull' | 'provenance' | 'sbom'
>

/** Secrets are not among them: where their values go is decided with the rest of the build. */
export function withInputs(build: Build, inputs: Given): Build {
  const provenance = attestationOf(inputs.provenance)
  const sbom = attestationOf(inputs.sbom)
  return {
    ...build,
    args: new Map([...build.args, ...inputs.buildArgs]),
    ssh: lastById([...build.ssh, ...inputs.ssh], (entry) => entry.split('=', 1)[0] ?? ''),
    platforms: inputs.platforms.length > 0 ? inputs.platforms : build.platforms,
    noCache: build.noCache || inputs.noCache,
    pull: build.pull || inputs.pull,
    ...(provenance !== undefined && { provenance }),
    ...(sbom !== undefined && { sbom }),
  }
}

function attestationOf(given: Attestation | undefined): string | boolean | undefined {
  if (given === undefined) return undefined
  if (given.kind === 'off') return false
  return given.attributes === '' ? true : given.attributes
}

/** What the input says replaces what Compose says under the same name. */
export function lastById<T>(entries: readonly T[], idOf: (entry: T) => string): readonly T[] {
  return [...new Map(entries.map((entry) => [idOf(entry), entry])).values()]
}

/** One image becomes an index where it is several: for platforms, or with attestations. */
export function hasIndex({ platforms, provenance, sbom }: Build): boolean {
  return platforms.length > 1 || isOn(provenance) || isOn(sbom)
}

export function isOn(attestation: Build['provenance']): boolean {
  return attestation !== undefined && attestation !== false
}
