// The inputs about the report, and how far a run goes.

import { policyRules } from '../lint/policy.ts'
import { askedRules, lintRules } from '../lint/practices.ts'
import type { InputRow } from './table.ts'

export const modeChoices = ['trial', 'plan', 'build', 'promote'] as const
export const keepChoices = ['never', 'on-failure', 'always'] as const

export const runInputs: readonly InputRow[] = [
  {
    name: 'summary',
    group: 'report',
    kind: 'boolean',
    default: 'true',
    description: 'Write the job summary.',
  },
  {
    name: 'report-dir',
    group: 'report',
    kind: 'text',
    default: 'sea-trial-report',
    description: 'Directory for the report and the job summary as files.',
  },
  {
    name: 'mode',
    group: 'run',
    kind: 'choice',
    default: 'trial',
    choices: modeChoices,
    description:
      'How far the run goes: the whole `trial`; only the `plan`, printed and handed on as JSON; `build`, which starts nothing and hands its images over to a trial in another job; or `promote`, which releases what passed already.',
  },
  {
    name: 'keep',
    group: 'run',
    kind: 'choice',
    default: 'never',
    choices: keepChoices,
    description: 'Whether the stack is left running at the end.',
  },
  {
    name: 'allow-unsafe-pr-checkout',
    group: 'run',
    kind: 'boolean',
    default: 'false',
    description:
      'Build and run code of a fork on `pull_request_target` or `workflow_run`, beside the secrets of this repository. Named as in actions/checkout.',
  },
  {
    name: 'prune',
    group: 'run',
    kind: 'text',
    description:
      'Remove stacks that earlier runs left on this engine and that are older than this, such as `6h`: longer than any run takes. Without it, those older than 6 hours are told.',
  },
  {
    name: 'policy',
    group: 'run',
    kind: 'list',
    description: `What no service may ask of this machine: \`all\`, or some of ${policyRules
      .map((rule) => `\`${rule}\``)
      .join(', ')}. Without it, all of it is allowed.`,
  },
  {
    name: 'lint',
    group: 'run',
    kind: 'list',
    default: 'warn',
    description: `Good practice for images and stacks: \`warn\`, \`error\` or \`off\`, and single rules as \`rule=warn\`. Rules: ${lintRules
      .map((rule) => `\`${rule}\``)
      .join(
        ', ',
      )}; ${askedRules.map((rule) => `\`${rule}\``).join(' and ')} only where they are named.`,
  },
]
