// Answers of the engine and models of Compose in which every known word stands where another shape
// belongs: they are read to the end, into what the types say, and nothing of ours changes.
import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseStack } from '../../src/compose/model.ts'
import {
  engineMessage,
  parseContainer,
  parseEvents,
  parseHolders,
  parseImage,
  parseLayers,
  platformOf,
} from '../../src/io/engine-json.ts'
import { readImageContents, readImageFacts, readNetworkPlace } from '../../src/io/inside-json.ts'

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(Object.keys(Array.prototype)).toEqual([])
})

const leaf = fc.oneof(
  fc.constantFrom(null, true, '', '0', '-1', '1h', '80/tcp', 'running', 'none', '9'.repeat(400)),
  fc.constantFrom(0, -1, 0.5, 1e308, Number.MAX_SAFE_INTEGER),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

/** Trees of these words, some of them as the key of everything in JavaScript. */
function treesOf(words: string): fc.Arbitrary<unknown> {
  const key = fc.constantFrom(...words.split(/\s+/), '__proto__', 'constructor', 'length')
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.array(fc.tuple(key, tie('tree')), { maxLength: 6 }).map(asObject),
    ),
  }))
  return fc.array(fc.tuple(key, tree), { maxLength: 8 }).map(asObject)
}

/** As JSON.parse makes it, where `__proto__` is a key like any other. */
function asObject(entries: readonly (readonly [string, unknown])[]): unknown {
  const texts = entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
  return JSON.parse(`{${texts.join(',')}}`)
}

const many = { numRuns: 1000 }

describe('the engine', () => {
  const answer = treesOf(
    `Id Names Name State Status Health Log Output ExitCode Start End OOMKilled Error StartedAt Config
    Labels Env Cmd Entrypoint User WorkingDir ExposedPorts Healthcheck Interval Timeout Retries Image
    NetworkSettings Networks Ports IPAddress HostIp HostPort PublicPort PrivatePort Type HostConfig
    Memory RestartCount RepoDigests RootFS Layers Size Created CreatedBy Architecture Os message
    OSType Manifests Descriptor digest size platform architecture os variant Kind ImageData
    com.docker.compose.service com.docker.compose.container-number`,
  )

  test('describes a container in any way', () => {
    fc.assert(
      fc.property(answer, (container) => {
        const state = parseContainer(JSON.stringify(container))
        const { id, name, service, status, error, image, startedAt } = state
        for (const text of [id, name, service, status, error, image, startedAt])
          expect(typeof text).toBe('string')
        const { replica, exitCode, restarts, memoryLimit } = state
        for (const number of [replica, exitCode, restarts, memoryLimit])
          expect(typeof number).toBe('number')
        for (const { target, hostPort } of state.ports)
          expect(typeof target + typeof hostPort).toBe('numbernumber')
        for (const { output } of state.probes) expect(typeof output).toBe('string')
      }),
      many,
    )
  })

  test('describes images, ports, networks and its own faults in any way', () => {
    fc.assert(
      fc.property(answer, fc.oneof(answer, fc.array(answer)), (one, other) => {
        const text = JSON.stringify(one)
        const image = parseImage(one)
        expect(typeof image.id + typeof image.bytes).toBe('stringnumber')
        for (const { diffId, bytes } of parseLayers(one, other))
          expect(typeof diffId + typeof bytes).toBe('stringnumber')
        for (const { port } of parseHolders(one as Record<string, unknown>))
          expect(typeof port).toBe('number')
        const facts = readImageFacts(one, other)
        for (const entry of [...facts.env, ...facts.command, ...facts.history, facts.user])
          expect(typeof entry).toBe('string')
        expect(Array.isArray(readImageContents(one, other).layers)).toBe(true)
        for (const exposed of readNetworkPlace(one).exposed) expect(exposed).toBeGreaterThan(0)
        expect(typeof platformOf(one as Record<string, unknown>)).toBe('string')
        expect(typeof engineMessage(Buffer.from(text))).toBe('string')
      }),
      many,
    )
  })

  test('tells events in any way, cut anywhere', async () => {
    const event = treesOf('id Actor ID Attributes Action status Type exitCode time signal')
    await fc.assert(
      fc.asyncProperty(fc.array(event), fc.integer({ min: 1, max: 30 }), async (events, size) => {
        const bytes = Buffer.from(events.map((one) => JSON.stringify(one)).join('\n'))
        const chunks: Buffer[] = []
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
        for await (const { id, action } of parseEvents(Readable.from(chunks)))
          expect(typeof id + typeof action).toBe('stringstring')
      }),
    )
  })
})

test('a model of Compose is read, whatever stands at its words', () => {
  const service = treesOf(
    `image build context dockerfile dockerfile_inline args target secrets additional_contexts labels
    depends_on condition required restart healthcheck test interval disable start_interval ports
    target published protocol host_ip scale deploy replicas resources limits memory restart_policy
    condition max_attempts volumes type source target read_only networks environment logging driver
    options max-size user platform privileged network_mode pid ipc cap_add devices security_opt
    mem_limit command entrypoint x-smoke x-sea-trial provider post_start pull_policy use_api_socket`,
  )
  fc.assert(
    fc.property(service, service, service, (api, web, top) => {
      const model = { ...(top as object), services: { api, web, ['__proto__']: api } }
      const { services, problems } = parseStack(JSON.stringify(model))
      expect(services.map(({ name }) => name).toSorted()).toEqual(['__proto__', 'api', 'web'])
      for (const { replicas, ports, dependsOn, environment } of services) {
        expect(typeof replicas).toBe('number')
        for (const { target } of ports) expect(typeof target).toBe('number')
        for (const one of dependsOn) expect(typeof one.service).toBe('string')
        for (const value of environment.values())
          expect(value === null || typeof value === 'string').toBe(true)
      }
      for (const { what } of problems) expect(what).not.toBe('')
    }),
    { numRuns: 300 },
  )
})
