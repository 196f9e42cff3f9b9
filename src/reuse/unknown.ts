// Why it can't be told whether a trial would be the same one: whatever may change without being seen.
import type { Service, Stack } from '../compose/model.ts'
import { given, mountsOf, readsHost } from './compared.ts'
import { foreignOf } from './foreign.ts'
import type { ReuseQuestion } from './plan.ts'

export function unknownOf(question: ReuseQuestion): readonly string[] {
  const { inputs, stack, images, engine } = question
  const builds = images.flatMap(({ services: [first = ''], build }) => [
    ...foreignOf({ ...question, build }).unknown.map((why) => `${first}: ${why}`),
    ...(build.noCache && !inputs.noCache ? [`${first}: no_cache asks for a new image`] : []),
    ...(build.pull && !inputs.pull ? [`${first}: pull asks for what is newest`] : []),
  ])
  const mounts = mountsOf(stack)
  const elsewhere = engine.place === 'elsewhere' && mounts.length > 0
  const reasons = [
    ...ofRun(question),
    ...builds,
    ...stack.services.flatMap((service) =>
      ofService(service).map((why) => `${service.name} ${why}`),
    ),
    ...ofNamed(stack),
    ...(elsewhere ? ['the engine is elsewhere, and with it what the services mount'] : []),
  ]
  return [...new Set(reasons)]
}

function ofRun(question: ReuseQuestion): readonly string[] {
  const { inputs, facts } = question
  const { checkedOut, dirty, treeSha } = facts
  return [
    ...(inputs.noCache ? ['no-cache asks for new images'] : []),
    ...(inputs.pull ? ['pull asks for what is newest'] : []),
    ...(checkedOut === undefined ? ['which commit is checked out is not known'] : []),
    ...(dirty > 0 ? [`files were changed after the checkout: ${dirty}`] : []),
    ...(readsHost(question) && treeSha === undefined
      ? ['a check is a command of this machine, which may read any file']
      : []),
  ]
}

function ofService({ provider, access, networkMode }: Service): readonly string[] {
  const foreign = networkMode?.startsWith('container:')
  return [
    ...(provider ? ['is brought by a provider'] : []),
    ...(access.apiSocket ? ["is given the engine's socket"] : []),
    ...(foreign ? [`shares the network of another container (${networkMode})`] : []),
  ]
}

function ofNamed(stack: Stack): readonly string[] {
  const { volumes, networks } = stack
  const configs = given(stack, 'configs')
  const secrets = given(stack, 'secrets')
  const external = [
    ...volumes.filter((one) => one.external).map(({ key }) => `the volume ${key} is external`),
    ...networks.filter((one) => one.external).map(({ key }) => `the network ${key} is external`),
    ...configs.filter((one) => one.external).map(({ key }) => `the config ${key} is external`),
    ...secrets.filter((one) => one.external).map(({ key }) => `the secret ${key} is external`),
  ]
  const hidden = [...configs, ...secrets].filter(({ variable }) => variable !== undefined)
  return [...external, ...hidden.map(({ key }) => `${key} comes from the environment`)]
}
