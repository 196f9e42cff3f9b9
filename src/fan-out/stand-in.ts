// What takes the place of a candidate before it goes: deleting the candidate itself would delete what
// was published from it, which is the same manifest under another name.
import { digestOf, indexType } from '../certificate/artifact.ts'
import type { Manifest } from '../world/world.ts'

const annotations = { 'sea-trial.removed': 'an image waited here for its trial' }
const text = JSON.stringify({
  ...{ schemaVersion: 2, mediaType: indexType, manifests: [], annotations },
})

/** An index of nothing. One for all: where a registry deletes nothing, all old tags lie together. */
export const standIn: Manifest = { digest: digestOf(text), mediaType: indexType, text }
