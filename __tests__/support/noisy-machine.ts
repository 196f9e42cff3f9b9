// A trial shares its machine, which may be a slow one, with whatever else runs there: its limit is
// only for what never ends, and one that fails is run once more, while what failed is told all the same.
import { jest } from '@jest/globals'
import { stepLimitMs } from './workflow-step.ts'

jest.setTimeout(2 * stepLimitMs)
jest.retryTimes(1, { logErrorsBeforeRetry: true })
