// Trials of one small stack, each on an engine that holds nothing but the base image: what is not built
// anew there came from a cache.
import type { CacheService } from './cache-service.ts'
import { registry, type Workspace } from './harbour.ts'
import { type SecondEngineOptions, startSecondEngine } from './second-engine.ts'
import { stackOf } from './stacks.ts'
import { runStep, type StepResult } from './workflow-step.ts'

const command = 'command: ["sh", "-c", "mkdir /w && cp /page /w/index.html && httpd -f -h /w"]'
const service = (target: string): string => `
    build: { context: ., target: ${target} }
    init: true
    ${command}
    ports: ["80"]
    x-smoke: [{ get: / }]
`
const files = {
  'compose.yaml': `
services:
  web:${service('web')}
  api:${service('api')}
`,
  Dockerfile: `FROM busybox:1 AS base
RUN date > /built && head -c 200000 /dev/urandom > /noise
FROM base AS web
RUN echo web > /page
FROM base AS api
RUN echo api > /page
`,
}

/** Two images on one base stage, whose step gives other bytes each time that it runs. */
export function twoImages(): Workspace {
  return stackOf(files)
}

export interface ColdTrial {
  readonly inputs: Readonly<Record<string, string>>
  readonly store?: SecondEngineOptions['store']
  readonly env?: Readonly<Record<string, string>>
  readonly event?: unknown
}

export function coldTrials(
  workspace: Workspace,
  { home, cacheService }: { readonly home: string; readonly cacheService: CacheService },
): (trial: ColdTrial) => Promise<StepResult> {
  return async ({ inputs, store = 'containerd', env, event }) => {
    const ports = [Number(registry.split(':')[1]), cacheService.port]
    const engine = await startSecondEngine({ store, ports, images: ['busybox:1'] })
    try {
      const docker = { ...engine.env, HOME: home, DOCKER_CONFIG: '/root/.docker' }
      const github = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId }
      const step = await runStep({
        workspace: workspace.directory,
        inputs: { registry, push: 'false', 'stable-for': '0s', ...inputs },
        env: { ...docker, ...github, ...cacheService.env, ...env },
        within: engine.within,
        ...(event !== undefined && { event }),
      })
      return step.main
    } finally {
      await engine.stop()
    }
  }
}
