// Small stacks written on the spot: the files of a repository as an object.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Workspace, workspaceOf } from './harbour.ts'

export type FilesOf = Readonly<Record<string, string>>

export function stackOf(files: FilesOf, name = 'small'): Workspace {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-files-'))
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), content)
  }
  const workspace = workspaceOf(folder, name)
  rmSync(folder, { recursive: true })
  return workspace
}
