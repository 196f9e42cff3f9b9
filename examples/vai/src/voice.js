// Hears words as datagrams and tells the core; `ping` is answered, so that a healthcheck has something to ask.
import { createSocket } from 'node:dgram'

const { VOICE_PORT: port, CORE_PORT: corePort } = process.env
const socket = createSocket('udp4')

socket.on('message', async (message, from) => {
  const words = message.toString().trim()
  if (words === 'ping') return socket.send('pong', from.port, from.address)
  const body = JSON.stringify({ words })
  await fetch(`http://core:${corePort}/heard`, { method: 'POST', body }).catch((error) =>
    console.error(`not told to the core: ${error.cause?.message ?? error.message}`),
  )
})
process.once('SIGTERM', () => process.exit(0))
socket.bind(Number(port), () => console.log(`hearing on ${port}/udp`))
