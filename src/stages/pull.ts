// Fetches the images that are not built here, beside the build; what can't be had, `create` will tell.
import { pullArguments, type StackPlan } from '../compose/command.ts'
import { messageOf } from '../errors.ts'
import type { World } from '../world.ts'

export async function pullMissing(plan: StackPlan, world: World): Promise<void> {
  try {
    const images = await Promise.all(
      plan.imageUsers.map(async (user) => ({ user, local: await world.engine.image(user.image) })),
    )
    const missing = images.filter(({ local }) => !local).map(({ user }) => user.service)
    if (missing.length === 0) return
    const outcome = await world.runner.run(
      { program: 'docker', argv: pullArguments(plan, missing), cwd: plan.workdir },
      { signal: world.signal, timeoutMs: plan.timeoutMs },
    )
    if (outcome.exitCode !== 0) world.log.debug(`not pulled ahead: ${outcome.stderr.trim()}`)
  } catch (error) {
    // Creating the containers asks for the same images again and tells of it with its place.
    world.log.debug(`not pulled ahead: ${messageOf(error)}`)
  }
}
