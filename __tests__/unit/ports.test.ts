// Fixed host ports of a stack, and who holds one of them.
import { describe, expect, test } from '@jest/globals'
import { parseStack } from '../../src/compose/model.ts'
import { fixedPortsOf, takenPorts } from '../../src/health/ports.ts'
import { parseSockets } from '../../src/io/host-ports.ts'

const stack = parseStack(`
name: p
services:
  web:
    image: a
    ports:
      - { target: 80, published: "8080", protocol: tcp }
      - { target: 81, protocol: tcp }
      - { target: 82, published: "9000-9005", protocol: tcp }
      - { target: 83, published: "53", protocol: udp, host_ip: 127.0.0.1 }
  gone: { image: a, scale: 0, ports: [{ target: 1, published: "7000", protocol: tcp }] }
`)

describe('a host port', () => {
  const claimed = fixedPortsOf(stack, () => undefined)

  test('is fixed where one number is written', () => {
    expect(claimed.map(({ port, protocol, hostIp }) => [port, protocol, hostIp])).toEqual([
      [8080, 'tcp', ''],
      [53, 'udp', '127.0.0.1'],
    ])
  })

  const holder = { port: 8080, protocol: 'tcp', hostIp: '', by: 'the container x' }
  test.each([
    ['the same port', holder, 1],
    ['the same port of one address', { ...holder, hostIp: '10.0.0.1' }, 1],
    ['another port', { ...holder, port: 8081 }, 0],
    ['another protocol', { ...holder, protocol: 'udp' }, 0],
    ['another address', { ...holder, port: 53, protocol: 'udp', hostIp: '10.0.0.1' }, 0],
    ['the same address', { ...holder, port: 53, protocol: 'udp', hostIp: '127.0.0.1' }, 1],
  ])('is taken by who holds %s: %j', (_, one, count) => {
    expect(takenPorts(claimed, [one]).length).toBe(count)
  })
})

test('listening sockets are read from the table of the kernel, others are not', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1 0000000000000000 100 0 0 10 0
   1: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4243 1 0000000000000000 100 0 0 10 0
   2: 0100007F:0050 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 4244 1 0000000000000000 100 0 0 10 0
`
  expect(parseSockets(table, 'tcp')).toEqual([
    { port: 8080, protocol: 'tcp', hostIp: '127.0.0.1', inode: '4242' },
    { port: 80, protocol: 'tcp', hostIp: '', inode: '4243' },
  ])
})
