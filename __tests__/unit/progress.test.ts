// What is said while a stack comes up, and what is not.
import { describe, expect, test } from '@jest/globals'
import { newsOf, nothingTold, stillWaiting } from '../../src/health/progress.ts'
import { judgeStack } from '../../src/health/readiness.ts'
import { seen, service } from '../support/containers.ts'

const db = service({ service: 'db' })
const web = service({ service: 'web', dependsOn: [{ service: 'db', condition: 'healthy' }] })

function verdictOf(...observed: ReturnType<typeof seen>[]) {
  return judgeStack({ plans: [db, web], observed, stableForMs: 3000, elapsedMs: 0 })
}

const created = seen({ id: 'w', service: 'web', status: 'created' })
const starting = seen({ id: 'd', service: 'db', health: 'starting' })
const healthy = seen({ id: 'd', service: 'db', health: 'healthy' })
const sinceMs = (): number => 1300

describe('a line', () => {
  test('comes when a service becomes ready, once', () => {
    const first = newsOf(verdictOf(healthy, created), nothingTold, sinceMs)
    expect(first.lines).toEqual(['✓ db healthy after 1.3s'])
    expect(newsOf(verdictOf(healthy, created), first.told, sinceMs).lines).toEqual([])
  })

  test('does not come for what everybody goes through', () => {
    expect(newsOf(verdictOf(starting, created), nothingTold, sinceMs).lines).toEqual([])
  })

  test('comes when a service dies and is started again', () => {
    const dying = seen({ id: 'd', service: 'db', status: 'restarting', restarts: 1, exitCode: 7 })
    expect(newsOf(verdictOf(dying, created), nothingTold, sinceMs).lines).toEqual([
      '… db: restarting after it exited with code 7',
    ])
  })
})

test('when nothing changed for long, those that run are named with their reason', () => {
  const verdict = verdictOf(starting, created)
  if (verdict.kind !== 'waiting') throw new Error(verdict.kind)
  expect(stillWaiting(verdict.waitingFor, 15_000)).toBe(
    '… 15.0s: waiting for db (its healthcheck has not answered yet) and 1 more',
  )
})
