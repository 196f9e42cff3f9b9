// Where GitHub's cache service is not: nothing is found, and nothing is kept.
import type { Store } from '../world/world.ts'

export const noStore: Store = {
  restore: () => Promise.resolve({ kind: 'miss' }),
  save: () => Promise.resolve(undefined),
}
