// What of a stack gets the label by which leftovers of a run are found.
import { expect, test } from '@jest/globals'
import { parseStack } from '../../src/compose/model.ts'
import { planStack } from '../../src/plan/stack.ts'
import { inputsOf } from '../support/given-inputs.ts'

test('volumes and networks are labelled unless they are of others, or have labels that Compose could not merge', () => {
  const stack = parseStack(`name: s
services: { api: { image: a } }
volumes:
  data: { name: s_data }
  labelled: { name: s_labelled, labels: { a: b } }
  theirs: { name: theirs, external: true }
networks:
  default: { name: s_default }
  labelled: { name: s_net, labels: { a: b } }
`)
  const seen = { stack, files: [], locate: () => undefined } as unknown as Parameters<
    typeof planStack
  >[1]
  const around = { folder: '/run', runId: '1' } as Parameters<typeof planStack>[2]
  const { own } = planStack(inputsOf({}), seen, around, { project: 'st-s-1', oneOffs: [] })
  expect(own).toEqual({ volumes: ['data'], networks: ['default'] })
})
