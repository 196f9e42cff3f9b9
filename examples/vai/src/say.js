// Sends a datagram: `node say.js HOST PORT WORDS`; after `ping` it waits for the answer.
import { createSocket } from 'node:dgram'

const [host, port, ...words] = process.argv.slice(2)
const socket = createSocket('udp4')
const asked = words.join(' ')
const patience = setTimeout(() => {
  console.error(`no answer from ${host}:${port}/udp`)
  process.exit(1)
}, 1000)

function done() {
  clearTimeout(patience)
  socket.close()
}

socket.on('message', done)
socket.send(asked, Number(port), host, () => asked !== 'ping' && done())
