// What was learned, one JSON object a line, in a file that any number of instances read and one writes.
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'

export class Memory {
  #file
  #first
  #last

  /** `range`: the ids that this instance may give, as "1-999". */
  constructor(folder, range) {
    this.#file = path.join(folder, 'memories.jsonl')
    const [, first, last] = /^(\d+)-(\d+)$/.exec(range) ?? []
    if (!first || Number(first) > Number(last)) throw new Error(`${range} is no range of ids`)
    this.#first = Number(first)
    this.#last = Number(last)
  }

  async all() {
    const lines = await readFile(this.#file, 'utf8').catch(ifMissing(''))
    return lines
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  }

  async find(id) {
    return (await this.all()).find((one) => one.id === id)
  }

  #turn = Promise.resolve()

  /** One at a time: two that learn at once must not give the same id. */
  learn(content) {
    const learned = this.#turn.then(() => this.#append(content))
    this.#turn = learned.catch(() => {})
    return learned
  }

  async #append(content) {
    const own = (await this.all()).filter(({ id }) => id >= this.#first && id <= this.#last)
    const id = Math.max(this.#first - 1, ...own.map((one) => one.id)) + 1
    if (id > this.#last) throw new Error('the range of ids is used up')
    await mkdir(path.dirname(this.#file), { recursive: true })
    await appendFile(this.#file, `${JSON.stringify({ id, content })}\n`)
    return { id, content }
  }
}

function ifMissing(instead) {
  return (error) => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
}
