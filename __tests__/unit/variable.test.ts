import { expect, test } from '@jest/globals'
import { variable } from '../../src/text/variable.ts'

test.each(['__proto__', 'constructor', 'toString'])('no environment has %s by itself', (name) => {
  expect(variable({}, name)).toBeUndefined()
  expect(variable(process.env, name)).toBeUndefined()
})

test('what is set is there, also where it is nothing', () => {
  expect(variable({ A: 'b', C: '' }, 'A')).toBe('b')
  expect(variable({ A: 'b', C: '' }, 'C')).toBe('')
})
