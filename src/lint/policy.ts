// What a stack may ask of the machine that tries it, where the input `policy` sets limits.
import { mountsOf } from '../compose/host-mounts.ts'
import type { Service, Stack } from '../compose/model.ts'
import { joinPath, locateNearest, type Path } from '../compose/places.ts'
import type { Source } from '../compose/sources.ts'
import type { Failure } from '../errors.ts'

export const policyRules = [
  'docker-socket',
  'privileged',
  'host-network',
  'host-pid',
  'host-ipc',
  'host-path',
  'capabilities',
  'devices',
  'security-opt',
] as const

export type PolicyRule = (typeof policyRules)[number]

export interface Ground {
  /** The only folder of the machine that a stack may see. */
  readonly workspace: string
  /** What a path really is: a link of the workspace may lead out of it. */
  readonly real: ReadonlyMap<string, string>
}

interface Breach {
  readonly rule: PolicyRule
  readonly path: Path
  /** `api runs privileged`. */
  readonly what: string
  readonly fix: string
}

export function judgePolicy(
  rules: readonly PolicyRule[],
  stack: Stack,
  ground: Ground,
  sources: readonly Source[],
): readonly Failure[] {
  if (rules.length === 0) return []
  const breaches = stack.services.flatMap((service) => breachesOf(service, stack, ground))
  return breaches.filter(({ rule }) => rules.includes(rule)).map((one) => failureOf(one, sources))
}

function breachesOf(service: Service, stack: Stack, ground: Ground): readonly Breach[] {
  return [
    ...socketBreaches(service, stack, ground),
    ...privilegeBreaches(service),
    ...namespaceBreaches(service),
    ...pathBreaches(service, stack, ground),
    ...listBreaches(service),
  ]
}

/** What answers on them has the rights of root on the machine. */
const sockets = ['/docker.sock', '/containerd.sock', '/podman.sock', '/crio.sock']
const socketFolders = ['/', '/run', '/var', '/var/run', '/run/containerd', '/run/podman']

function socketBreaches(service: Service, stack: Stack, ground: Ground): readonly Breach[] {
  const rule = 'docker-socket'
  const fix =
    'test without it, or run the trial without this rule of policy on a machine of its own'
  const { name } = service
  const mounted = mountsOf(service, stack)
    .filter(({ source }) => [source, ground.real.get(source) ?? source].some(holdsSocket))
    .map(
      ({ source, path }) =>
        ({ rule, path, fix, what: `${name} is given the engine's socket by ${source}` }) as const,
    )
  if (!service.access.apiSocket) return mounted
  const path = at(service, 'use_api_socket')
  return [
    ...mounted,
    { rule, path, fix, what: `${name} is given the engine's socket and its logins` },
  ]
}

function holdsSocket(source: string): boolean {
  const path = source.replace(/\/+$/, '') || '/'
  return sockets.some((socket) => path.endsWith(socket)) || socketFolders.includes(path)
}

function privilegeBreaches(service: Service): readonly Breach[] {
  const { name, build } = service
  const rule = 'privileged'
  const built = build?.privileged || build?.entitlements.includes('security.insecure')
  return [
    ...(service.privileged
      ? [
          {
            rule,
            path: at(service, 'privileged'),
            what: `${name} runs privileged`,
            fix: 'remove privileged',
          } as const,
        ]
      : []),
    ...(built
      ? [
          {
            rule,
            path: at(service, 'build', build?.privileged ? 'privileged' : 'entitlements'),
            what: `${name} is built privileged`,
            fix: 'remove it from its build',
          } as const,
        ]
      : []),
  ]
}

function namespaceBreaches(service: Service): readonly Breach[] {
  const { name, networkMode, build, access } = service
  const breach = (rule: PolicyRule, path: Path, whose: string): Breach => ({
    rule,
    path,
    what: `${name} ${path.includes('build') ? 'is built with' : 'uses'} the ${whose} of the host`,
    fix: `remove ${String(path.at(-1))}: host`,
  })
  return [
    ...(networkMode === 'host'
      ? [breach('host-network', at(service, 'network_mode'), 'network')]
      : []),
    ...(build?.network === 'host'
      ? [breach('host-network', at(service, 'build', 'network'), 'network')]
      : []),
    ...(access.pid === 'host' ? [breach('host-pid', at(service, 'pid'), 'processes')] : []),
    ...(access.ipc === 'host' ? [breach('host-ipc', at(service, 'ipc'), 'shared memory')] : []),
  ]
}

function pathBreaches(service: Service, stack: Stack, ground: Ground): readonly Breach[] {
  return mountsOf(service, stack).flatMap(({ source, path }) => {
    const real = ground.real.get(source) ?? joinPath('/', source)
    const named = isBelow(joinPath('/', source), ground.workspace)
    const root = ground.real.get(ground.workspace) ?? ground.workspace
    if ((named || isBelow(joinPath('/', source), root)) && isBelow(real, root)) return []
    const where = real === joinPath('/', source) ? source : `${source}, which is ${real}`
    return {
      rule: 'host-path' as const,
      path,
      what: `${service.name} sees ${where}, outside the workspace`,
      fix: 'copy what it needs into the repository, or use a volume',
    }
  })
}

function listBreaches(service: Service): readonly Breach[] {
  const { name, access } = service
  const unconfined = access.securityOptions.filter((one) => /unconfined|disable/.test(one))
  const lists = [
    {
      rule: 'capabilities',
      key: 'cap_add',
      values: access.addedCapabilities,
      verb: 'adds the capability',
    },
    { rule: 'devices', key: 'devices', values: access.devices, verb: 'is given the device' },
    {
      rule: 'security-opt',
      key: 'security_opt',
      values: unconfined,
      verb: 'switches protection off:',
    },
  ] as const
  return lists.flatMap(({ rule, key, values, verb }) =>
    values.map((value) => ({
      rule,
      path: at(service, key),
      what: `${name} ${verb} ${value}`,
      fix: `remove it from ${key}`,
    })),
  )
}

function at({ name }: Service, ...keys: Path): Path {
  return ['services', name, ...keys]
}

function isBelow(path: string, folder: string): boolean {
  const root = joinPath('/', folder).replace(/\/+$/, '')
  return path === root || path.startsWith(`${root}/`)
}

function failureOf({ rule, path, what, fix }: Breach, sources: readonly Source[]): Failure {
  const where = locateNearest(sources, path)
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-POLICY',
    what,
    why: `the rule ${rule} of the input policy forbids it`,
    fix,
    ...(where && { where }),
  }
}
