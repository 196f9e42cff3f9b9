// A tar archive of folders without content: unpacked over folders that are there, it changes their
// owner, and nothing else.

export interface FolderEntry {
  readonly path: string
  readonly uid: number
  readonly gid: number
  /** The bits of the mode that chmod knows. */
  readonly mode: number
  /** In seconds since 1970, with a fraction. */
  readonly modifiedAt: number
}

const blockBytes = 512
/** The longest path is longer than what a block holds, so each folder has a header of records before its own. */
const recordsType = 'x'
const folderType = '5'

export function folderTar(folders: readonly FolderEntry[]): Buffer {
  const end = Buffer.alloc(2 * blockBytes)
  return Buffer.concat([...folders.flatMap(entryOf), end])
}

function entryOf({ path, uid, gid, mode, modifiedAt }: FolderEntry): readonly Buffer[] {
  const records = Buffer.concat([
    recordOf('path', `${path}/`),
    recordOf('uid', String(uid)),
    recordOf('gid', String(gid)),
    recordOf('mtime', modifiedAt.toFixed(6)),
  ])
  const padding = Buffer.alloc((blockBytes - (records.length % blockBytes)) % blockBytes)
  return [
    header({ name: 'records', type: recordsType, mode: 0o600, size: records.length }),
    records,
    padding,
    header({ name: 'folder/', type: folderType, mode, size: 0 }),
  ]
}

/** `<length> key=value\n`, where the length counts its own digits too. */
function recordOf(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`)
  let length = rest.length + 1
  while (String(length).length + rest.length !== length) length += 1
  return Buffer.concat([Buffer.from(String(length)), rest])
}

interface Header {
  readonly name: string
  readonly type: string
  readonly mode: number
  readonly size: number
}

/** POSIX ustar: fields at fixed places, numbers in octal, and a sum over the block with the sum as spaces. */
function header({ name, type, mode, size }: Header): Buffer {
  const block = Buffer.alloc(blockBytes)
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0')
  block.write(name, 0)
  block.write(octal(mode, 7), 100)
  block.write(octal(0, 7), 108)
  block.write(octal(0, 7), 116)
  block.write(octal(size, 11), 124)
  block.write(octal(0, 11), 136)
  block.fill(' ', 148, 156)
  block.write(type, 156)
  block.write('ustar\x0000', 257, 'latin1')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${octal(sum, 6)}\0 `, 148)
  return block
}
