// docs/reliability.md and docs/threat-model.md promise tests: they must be there.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'

const root = path.resolve(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

/** `folder/file` → a part of a title, in the last column. */
function promises(page: string): readonly { readonly file: string; readonly title: string }[] {
  return [
    ...page.matchAll(
      /`((?:unit|cases|faults|trials|script)\/[^`]+)`(?: → ((?:(?!<br>| \|$).)+))?/gm,
    ),
  ].map(([, file = '', title = '']) => ({ file, title }))
}

describe.each(['docs/reliability.md', 'docs/threat-model.md'])('%s', (page) => {
  test.each(promises(read(page)))('$file $title', ({ file, title }) => {
    const place = file.startsWith('script/') ? file : `__tests__/${file}`
    expect([place, existsSync(path.join(root, place))]).toEqual([place, true])
    expect([place, read(place).includes(title)]).toEqual([place, true])
  })
})

test('every fault has its row, once', () => {
  const numbers = [...read('docs/reliability.md').matchAll(/^\| (\d+) \|/gm)].map(([, number]) =>
    Number(number),
  )
  expect(numbers).toEqual(Array.from({ length: 106 }, (_, index) => index + 1))
})

test('a row names a test, or says why there is none', () => {
  const rows = read('docs/reliability.md')
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line))
  for (const row of rows) expect(row).toMatch(/`(?:unit|cases|faults|trials|script)\/|not held/i)
})
