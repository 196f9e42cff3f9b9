// Host ports that the stack claims for itself, and who else holds one of them.
import type { Stack } from '../compose/model.ts'
import type { Failure, Place } from '../errors.ts'
import type { Locate } from '../smoke/entry.ts'
import type { PortHolder } from '../world/world.ts'

export interface FixedPort {
  readonly service: string
  readonly port: number
  readonly protocol: string
  /** Empty: on every address. */
  readonly hostIp: string
  readonly where?: Place
}

/** A range leaves the choice to the engine, as no number does. */
export function fixedPortsOf(stack: Stack, locate: Locate): readonly FixedPort[] {
  return stack.services
    .filter(({ replicas, provider }) => replicas > 0 && !provider)
    .flatMap(({ name, ports }) =>
      ports.flatMap(({ published = '0', protocol, hostIp = '' }, index) => {
        const port = Number(published)
        if (!(port > 0)) return []
        const where = locate(['services', name, 'ports', index])
        return [{ service: name, port, protocol, hostIp, ...(where && { where }) }]
      }),
    )
}

export function takenPorts(
  claimed: readonly FixedPort[],
  holders: readonly PortHolder[],
): readonly Failure[] {
  return claimed.flatMap((claim) => {
    const holder = holders.find((one) => collides(claim, one))
    if (!holder) return []
    return [
      {
        stage: 'stack',
        class: 'infrastructure',
        code: 'ST-PORT-TAKEN',
        what: `${claim.service} can't have the host port ${claim.port}: ${holder.by} holds it`,
        fix: `end ${holder.by}, or publish the container port alone and let the engine choose`,
        ...(claim.where && { where: claim.where }),
      } as const,
    ]
  })
}

const everywhere = new Set(['', '0.0.0.0', '::'])

function collides(claim: FixedPort, holder: PortHolder): boolean {
  if (claim.port !== holder.port || claim.protocol !== holder.protocol) return false
  const wide = everywhere.has(claim.hostIp) || everywhere.has(holder.hostIp)
  return wide || claim.hostIp === holder.hostIp
}
