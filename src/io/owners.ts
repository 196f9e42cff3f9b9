// Folders that containers left as another user's: found by looking, given back by the engine, which
// unpacks an archive of empty folders over them. Nothing is started for it, and nothing pulled.
import type { Stats } from 'node:fs'
import { lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { messageOf } from '../errors.ts'
import type { Foreign, GivenBack, GivenBy, Ground, Owners, Taken } from '../world/owners.ts'
import { EngineCalls } from './engine-calls.ts'
import type { EngineAddress } from './engine-route.ts'
import { type FolderEntry, folderTar } from './folder-tar.ts'

/** A look at so many takes less than a second. */
const mostEntries = 100_000
/** What else the process does goes on in between. */
const entriesAtOnce = 1_000
/** Each round gives back what lay hidden in a folder of the one before. */
const mostRounds = 20
const shownPaths = 5

/** For whom nothing is foreign. */
export const noOwners: Owners = {
  foreign: async () => ({ entries: [], extent: 'none' }),
  giveBack: async () => ({ folders: 0, files: 0, left: [] }),
}

/**
 * Root may remove anything, and Windows has no such users; an engine elsewhere writes elsewhere, and
 * must not give away what has the same path there.
 */
export function ownersAs(uid: number | undefined, address: EngineAddress): Owners {
  const isElsewhere = address.way.kind !== 'socket'
  return uid === undefined || uid === 0 || isElsewhere ? noOwners : new EngineOwners(uid, address)
}

class EngineOwners implements Owners {
  readonly #uid: number
  readonly #calls: EngineCalls

  constructor(uid: number, address: EngineAddress) {
    this.#uid = uid
    this.#calls = new EngineCalls(address)
  }

  async foreign({ workspace, places }: Ground, except: readonly string[]): Promise<Foreign> {
    const look = new Look(workspace, this.#uid, except)
    for (const place of places) await look.at(place)
    const entries = [...new Set(look.topmost)]
    return { entries, extent: look.seen > mostEntries ? 'part' : 'whole' }
  }

  async giveBack({ workspace, entries, except }: Taken, by: GivenBy): Promise<GivenBack> {
    const given = new Set<string>()
    const files = new Set<string>()
    for (let round = 0; round < mostRounds; round++) {
      const look = new Look(workspace, this.#uid, except)
      for (const entry of entries) await look.below(entry)
      for (const file of look.files) files.add(file)
      if (look.folders.length === 0) break
      const again = look.folders.filter((folder) => given.has(folder.path))
      if (again.length > 0) return this.#told(given, files, again, 'the engine changed nothing')
      try {
        await this.#unpack(workspace, look.folders, by)
      } catch (error) {
        return this.#told(given, files, look.folders, messageOf(error))
      }
      for (const folder of look.folders) given.add(folder.path)
    }
    return { folders: given.size, files: files.size, left: [] }
  }

  #told(
    given: ReadonlySet<string>,
    files: ReadonlySet<string>,
    stay: readonly FolderEntry[],
    why: string,
  ): GivenBack {
    const names = stay.slice(0, shownPaths).map((folder) => folder.path || '.')
    const more = stay.length > shownPaths ? ` and ${stay.length - shownPaths} more` : ''
    const what = `the owner of ${names.join(', ')}${more}, which user ${this.#uid} can't empty`
    const stayed = new Set(stay.map((folder) => folder.path))
    const folders = [...given].filter((folder) => !stayed.has(folder)).length
    return { folders, files: files.size, left: [`${what}: ${why}`] }
  }

  async #unpack(
    workspace: string,
    folders: readonly FolderEntry[],
    { runId, signal }: GivenBy,
  ): Promise<void> {
    const name = `sea-trial-owners-${runId}`.toLowerCase()
    const image = `sea-trial-empty:${runId}`
    const forget = async (): Promise<void> => {
      // What is not there, or no longer, is as good as removed.
      const container = `/containers/${name}?force=1`
      await this.#calls.untilLate({ method: 'DELETE', path: container, signal })
      const path = `/images/${encodeURIComponent(image)}`
      await this.#calls.untilLate({ method: 'DELETE', path, signal })
    }
    await forget() // of a run that was killed in here
    try {
      const [repo = '', tag = ''] = image.split(':')
      const asImage = new URLSearchParams({ fromSrc: '-', repo, tag })
      await this.#calls.whole({
        ...{ method: 'POST', path: `/images/create?${asImage}`, signal },
        body: folderTar([]),
      })
      await this.#calls.whole({
        ...{ method: 'POST', path: `/containers/create?name=${name}`, signal },
        body: containerOf(image, workspace),
      })
      const archive = `/containers/${name}/archive?path=${mountedIn}&noOverwriteDirNonDir=1`
      const entries = folders.map((folder) => ({
        ...folder,
        path: path.posix.join(mountedAs, folder.path),
      }))
      await this.#calls.whole({ method: 'PUT', path: archive, body: folderTar(entries), signal })
    } finally {
      await forget()
    }
  }
}

/** The archive names the mount itself too: its root may be what changed hands. */
const mountedIn = '/given'
const mountedAs = 'back'

/** Never started: its only program is not there. A link in the workspace ends in its empty root. */
function containerOf(image: string, workspace: string): unknown {
  const target = `${mountedIn}/${mountedAs}`
  return {
    Image: image,
    Cmd: ['/none'],
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: 'none',
      Mounts: [{ Type: 'bind', Source: workspace, Target: target }],
    },
  }
}

/** One walk through a workspace, without following a link. */
class Look {
  readonly topmost: string[] = []
  readonly folders: FolderEntry[] = []
  readonly files: string[] = []
  seen = 0
  readonly #workspace: string
  readonly #uid: number
  readonly #except: ReadonlySet<string>

  constructor(workspace: string, uid: number, except: readonly string[]) {
    this.#workspace = workspace
    this.#uid = uid
    this.#except = new Set(except)
  }

  /** The topmost foreign entries on the way to a place and below it. */
  async at(place: string): Promise<void> {
    const parts = place.split('/').filter(Boolean)
    for (let depth = 0; depth <= parts.length; depth++) {
      const entry = parts.slice(0, depth).join('/')
      const about = this.#about(entry)
      if (!about || this.#except.has(entry)) return
      if (about.uid !== this.#uid) {
        this.topmost.push(entry)
        return
      }
      if (!about.isDirectory()) return
    }
    await this.#walk(place, (entry, about) => {
      if (this.#except.has(entry)) return 'pass'
      if (about.uid === this.#uid) return 'descend'
      this.topmost.push(entry)
      return 'pass'
    })
  }

  /** All foreign entries from this one on down. */
  async below(start: string): Promise<void> {
    const note = (entry: string, about: Stats): 'descend' | 'pass' => {
      if (this.#except.has(entry)) return 'pass'
      if (about.uid === this.#uid) return 'descend'
      // Decoded with a loss, it names something else.
      if (about.isDirectory() && !entry.includes('\ufffd'))
        this.folders.push(this.#mine(entry, about))
      else this.files.push(entry)
      return 'descend'
    }
    const about = this.#about(start)
    if (about && note(start, about) === 'descend' && about.isDirectory()) {
      await this.#walk(start, note)
    }
  }

  async #walk(start: string, visit: (entry: string, about: Stats) => 'descend' | 'pass') {
    const open = [start]
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      for (const name of this.#names(folder)) {
        this.seen += 1
        if (this.seen > mostEntries) return
        if (this.seen % entriesAtOnce === 0) await new Promise((resume) => setImmediate(resume))
        const entry = path.posix.join(folder, name)
        const about = this.#about(entry)
        if (about && visit(entry, about) === 'descend' && about.isDirectory()) open.push(entry)
      }
    }
  }

  #mine(entry: string, about: Stats): FolderEntry {
    const mode = (about.mode & 0o7777) | 0o700
    return { path: entry, uid: this.#uid, gid: about.gid, mode, modifiedAt: about.mtimeMs / 1000 }
  }

  #about(entry: string): Stats | undefined {
    try {
      return lstatSync(path.join(this.#workspace, entry))
    } catch {
      return undefined // gone meanwhile, or in a folder that hides it
    }
  }

  #names(folder: string): readonly string[] {
    try {
      return readdirSync(path.join(this.#workspace, folder))
    } catch {
      return [] // another user's: shown when it has been given back
    }
  }
}
