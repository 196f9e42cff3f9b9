// A stack of as many services as asked for, each with a build, a healthcheck, a port and two checks,
// started in waves of ten for one: what grows in a plan grows here, and nothing else.

export interface FleetSize {
  readonly services: number
  /** Of each image, beside its base. */
  readonly layers?: number
}

/** The files of such a stack, by name. */
export function simulatedFleet({ services, layers = 1 }: FleetSize): Record<string, string> {
  const steps = Array.from({ length: layers }, (_, at) => `RUN echo "$NUMBER ${at}" > /layer-${at}`)
  return {
    'app/Dockerfile': ['FROM busybox:1 AS app', 'ARG NUMBER', ...steps, ''].join('\n'),
    'compose.yaml': `services:\n${Array.from({ length: services }, (_, at) => service(at)).join('')}`,
  }
}

function service(number: number): string {
  const before = Math.floor(number / 10)
  return `  svc-${number}:
    build:
      context: ./app
      target: app
      args: { NUMBER: "${number}" }
    init: true
    command: [sleep, infinity]
    environment: { PORT: "8080", PEER: svc-${before} }
    healthcheck: { test: [CMD, "true"], interval: 30s }
    ports: ["8080"]
${number < 10 ? '' : `    depends_on: { svc-${before}: { condition: service_healthy } }\n`}    x-smoke:
      - exec: ["true"]
      - exec: [cat, /layer-0]
        expect: { stdout: "${number} 0" }
`
}
