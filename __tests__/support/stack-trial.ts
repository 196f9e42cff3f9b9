// Small stacks through the action, several at once, each in a repository of its own.
import { expect } from '@jest/globals'
import { leftovers, type Workspace, workspaceWith } from './harbour.ts'
import { type Annotation, runStep, type StepResult } from './workflow-step.ts'

export interface StackTrial {
  readonly compose: string
  readonly files?: Readonly<Record<string, string>>
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

export interface TriedStack {
  readonly main: StepResult
  readonly workspace: Workspace
  /** From the report: of the stages that it names. */
  readonly stageMs: (stage: string) => number
  readonly errors: readonly Annotation[]
  readonly failures: readonly FailureRecord[]
}

export interface FailureRecord {
  readonly stage: string
  readonly class: string
  readonly what: string
  readonly why?: string
  readonly fix?: string
  readonly evidence?: readonly string[]
  readonly where?: { readonly file: string; readonly line: number }
}

interface Report {
  readonly steps: readonly { readonly name: string; readonly durationMs: number }[]
  readonly failures: readonly FailureRecord[]
  readonly notes: readonly string[]
}

export async function tryStack({ compose, files, inputs, env }: StackTrial): Promise<TriedStack> {
  const workspace = workspaceWith({ 'compose.yaml': compose, ...files })
  const { main } = await runStep({
    workspace: workspace.directory,
    inputs: { smoke: 'none', push: 'false', ...inputs },
    env: { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId, ...env },
  })
  expect(leftovers(workspace.runId)).toEqual([])
  const report = JSON.parse(main.outputs['json'] ?? '{"steps":[],"failures":[]}') as Report
  return {
    main,
    workspace,
    stageMs: (stage) => report.steps.find(({ name }) => name === stage)?.durationMs ?? 0,
    errors: main.annotations.filter(({ kind }) => kind === 'error'),
    failures: report.failures,
  }
}
