// What is brought up, under which name.
import type { StackPlan } from '../compose/command.ts'
import type { Named } from '../compose/model.ts'
import { planImageUsers, planProbes } from '../health/plan.ts'
import { fixedPortsOf } from '../health/ports.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Observation, Surroundings } from '../stages/observe.ts'

const createTimeoutMs = 20 * 60_000

export function projectName(stackName: string, { runId }: Surroundings): string {
  return `st-${stackName || 'stack'}-${runId}`.toLowerCase().replace(/[^a-z0-9_-]/g, '-')
}

export function planStack(
  inputs: Inputs,
  { stack, files, locate }: Observation,
  { folder, runId }: Surroundings,
  { project, oneOffs }: { readonly project: string; readonly oneOffs: readonly string[] },
): StackPlan {
  const all = stack.services.filter(({ provider }) => !provider).map(({ name }) => name)
  return {
    project,
    workdir: inputs.workdir,
    files,
    profiles: inputs.profiles,
    envFiles: inputs.envFiles,
    overrideFile: `${folder}/override.json`,
    scale: inputs.scale,
    labels: { 'sea-trial.run': runId },
    own: { networks: ownKeys(stack.networks), volumes: ownKeys(stack.volumes) },
    quickProbes: planProbes(inputs, stack),
    imageUsers: planImageUsers(stack, locate),
    fixedPorts: fixedPortsOf(stack, locate),
    services: all.filter((name) => !oneOffs.includes(name)),
    oneOffs,
    timeoutMs: createTimeoutMs,
  }
}

/** Compose can't merge the labels of a volume or network a second time, so those that have some keep them. */
function ownKeys(named: readonly Named[]): readonly string[] {
  return named.filter(({ external, labelled }) => !external && !labelled).map(({ key }) => key)
}
