import { expect, test } from '@jest/globals'
import { Looks } from '../../src/io/looks.ts'

/** Each look ends when it is let, in any order. */
function slowLooks() {
  const asked: string[] = []
  const ends: ((state: string | undefined) => void)[] = []
  const looks = new Looks<string>((id) => {
    asked.push(id)
    return new Promise((resolve) => ends.push(resolve))
  })
  const seen = looks[Symbol.asyncIterator]()
  const next = async () => (await seen.next()).value
  return { asked, ends, looks, next }
}

test('one that answers late makes no other one late', async () => {
  const { ends, looks, next } = slowLooks()
  for (const id of ['slow', 'b', 'c']) looks.at(id)
  ends[1]?.('b is up')
  expect(await next()).toEqual([{ id: 'b', state: 'b is up' }])
  ends[2]?.(undefined)
  expect(await next()).toEqual([{ id: 'c', state: undefined }])
  ends[0]?.('up at last')
  expect(await next()).toEqual([{ id: 'slow', state: 'up at last' }])
})

test('what has arrived meanwhile comes at once', async () => {
  const { ends, looks, next } = slowLooks()
  for (const id of ['a', 'b']) looks.at(id)
  for (const end of ends) end('up')
  await new Promise((resolve) => setImmediate(resolve))
  expect(await next()).toEqual([
    { id: 'a', state: 'up' },
    { id: 'b', state: 'up' },
  ])
})

test('what changes during a look is looked at once more, and once only', async () => {
  const { asked, ends, looks, next } = slowLooks()
  looks.at('a')
  looks.at('a')
  looks.at('a')
  expect(asked).toEqual(['a'])
  ends[0]?.('starting')
  expect(await next()).toEqual([{ id: 'a', state: 'starting' }])
  expect(asked).toEqual(['a', 'a'])
  ends[1]?.('healthy')
  expect(await next()).toEqual([{ id: 'a', state: 'healthy' }])
  expect(asked).toEqual(['a', 'a'])
})

test('a failure is told behind what was seen before it', async () => {
  const { ends, looks, next } = slowLooks()
  looks.at('a')
  ends[0]?.('up')
  await new Promise((resolve) => setImmediate(resolve))
  looks.fail(new Error('the engine went away'))
  expect(await next()).toEqual([{ id: 'a', state: 'up' }])
  await expect(next()).rejects.toThrow('the engine went away')
})
