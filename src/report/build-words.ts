// What the build says of itself: bases, sizes, layers, slow steps, and what its checks found.
import type { DockerfileCheck } from '../build/checks.ts'
import type { BaseImage, ImageDescription } from '../build/contents.ts'
import { renderPlace } from '../errors.ts'
import { count } from '../text/count.ts'
import { megabytes } from '../text/megabytes.ts'
import { seconds } from '../text/seconds.ts'
import type { Block } from './blocks.ts'
import type { BuildRecord } from './record.ts'

/** An instruction may be a script; its beginning tells which one it is. */
const shownSigns = 60

/** For the log, one line for each image. */
export function imageLine({ services, base, platforms, layers }: ImageDescription): string {
  const parts = [
    ...(base ? [`on ${baseWords(base)}`] : []),
    ...platforms.map(({ platform, bytes }) => `${platform} ${megabytes(bytes)}`),
    ...(layers.length > 0 ? [`largest layers ${layers.map(layerWords).join(', ')}`] : []),
  ]
  return `${services.join(', ')}: ${parts.join('; ')}`
}

/** For the summary, folded: nobody needs it who looks for the verdict. */
export function buildDetails(build: BuildRecord | undefined): readonly Block[] {
  if (!build) return []
  const lines = [
    ...build.images.map(imageLine),
    ...build.slowest.map(({ name, durationMs }) => `${seconds(durationMs)} ${name}`),
    ...build.checks.map(checkLine),
  ]
  if (lines.length === 0) return []
  const found = build.checks.length
  const title = `What the build says${found > 0 ? ` (${count(found, 'check')} of BuildKit failed)` : ''}`
  return [
    { kind: 'details', title, blocks: [{ kind: 'list', items: lines.map((line) => [line]) }] },
  ]
}

export function checkLine({ rule, what, where, services }: DockerfileCheck): string {
  const at = where ? renderPlace(where) : services.join(', ')
  return `${at === '' ? '' : `${at} `}${rule}: ${what}`
}

function baseWords({ reference, ageDays }: BaseImage): string {
  if (ageDays === undefined) return reference
  return `${reference}, ${ageDays === 0 ? 'made today' : `${count(ageDays, 'day')} old`}`
}

function layerWords({
  instruction,
  bytes,
}: {
  readonly instruction: string
  readonly bytes: number
}): string {
  const cut =
    instruction.length > shownSigns ? `${instruction.slice(0, shownSigns - 1)}…` : instruction
  return `${megabytes(bytes)} ${cut}`
}
