// How Compose is called for a run: its arguments and the override that pins what was built.
import type { BuiltImage } from '../build/bake.ts'

export interface StackPlan {
  readonly project: string
  readonly workdir: string
  readonly files: readonly string[]
  readonly profiles: readonly string[]
  readonly envFiles: readonly string[]
  readonly overrideFile: string
  readonly scale: ReadonlyMap<string, number>
  readonly labels: Readonly<Record<string, string>>
  readonly services: readonly string[]
  /** Services that only a check runs: pinned like the others, and not brought up. */
  readonly oneOffs: readonly string[]
  readonly timeoutMs: number
}

export function composeArguments(plan: StackPlan): readonly string[] {
  return [
    ...['compose', '--progress', 'plain', '--project-name', plan.project],
    ...['--project-directory', plan.workdir],
    ...plan.files.flatMap((file) => ['--file', file]),
    ...['--file', plan.overrideFile],
    ...plan.profiles.flatMap((profile) => ['--profile', profile]),
    ...plan.envFiles.flatMap((file) => ['--env-file', file]),
  ]
}

/** JSON is YAML: what was built is named by digest, nothing is pulled any more, everything carries our label. */
export function overrideOf(plan: StackPlan, images: readonly BuiltImage[]): string {
  const services = [...plan.services, ...plan.oneOffs].map((service) => {
    const image = images.find((candidate) => candidate.services.includes(service))
    const pinned = image && { image: image.reference }
    return [service, { ...pinned, pull_policy: 'never', labels: plan.labels }]
  })
  return JSON.stringify({ services: Object.fromEntries(services) })
}
