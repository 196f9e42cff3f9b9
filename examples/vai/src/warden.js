// Looks after the containers of its own project, through the engine's socket.
import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { serve } from './web.js'

const socketPath = '/var/run/docker.sock'

function ask(path) {
  return new Promise((resolve, reject) => {
    request({ socketPath, path }, (response) => resolve(json(response)))
      .on('error', reject)
      .end()
  })
}

async function containers() {
  const own = await ask(`/containers/${process.env.HOSTNAME}/json`)
  const label = `com.docker.compose.project=${own.Config.Labels['com.docker.compose.project']}`
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }))
  const all = await ask(`/containers/json?filters=${filters}`)
  return [200, { containers: all.map(({ Names: [name], State }) => ({ name, state: State })) }]
}

await containers() // without the socket there is nothing to look after
serve(Number(process.env.WARDEN_PORT), { 'GET /containers': containers, 'GET /health': containers })
