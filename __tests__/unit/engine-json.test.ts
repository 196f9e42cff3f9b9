import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type EngineEvent,
  parseContainer,
  parseEvents,
  parseLayers,
  unframeLogs,
} from '../../src/io/engine-json.ts'

const inspected = {
  Id: 'abc',
  Name: '/st-harbor-api-2',
  Image: 'sha256:1',
  RestartCount: 2,
  HostConfig: { Memory: 67_108_864 },
  Config: {
    Labels: { 'com.docker.compose.service': 'api', 'com.docker.compose.container-number': '2' },
  },
  State: {
    Status: 'running',
    ExitCode: 0,
    OOMKilled: false,
    Error: '',
    StartedAt: '2026-01-01T00:00:00Z',
    Health: {
      Status: 'unhealthy',
      Log: [
        {
          Start: '2026-01-01T00:00:00.5Z',
          End: '2026-01-01T00:00:02.000000001Z',
          ExitCode: 1,
          Output: 'connection refused',
        },
      ],
    },
  },
  NetworkSettings: {
    Ports: {
      '53/udp': [{ HostIp: '0.0.0.0', HostPort: '32769' }],
      '80/tcp': [
        { HostIp: '0.0.0.0', HostPort: '32768' },
        { HostIp: '::', HostPort: '32768' },
      ],
      '90/tcp': null,
    },
  },
}

describe('a container as the engine describes it', () => {
  test('is read whole', () => {
    expect(parseContainer(JSON.stringify(inspected))).toEqual({
      id: 'abc',
      name: 'st-harbor-api-2',
      service: 'api',
      replica: 2,
      status: 'running',
      health: 'unhealthy',
      probes: [{ exitCode: 1, output: 'connection refused', durationMs: 1500 }],
      memoryLimit: 67_108_864,
      exitCode: 0,
      oomKilled: false,
      restarts: 2,
      startedAt: '2026-01-01T00:00:00Z',
      error: '',
      image: 'sha256:1',
      ports: [
        { target: 53, protocol: 'udp', hostIp: '0.0.0.0', hostPort: 32769 },
        { target: 80, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 32768 },
        { target: 80, protocol: 'tcp', hostIp: '::', hostPort: 32768 },
      ],
    })
  })

  test('without a healthcheck has no health, whatever word the engine has for that', () => {
    const State = { ...inspected.State, Health: { Status: 'none' } }
    expect(parseContainer(JSON.stringify({ ...inspected, State }))).not.toHaveProperty('health')
  })

  test('in any other shape is no exception', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(parseContainer(json)).toMatchObject({ status: expect.any(String) })
      }),
    )
  })
})

describe('events', () => {
  const events: readonly EngineEvent[] = [
    { id: 'a', action: 'start' },
    { id: 'ü', action: 'health_status: healthy' },
  ]
  const whole = Buffer.from(
    events
      .map(({ id, action }) => `${JSON.stringify({ Action: action, Actor: { ID: id } })}\n`)
      .join(''),
  )

  async function read(chunks: readonly Uint8Array[]): Promise<readonly EngineEvent[]> {
    const found: EngineEvent[] = []
    async function* stream() {
      yield* chunks
    }
    for await (const event of parseEvents(stream())) found.push(event)
    return found
  }

  test('are read wherever a chunk ends, also within a character', async () => {
    for (let at = 0; at <= whole.length; at++) {
      expect(await read([whole.subarray(0, at), whole.subarray(at)])).toEqual(events)
    }
  })

  test('are read byte by byte, and empty lines are none', async () => {
    const spaced = Buffer.from(whole.toString().replaceAll('\n', '\r\n\n'))
    expect(await read([...spaced].map((byte) => Uint8Array.of(byte)))).toEqual(events)
  })

  test('of another shape have no id', async () => {
    expect(await read([Buffer.from('null\n[]\n{"Actor":7}\n')])).toEqual([
      { id: '', action: '' },
      { id: '', action: '' },
      { id: '', action: '' },
    ])
  })
})

describe('a log', () => {
  const frame = (stream: number, text: string): Buffer => {
    const head = Buffer.alloc(8)
    head[0] = stream
    head.writeUInt32BE(Buffer.byteLength(text), 4)
    return Buffer.concat([head, Buffer.from(text)])
  }

  test.each([
    ['of both streams', Buffer.concat([frame(1, 'a\n'), frame(2, 'b\n')]), ['a', 'b']],
    ['whose line is in two frames', Buffer.concat([frame(1, 'a'), frame(1, 'b\n')]), ['ab']],
    ['of a terminal', Buffer.from('plain\nlines\n'), ['plain', 'lines']],
    ['that is empty', Buffer.alloc(0), []],
    ['whose last frame was cut', frame(1, 'a\nbcd').subarray(0, 11), ['a', 'b']],
    ['without a newline at its end', frame(1, 'a'), ['a']],
    ['with empty lines', frame(1, '\na\n\n'), ['', 'a', '']],
  ])('%s becomes lines', (_, body, lines) => {
    expect(unframeLogs(body)).toEqual(lines)
  })

  test('of any bytes is no exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Array.isArray(unframeLogs(Buffer.from(bytes)))).toBe(true)
      }),
    )
  })
})

describe('the layers of an image', () => {
  const image = { RootFS: { Layers: ['sha256:low', 'sha256:high'] } }

  test('have the sizes of the steps that made one, the last of which the engine tells first', () => {
    const history = [{ Size: 0 }, { Size: 7 }, { Size: 0 }, { Size: 100 }]
    expect(parseLayers(image, history)).toEqual([
      { diffId: 'sha256:low', bytes: 100 },
      { diffId: 'sha256:high', bytes: 7 },
    ])
  })

  test('share the size where steps and layers do not pair', () => {
    const layers = parseLayers(image, [{ Size: 90 }, { Size: 7 }, { Size: 3 }])
    expect(layers.map(({ bytes }) => bytes)).toEqual([50, 50])
    expect(parseLayers({}, [])).toEqual([])
  })
})
