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

/** The first error's title and line: what GitHub shows beside the file. */
export function firstError({ main }: Voyage): { readonly says: string; readonly line: string } {
  const error = main.annotations.find(({ kind }) => kind === 'error')
  return { says: error?.properties['title'] ?? '', line: error?.properties['line'] ?? '' }
}
