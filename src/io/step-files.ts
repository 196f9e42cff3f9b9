// The files through which a step tells the runner its outputs, state and summary. Without one of
// them the run goes on: what it found is in the log, and the verdict is its own.
import { appendFileSync } from 'node:fs'
import * as core from '@actions/core'
import { messageOf } from '../errors.ts'

export interface StepFiles {
  setOutput(name: string, value: string): void
  saveState(name: string, value: string): void
  addSummary(text: string): void
}

type Variable = 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY'

const lost: Readonly<Record<Variable, string>> = {
  GITHUB_OUTPUT: 'outputs are not set',
  GITHUB_STATE: 'the post step will not know what a killed run left behind',
  GITHUB_STEP_SUMMARY: 'there is no summary',
}

/** `warn` is called once for each file, however often it is written to. */
export function stepFiles(
  env: Readonly<Record<string, string | undefined>>,
  warn: (text: string) => void,
): StepFiles {
  const broken = new Set<Variable>()
  const attempt = (variable: Variable, write: (file: string) => void): void => {
    if (broken.has(variable)) return
    try {
      const file = env[variable]
      // Without a file the toolkit would print commands that runners no longer obey.
      if (!file) throw new Error('it is not set')
      write(file)
    } catch (error) {
      broken.add(variable)
      warn(`${lost[variable]}: ${variable}: ${messageOf(error)}`)
    }
  }
  return {
    setOutput: (name, value) => attempt('GITHUB_OUTPUT', () => core.setOutput(name, value)),
    saveState: (name, value) => attempt('GITHUB_STATE', () => core.saveState(name, value)),
    addSummary: (text) => attempt('GITHUB_STEP_SUMMARY', (file) => appendFileSync(file, text)),
  }
}
