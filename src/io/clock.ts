import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../world/world.ts'

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal ? { signal } : {}),
}
