// The examples through the action: each fleet in a repository of its own, as a user would have it.
import path from 'node:path'
import { expect } from '@jest/globals'
import {
  digestInRegistry,
  leftovers,
  registry,
  root,
  type Workspace,
  workspaceOf,
} from './harbour.ts'
import { runStep, type StepResult } from './workflow-step.ts'

export function fleetOf(name: string): Workspace {
  return workspaceOf(path.join(root, 'examples', name))
}

export interface Voyage {
  readonly main: StepResult
  /** By name: how each check ended. */
  readonly checks: Readonly<Record<string, string>>
  readonly pushed: Readonly<Record<string, PushedImage>>
}

export interface PushedImage {
  readonly name: string
  readonly digest: string
  readonly tags: readonly string[]
}

interface Report {
  readonly checks?: readonly { readonly name: string; readonly verdict: string }[]
}

export type Texts = Readonly<Record<string, string>>

/** One run; whatever its end, nothing of it may be left behind. */
export async function sail(
  workspace: Workspace,
  inputs: Texts = {},
  env: Texts = {},
): Promise<Voyage> {
  const voyage = await sailAndKeep(workspace, inputs, env)
  expect(leftovers(workspace.runId)).toEqual([])
  return voyage
}

export async function sailAndKeep(
  workspace: Workspace,
  inputs: Texts,
  env: Texts = {},
): Promise<Voyage> {
  const { main } = await runStep({
    workspace: workspace.directory,
    inputs: { push: 'false', ...inputs },
    env: {
      GITHUB_SHA: workspace.sha,
      GITHUB_RUN_ID: workspace.runId,
      GITHUB_REPOSITORY: `acme/${path.basename(workspace.directory)}-${workspace.runId}`,
      ...env,
    },
  })
  const report = JSON.parse(main.outputs['json'] ?? '{}') as Report
  return {
    main,
    checks: Object.fromEntries((report.checks ?? []).map(({ name, verdict }) => [name, verdict])),
    pushed: JSON.parse(main.outputs['images'] ?? '{}') as Record<string, PushedImage>,
  }
}

/** Green, quiet, and as many checks as the fleet has, each passed. */
export function expectPassed({ main, checks }: Voyage, count: number): void {
  expect(main.annotations.filter(({ kind }) => kind === 'error')).toEqual([])
  expect(main.outputs['verdict']).toBe('passed')
  expect(main.exitCode).toBe(0)
  expect(Object.entries(checks).filter(([, verdict]) => verdict !== 'passed')).toEqual([])
  expect(Object.keys(checks)).toHaveLength(count)
}

export const toRegistry = { registry, push: 'true' }

/** What passed is in the registry under the tag of its commit, by the digest that was tried. */
export async function expectPushed(workspace: Workspace, { pushed }: Voyage): Promise<void> {
  expect(Object.keys(pushed)).not.toEqual([])
  for (const { name, digest, tags } of Object.values(pushed)) {
    expect(tags).toContain(`${name}:sha-${workspace.sha}`)
    expect(await digestInRegistry(name, `sha-${workspace.sha}`)).toBe(digest)
  }
}

interface Fault {
  readonly workspace: Workspace
  readonly file?: string
  /** The text of the line at which GitHub shows it. */
  readonly line: string
  readonly says: RegExp
}

export function expectFailedAt({ main }: Voyage, fault: Fault): void {
  const { workspace, file = 'compose.yaml', line, says } = fault
  expect(main.exitCode).toBe(1)
  const error = main.annotations.find(({ kind }) => kind === 'error')
  expect(error?.properties['title']).toMatch(says)
  expect(error?.properties).toMatchObject({ file, line: String(workspace.lineOf(file, line)) })
}
