import { expect, test } from '@jest/globals'
import { leftSentence, planLeft } from '../../src/left.ts'

const now = new Date('2026-11-21T12:00:00Z')
const hoursAgo = (hours: number) => now.getTime() - hours * 3_600_000
const stack = (runId: string, hours: number) => ({
  ...{ project: `st-shop-${runId}`, runId, containers: 2, networks: 1, volumes: 0 },
  madeAt: hoursAgo(hours),
})
const around = { now, runId: 'mine' }
const found = [stack('old', 7), stack('young', 5), stack('mine', 9)]

test('what is older than any run is told, and nobody removes it unasked', () => {
  expect(planLeft(found, around, undefined)).toEqual({ stacks: [found[0]], action: 'tell' })
})

test('what is older than prune says is removed, but never what is our own', () => {
  const { stacks, action } = planLeft(found, around, 3_600_000)
  expect(stacks.map(({ runId }) => runId)).toEqual(['old', 'young'])
  expect(action).toBe('remove')
})

test('a sentence tells how old it is', () => {
  expect(leftSentence(stack('old', 7.5), now)).toBe(
    'st-shop-old: 2 containers, 1 network of an earlier run, 7 hours old',
  )
})
