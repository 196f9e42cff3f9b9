// A trial shares its machine with whatever else runs there: one that fails is run once more, and what
// failed is told all the same.
import { jest } from '@jest/globals'

jest.retryTimes(1, { logErrorsBeforeRetry: true })
