// Runs a check's command: in a container, on the host, or as a one-off service of the stack.
import { composeArguments } from '../../compose/command.ts'
import { capture } from '../../smoke/captures.ts'
import { judgeOutcome } from '../../smoke/judge-command.ts'
import { sentence } from '../../smoke/judge-response.ts'
import type { CommandCheck } from '../../smoke/kinds.ts'
import { commandLine } from '../../smoke/request-line.ts'
import type { Ground } from '../../smoke/route.ts'
import type { Outcome } from '../../world/world.ts'
import { type Answer, type Asking, containerOf, refusal } from './ask.ts'

const shownLines = 20

export async function askCommand(check: CommandCheck, asking: Asking): Promise<Answer> {
  const { world, stack, shown } = asking
  const line = commandLine(
    shown.kind === check.kind ? (shown as CommandCheck) : check,
    stack.project,
  )
  const startedAt = world.clock.now()
  const outcome = await outcomeOf(check, asking)
  if (typeof outcome === 'string') return refusal(outcome, line)
  const elapsedMs = world.clock.now() - startedAt
  const lacks = judgeOutcome(check.expect, { ...outcome, elapsedMs }, world.matchPattern)
  const taken = capture(check.captures, { headers: {}, text: outcome.stdout }, world.matchPattern)
  return {
    lacks: [...lacks, ...(lacks.length > 0 ? [] : taken.lacks)].map(sentence),
    captured: taken.values,
    seen: [...tail('stdout', outcome.stdout), ...tail('stderr', outcome.stderr)],
    request: line,
  }
}

function tail(name: string, text: string): readonly string[] {
  const lines = text.trimEnd().split('\n').slice(-shownLines)
  return text.trim() === '' ? [] : [`${name}:`, ...lines.map((line) => `  ${line.slice(0, 500)}`)]
}

/** A text says why there is no outcome. */
async function outcomeOf(check: CommandCheck, asking: Asking): Promise<Outcome | string> {
  const { world, stack, ground, timeoutMs, signal, captured } = asking
  const argv = check.shell === undefined ? check.argv : [check.shell, '-c', ...check.argv]
  const values = { ...Object.fromEntries(captured), ...check.env }
  const onLine = (_: string, text: string): void => world.log.debug(`${check.name}: ${text}`)
  switch (check.kind) {
    case 'exec': {
      const container = containerOf(check.service, ground)
      if (container?.status !== 'running') return `${check.service} is not running`
      const { user, workdir } = check
      const command = { argv, env: values, ...(user && { user }), ...(workdir && { workdir }) }
      return world.inside.exec(container.id, command, { timeoutMs, signal })
    }
    case 'run': {
      const [own = '', ...rest] = argv
      const cwd = world.files.absolute(world.files.shown(check.workdir ?? '.'))
      const env = { ...endpointVariables(ground), ...values }
      return world.runner.run(
        { program: { own }, argv: rest, cwd, env },
        { signal, timeoutMs, onLine },
      )
    }
    case 'service': {
      // By name alone: what a check captured may be a token, and arguments are for all to see.
      const names = Object.keys(values).flatMap((name) => ['--env', name])
      const all = [...composeArguments(stack), 'run', '--rm', '--no-deps', '--quiet-pull', '-T']
      const command = {
        program: 'docker',
        argv: [...all, ...names, check.oneOff ?? '', ...argv],
        cwd: stack.workdir,
        env: values,
      } as const
      return world.runner.run(command, { signal, timeoutMs, onLine })
    }
  }
}

/** `SEA_TRIAL_API_URL` and the like: a suite of the user's needs no port of its own choice. */
export function endpointVariables({
  host,
  states,
  services,
}: Pick<Ground, 'host' | 'states' | 'services'>): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {}
  const endpoints: Record<string, { url: string; host: string; port: number; target: number }[]> =
    {}
  for (const { service, ports } of states) {
    const written = services.find((one) => one.service === service)?.ports ?? []
    const place = (port: number): number => written.findIndex(({ target }) => target === port)
    // The engine lists them by their digits: 443 before 80.
    const inOrder = [...ports].sort((a, b) => place(a.target) - place(b.target))
    for (const { target, protocol, hostPort } of inOrder) {
      if (protocol !== 'tcp') continue
      const known = endpoints[service] ?? []
      endpoints[service] = known
      if (known.some(({ port }) => port === hostPort)) continue
      known.push({ url: `http://${host}:${hostPort}`, host, port: hostPort, target })
    }
    const first = endpoints[service]?.[0]
    const name = `SEA_TRIAL_${service.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
    if (!first || `${name}_URL` in variables) continue
    variables[`${name}_URL`] = first.url
    variables[`${name}_HOST`] = first.host
    variables[`${name}_PORT`] = String(first.port)
  }
  return { ...variables, SEA_TRIAL_ENDPOINTS: JSON.stringify(endpoints) }
}
