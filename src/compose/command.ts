// How Compose is called for a run: its arguments and the override that pins what was built.
import type { BuiltImage } from '../build/bake.ts'
import type { QuickProbePlan } from '../health/plan.ts'
import type { FixedPort } from '../health/ports.ts'
import { durationText, type QuickProbe } from '../health/probes.ts'

import type { ImageUser } from './create-errors.ts'

export interface StackPlan {
  readonly project: string
  readonly workdir: string
  readonly files: readonly string[]
  readonly profiles: readonly string[]
  readonly envFiles: readonly string[]
  readonly overrideFile: string
  readonly scale: ReadonlyMap<string, number>
  readonly labels: Readonly<Record<string, string>>
  /** The keys of the networks and volumes that are made for this stack, and get our label. */
  readonly own: { readonly networks: readonly string[]; readonly volumes: readonly string[] }
  readonly services: readonly string[]
  readonly quickProbes: QuickProbePlan
  /** Images that are not built here. */
  readonly imageUsers: readonly ImageUser[]
  /** Host ports that must be free. */
  readonly fixedPorts: readonly FixedPort[]
  /** Services that only a check runs: pinned like the others, and not brought up. */
  readonly oneOffs: readonly string[]
  readonly timeoutMs: number
}

export function composeArguments(plan: StackPlan): readonly string[] {
  return argumentsOf(plan, [...plan.files, plan.overrideFile])
}

function argumentsOf(plan: StackPlan, files: readonly string[]): readonly string[] {
  return [
    ...['compose', '--progress', 'plain', '--project-name', plan.project],
    ...['--project-directory', plan.workdir],
    ...files.flatMap((file) => ['--file', file]),
    ...plan.profiles.flatMap((profile) => ['--profile', profile]),
    ...plan.envFiles.flatMap((file) => ['--env-file', file]),
  ]
}

/** JSON is YAML: what was built is named by digest, nothing is pulled any more, everything carries our label. */
export function overrideOf(
  plan: StackPlan,
  images: readonly BuiltImage[],
  probes: ReadonlyMap<string, QuickProbe>,
): string {
  const services = [...plan.services, ...plan.oneOffs].map((service) => {
    const image = images.find((candidate) => candidate.services.includes(service))
    const probe = probes.get(service)
    return [
      service,
      {
        ...(image && { image: image.reference }),
        pull_policy: 'never',
        ...(probe && { healthcheck: healthcheckOf(probe) }),
        labels: plan.labels,
      },
    ]
  })
  const labelled = (keys: readonly string[]) =>
    Object.fromEntries(keys.map((key) => [key, { labels: plan.labels }]))
  return JSON.stringify({
    services: Object.fromEntries(services),
    networks: labelled(plan.own.networks),
    volumes: labelled(plan.own.volumes),
  })
}

/** Merged into the user's own: the test and all other timings stay. */
function healthcheckOf({ askEveryMs, startPeriodMs, againEveryMs, timing }: QuickProbe) {
  return {
    ...(againEveryMs > timing.intervalMs && { interval: durationText(againEveryMs) }),
    start_interval: durationText(askEveryMs),
    start_period: durationText(startPeriodMs),
  }
}
