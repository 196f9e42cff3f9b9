// docs/getting-started.md, followed to the letter: its files, its trial, its mistake.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { expectFailedAt, expectPassed, sail } from '../support/fleets.ts'
import { root, workspaceWith } from '../support/harbour.ts'

const page = readFileSync(path.join(root, 'docs/getting-started.md'), 'utf8')
const files = Object.fromEntries(
  [...page.matchAll(/^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$/gms)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
)

describe('who follows docs/getting-started.md', () => {
  test('writes four files', () => {
    const names = ['.github/workflows/images.yaml', 'Dockerfile', 'compose.yaml', 'index.html']
    expect(Object.keys(files).sort()).toEqual(names)
  })

  test('has a stack that passes', async () => {
    expectPassed(await sail(workspaceWith(files)), 2)
  })

  test('and one that fails at its check when the page says something else', async () => {
    const workspace = workspaceWith(files)
    workspace.replace('index.html', 'ahoy', 'adieu')
    const voyage = await sail(workspace, { 'smoke-timeout': '3s' })
    const says = /failed: expected the body to contain ahoy, got <h1>adieu<\/h1>/
    expectFailedAt(voyage, { workspace, line: '- get: /', says })
  })
})
