// A stack of three small services, and runs of the action that push its images.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from '@jest/globals'
import { digestInRegistry, leftovers, registry, type Workspace, workspaceOf } from './harbour.ts'
import { runStep, type StepResult } from './workflow-step.ts'

const compose = `
services:
  one:
    build: { context: ., args: { NAME: one } }
    ports: ["80"]
    healthcheck: { test: ["CMD", "true"], interval: 1s, start_period: 5s, start_interval: 100ms }
    x-smoke: [{ get: /, expect: { body: one } }]
  two: { build: { context: ., args: { NAME: two } }, healthcheck: { test: ["CMD", "true"], interval: 1s, start_period: 5s, start_interval: 100ms } }
  three: { build: { context: ., args: { NAME: three } }, healthcheck: { test: ["CMD", "true"], interval: 1s, start_period: 5s, start_interval: 100ms } }
`
const dockerfile = `FROM busybox:1
ARG NAME
ARG BUILD=1
RUN mkdir /www && echo "$NAME $BUILD" > /www/index.html
CMD ["httpd", "-f", "-p", "80", "-h", "/www"]
`
export const services = ['one', 'two', 'three']

export function makeWorkspace(): Workspace {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-publish-'))
  writeFileSync(path.join(folder, 'compose.yaml'), compose)
  writeFileSync(path.join(folder, 'Dockerfile'), dockerfile)
  return workspaceOf(folder, 'trio')
}

export function repositoryOf(workspace: Workspace, service: string, host = registry): string {
  return `${host}/acme/trio-${workspace.runId}/${service}`
}

export interface Wishes {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly sha?: string
  /** Another checkout of the same repository. */
  readonly directory?: string
}

/** One run of the action that pushes to this registry, with nothing left behind. */
export async function pushTo(
  host: string,
  workspace: Workspace,
  { inputs, env, sha, directory }: Wishes = {},
): Promise<StepResult> {
  const { main } = await runStep({
    workspace: directory ?? workspace.directory,
    inputs: { registry: host, push: 'true', ...inputs },
    env: {
      GITHUB_SHA: sha ?? workspace.sha,
      GITHUB_RUN_ID: workspace.runId,
      GITHUB_REPOSITORY: `acme/trio-${workspace.runId}`,
      ...env,
    },
  })
  expect(leftovers(workspace.runId)).toEqual([])
  return main
}

export interface Image {
  readonly digest: string
  readonly tags: readonly string[]
}

export function imagesOf({ outputs }: StepResult): Readonly<Record<string, Image>> {
  return JSON.parse(outputs['images'] ?? '{}') as Record<string, Image>
}

/** By tag: what the registry has for each service. */
export async function digests(
  workspace: Workspace,
  tag: string,
): Promise<readonly (string | undefined)[]> {
  return Promise.all(services.map((one) => digestInRegistry(repositoryOf(workspace, one), tag)))
}
