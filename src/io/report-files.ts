// The report of a run as files, in a folder that git does not see.
import { statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { lockName } from '../certificate/lock.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { renderHtml } from '../report/html.ts'
import type { PageOptions } from '../report/page.ts'
import type { TrialRecord } from '../report/record.ts'
import { renderJson, renderTrace } from '../report/results.ts'
import { renderSummary } from '../report/summary.ts'
import { fileOfShard, renderShardReport } from '../shards/shard-report.ts'
import { renderJUnit } from '../smoke/junit.ts'
import type { Files } from '../world/world.ts'

const certificateName = 'certificate.json'
/** With its signature, as `gh attestation verify --bundle` reads it. */
const bundleName = 'certificate.sigstore.json'

/** Where there is no working directory to put it in, the report is found in the current one. */
export function reportFolder({ workdir, reportDir }: Inputs): string {
  return path.resolve(
    statSync(workdir, { throwIfNoEntry: false })?.isDirectory() ? workdir : '.',
    reportDir,
  )
}

/** Gives the path of the JSON report. */
export async function writeReport(
  folder: string,
  record: TrialRecord,
  files: Files,
  options: PageOptions = {},
): Promise<string> {
  const report = path.join(folder, 'report.json')
  const write = (name: string, text: string): Promise<void> =>
    files.write(path.join(folder, name), text)
  // Those of an earlier run would be taken for papers of this one.
  const keep = (name: string, text: string | undefined): Promise<void> =>
    text === undefined ? rm(path.join(folder, name), { force: true }) : write(name, text)
  await Promise.all([
    // A report must not make the tree dirty: the next run would refuse to push it.
    write('.gitignore', '*\n'),
    files.write(report, `${renderJson(record)}\n`),
    write('summary.md', renderSummary(record, options)),
    write('summary.html', renderHtml(record, options)),
    write('junit.xml', renderJUnit(stackOf(record), record.checks)),
    write('timings.json', `${renderTrace(record)}\n`),
    ...(record.shard
      ? [write(fileOfShard(record.shard.shard), `${renderShardReport(record.shard)}\n`)]
      : []),
    keep(certificateName, record.certificate?.text),
    keep(bundleName, record.certificate?.bundle),
    keep(lockName, record.lock),
    ...(record.plan ? [write('plan.json', `${JSON.stringify(record.plan)}\n`)] : []),
  ])
  return report
}

function stackOf({ plan, project }: TrialRecord): string {
  return plan?.stack || project || 'stack'
}
