// What belongs to others in a workspace, looked for without an engine; and the archive that gives it back.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { folderTar } from '../../src/io/folder-tar.ts'
import { ownersAs } from '../../src/io/owners.ts'

const workspace = mkdtempSync(path.join(tmpdir(), 'sea-trial-owners-'))
const own = process.getuid?.() ?? 0
/** To them everything here is another's. */
const stranger = own + 1
const nowhere = { hostname: 'localhost', way: { kind: 'socket', path: '/nowhere' } } as const
mkdirSync(path.join(workspace, 'data/deep'), { recursive: true })
writeFileSync(path.join(workspace, 'data/file'), '')
symlinkSync('/etc', path.join(workspace, 'data/link'))
symlinkSync('/etc', path.join(workspace, 'etc'))
afterAll(() => rmSync(workspace, { recursive: true }))

const foreignTo = (uid: number, places: readonly string[], except: readonly string[] = []) =>
  ownersAs(uid, nowhere).foreign({ workspace, places }, except)

describe('what belongs to others', () => {
  test('is told by its topmost entry', async () => {
    expect(await foreignTo(stranger, ['data/deep', ''])).toEqual({ entries: [''], extent: 'whole' })
  })

  test('is nothing below what was theirs before', async () => {
    expect(await foreignTo(stranger, ['data', ''], [''])).toMatchObject({ entries: [] })
  })

  test('is nothing to root, who may remove anything', async () => {
    expect(await foreignTo(0, [''])).toMatchObject({ entries: [] })
  })

  test('is nothing where the engine is on another machine', async () => {
    const elsewhere = { hostname: 'other', way: { kind: 'tcp', port: 2375 } } as const
    const ground = { workspace, places: [''] }
    expect(await ownersAs(stranger, elsewhere).foreign(ground, [])).toMatchObject({ entries: [] })
  })

  test('is not looked for behind a link, nor where nothing is', async () => {
    if (own === 0) return // to root nothing is another's
    expect(await foreignTo(own, ['etc/ssl', 'data/link/ssl', 'missing/place'])).toMatchObject({
      entries: [],
    })
  })

  test('stays where no engine answers, and is told with the reason', async () => {
    const signal = new AbortController().signal
    const taken = { workspace, entries: ['data'], except: ['data/deep'] }
    const given = await ownersAs(stranger, nowhere).giveBack(taken, { runId: '1', signal })
    // Of links, what they lead to is not among it.
    expect(given).toMatchObject({ folders: 0, files: 2 })
    expect(given.left).toEqual([
      expect.stringMatching(
        new RegExp(`^the owner of data, which user ${stranger} can't empty: .*/nowhere`),
      ),
    ])
  })
})

test('the archive holds folders with their owner, mode and names of any length', () => {
  const long = `${'ñ'.repeat(90)}/${'deeper/'.repeat(30)}end`
  const entry = { uid: 3_000_000, gid: 7, mode: 0o1750, modifiedAt: 1_700_000_000.25 }
  const archive = folderTar([
    { path: 'back', ...entry },
    { path: long, ...entry },
  ])
  const listed = execFileSync(
    'tar',
    ['--list', '--verbose', '--numeric-owner', '--quoting-style=literal'],
    {
      input: archive,
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    },
  )
  const about = 'drwxr-x--T 3000000/7 0 2023-11-14 22:13'
  expect(listed.replaceAll(/ +/g, ' ')).toBe(`${about} back/\n${about} ${long}/\n`)
})
