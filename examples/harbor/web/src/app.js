const find = (selector, within = document) => within.querySelector(selector)
const copyOf = (template) => find(template).content.cloneNode(true)

const refreshEveryMs = 5000

async function ask(path, options) {
  const response = await fetch(`/api${path}`, options)
  const answer = response.status === 204 ? undefined : await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

async function refresh() {
  try {
    draw(await ask('/harbor'))
  } catch {
    find('#summary').textContent = 'Fog: the harbor office does not answer.'
  }
}

function draw({ quays, roadstead }) {
  const all = Object.entries(quays)
  const berths = all.reduce((sum, [, quay]) => sum + quay.berths, 0)
  const moored = all.reduce((sum, [, quay]) => sum + quay.ships.length, 0)
  find('#summary').textContent =
    `${moored} of ${berths} berths taken, ${roadstead.length} waiting in the roadstead`
  find('#quays').replaceChildren(...all.map(drawQuay))
  find('#roadstead').hidden = roadstead.length === 0
  find('#roadstead .berths').replaceChildren(...roadstead.map(drawShip))
}

function drawQuay([name, { length, berths, ships }]) {
  const quay = copyOf('#quay')
  const limit = document.createElement('small')
  limit.textContent = `up to ${length} m`
  find('h2', quay).append(`${name} quay `, limit)
  for (let number = 1; number <= berths; number += 1) {
    const ship = ships.find((one) => one.number === number)
    find('.berths', quay).append(ship ? drawShip(ship) : drawFree(number))
  }
  return quay
}

function drawFree(number) {
  const berth = document.createElement('li')
  const label = document.createElement('small')
  label.textContent = `Berth ${number} is free`
  berth.className = 'free'
  berth.append(label)
  return berth
}

function drawShip({ id, name, length, number }) {
  const berth = document.createElement('li')
  berth.append(copyOf('#ship'))
  find('.ship', berth).style.setProperty('--length', length)
  find('strong', berth).textContent = name
  find('small', berth).textContent = number ? `${length} m, berth ${number}` : `${length} m`
  find('button', berth).addEventListener('click', () => castOff(id))
  return berth
}

async function castOff(id) {
  await ask(`/ships/${id}`, { method: 'DELETE' }).catch(() => {}) // gone already: the same in the end
  await refresh()
}

async function sendIn(event) {
  event.preventDefault()
  const form = event.target
  const ship = {
    name: form.elements.name.value,
    length: form.elements.namedItem('length').valueAsNumber,
  }
  const headers = { 'content-type': 'application/json' }
  try {
    const { berth } = await ask('/ships', { method: 'POST', headers, body: JSON.stringify(ship) })
    find('#answer').textContent = berth
      ? `${ship.name} is moored at ${berth.quay} quay, berth ${berth.number}.`
      : `No berth is free for ${ship.name}; she waits in the roadstead.`
    form.reset()
  } catch (error) {
    find('#answer').textContent = error.message
  }
  await refresh()
}

find('#arrival').addEventListener('submit', sendIn)
setInterval(refresh, refreshEveryMs)
await refresh()
