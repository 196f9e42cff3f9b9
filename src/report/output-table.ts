// Every output in one place, for action.yml, the README and the step itself.

export interface OutputRow {
  readonly name: string
  readonly description: string
}

export const outputTable = [
  { name: 'verdict', description: '`passed`, `failed` or `cancelled`.' },
  {
    name: 'images',
    description: 'JSON by service: the name, digest and pushed tags of each image that was built.',
  },
  { name: 'digests', description: 'JSON by service: the digest that was tried.' },
  { name: 'tags', description: 'Every pushed `repository:tag`, one per line.' },
  { name: 'version', description: 'The first tag: the version of what was tried.' },
  { name: 'plan', description: 'JSON of every decision, as docs/plan.schema.json describes it.' },
  {
    name: 'matrix',
    description:
      'JSON for `strategy.matrix`: one entry for each share of the images, with `share`, `image`, `services`, `platform` and `runner`.',
  },
  {
    name: 'promoted',
    description: '`true` when images that had passed before were released without a second trial.',
  },
  {
    name: 'reused',
    description: '`true` when the same trial had passed before and was taken as passed.',
  },
  { name: 'pushed', description: '`true` when images were pushed.' },
  {
    name: 'cache-hit-ratio',
    description: 'Share of the build steps that came from cache, from `0.00` to `1.00`.',
  },
  { name: 'report', description: 'Path of the JSON report.' },
  {
    name: 'lock',
    description:
      'Path of `sea-trial.lock.yaml`, a Compose override with the digest of every service; empty where nothing was pushed.',
  },
  {
    name: 'hand-over',
    description:
      'With `mode: build`, the folder that another job needs to try the images; for actions/upload-artifact.',
  },
  { name: 'endpoints', description: 'JSON by service: where its published ports were reached.' },
  { name: 'json', description: 'All of the above and the timings, as JSON.' },
] as const satisfies readonly OutputRow[]

export type OutputName = (typeof outputTable)[number]['name']
