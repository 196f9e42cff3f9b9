// Services and containers as the rules of readiness see them: valid ones, to be varied.
import type { Observed, ServicePlan } from '../../src/health/container.ts'
import type { ContainerState } from '../../src/world/world.ts'

export function service(over: Partial<ServicePlan> = {}): ServicePlan {
  return {
    service: 'api',
    replicas: 1,
    oneShot: false,
    hasHealthcheck: true,
    restarts: false,
    dependsOn: [],
    startedByCompose: false,
    neededHealthyBy: [],
    ...over,
  }
}

export function container(over: Partial<ContainerState> = {}): ContainerState {
  return {
    id: 'c1',
    name: 'p-api-1',
    service: 'api',
    replica: 1,
    status: 'running',
    probes: [],
    exitCode: 0,
    oomKilled: false,
    restarts: 0,
    startedAt: '2026-01-01T00:00:00Z',
    error: '',
    image: 'sha256:1',
    ports: [],
    memoryLimit: 0,
    ...over,
  }
}

export function seen(
  state: Partial<ContainerState> = {},
  over: Partial<Omit<Observed, 'state'>> = {},
): Observed {
  return { state: container(state), steadyForMs: 0, ...over }
}
