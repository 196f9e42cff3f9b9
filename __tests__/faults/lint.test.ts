import { expect, test } from '@jest/globals'
import { renderSummary } from '../../src/report/summary.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const rooted = 'FROM scratch\nHEALTHCHECK CMD x\n'

function withRootUsers(): ScriptedWorld {
  const scripted = new ScriptedWorld()
  scripted.files.set('/srv/api/Dockerfile', rooted)
  scripted.files.set('/srv/web/Dockerfile', rooted)
  return scripted
}

test('a rule that warns changes no verdict, is told once, and stands with all places in the summary', async () => {
  const scripted = withRootUsers()
  const record = await scripted.run()
  expect(record.verdict).toBe('passed')
  expect(scripted.warnings).toEqual([
    'root-user: the image runs as root: it has no USER (and 1 more place); fix: write USER with a user of its own behind what needs root',
  ])
  expect(record.plan?.lint.map(({ where }) => where)).toEqual([
    expect.stringMatching(/api\/Dockerfile:1:1$/),
    expect.stringMatching(/web\/Dockerfile:1:1$/),
  ])
  const summary = renderSummary(record)
  expect(summary).toContain('<details><summary>Lint: 2 warnings</summary>')
  expect(summary).toMatch(/<code>root-user<\/code> \| <code>\S*web\/Dockerfile:1:1<\/code>/)
})

test('a rule that is enforced stops the run before anything is built', async () => {
  const scripted = withRootUsers()
  const record = await scripted.run({ lint: 'root-user=error' })
  expect(record.failures.map(({ what }) => what)).toEqual([
    'the image runs as root: it has no USER',
    'the image runs as root: it has no USER',
  ])
  expect(record.failures.every((failure) => failure.class === 'input')).toBe(true)
  expect(scripted.deeds.filter((deed) => /buildx (?:bake|build)/.test(deed))).toEqual([])
})
