// What a smoke check is, once it is understood: plain data of eight kinds.
import type { Place } from '../errors.ts'
import type { SizeRule } from './size-rule.ts'
import type { TextRule } from './text-rules.ts'

export interface CheckBase {
  readonly name: string
  readonly named: 'by the user' | 'by what it asks'
  /** The service that it stands beside or is about. */
  readonly service?: string
  /** The service from inside whose networks it asks. */
  readonly from?: string
  readonly where?: Place
  /** How long it is repeated until it passes; 0 means once. */
  readonly untilMs: number
  readonly everyMs: number
  /** How long one try may take. */
  readonly timeoutMs: number
  /** Names of the checks that must have passed before. */
  readonly needs: readonly string[]
}

export interface HttpCheck extends CheckBase {
  readonly kind: 'http'
  readonly method: string
  /** A path below the service's port, or a URL whose host may be a service. */
  readonly target: string
  /** The port in the container, or the name that `ports` gives it. */
  readonly port?: string
  readonly headers: Readonly<Record<string, string>>
  /** Besides those that the checks it needs were given, or none of these. */
  readonly cookies?: CookieRule
  readonly body?: RequestBody
  readonly auth?: { readonly username: string; readonly password: string }
  readonly tls?: Tls
  readonly redirects: 'none' | 'follow'
  readonly captures: readonly Capture[]
  readonly expect: HttpExpectation
}

export type CookieRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'own'; readonly values: Readonly<Record<string, string>> }

export type Tls =
  | { readonly kind: 'system' }
  | { readonly kind: 'insecure' }
  | { readonly kind: 'ca'; readonly file: string }

export type RequestBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'file'; readonly path: string }

export interface Capture {
  readonly name: string
  readonly from:
    | { readonly kind: 'header'; readonly header: string; readonly pattern?: string }
    | { readonly kind: 'json'; readonly expression: string }
    | { readonly kind: 'regex'; readonly pattern: string }
}

export interface HttpExpectation {
  readonly status: readonly StatusRule[]
  readonly headers: Readonly<Record<string, readonly TextRule[]>>
  readonly body: readonly TextRule[]
  /** A subset: what is named must be there, what else is there does not matter. */
  readonly json?: unknown
  readonly queries: readonly { readonly expression: string; readonly value: unknown }[]
  readonly withinMs?: number
  readonly size?: SizeRule
  readonly sha256?: string
}

export interface StatusRule {
  readonly shown: string
  readonly least: number
  readonly most: number
}

export interface TcpCheck extends CheckBase {
  readonly kind: 'tcp'
  /** `host:port`, or a port of the service. */
  readonly target: string
  readonly send?: string
  readonly expect: { readonly data: readonly TextRule[]; readonly withinMs?: number }
}

export interface CommandCheck extends CheckBase {
  readonly kind: 'exec' | 'run' | 'service'
  readonly argv: readonly string[]
  /** Reads `argv[0]` as a script. */
  readonly shell?: string
  readonly user?: string
  readonly workdir?: string
  /** The one-off service of `service`. */
  readonly oneOff?: string
  readonly env: Readonly<Record<string, string>>
  readonly captures: readonly Capture[]
  readonly expect: CommandExpectation
}

export interface CommandExpectation {
  readonly exit: readonly number[]
  readonly stdout: readonly TextRule[]
  readonly stderr: readonly TextRule[]
  readonly withinMs?: number
}

export interface LogsCheck extends CheckBase {
  readonly kind: 'logs'
  readonly appear: readonly TextRule[]
  readonly never: readonly TextRule[]
}

export interface ImageCheck extends CheckBase {
  readonly kind: 'image'
  readonly expect: ImageExpectation
}

export interface ImageExpectation {
  readonly user?: string
  readonly workdir?: string
  readonly entrypoint?: readonly string[]
  readonly command?: readonly string[]
  readonly env: Readonly<Record<string, readonly TextRule[]>>
  readonly labels: Readonly<Record<string, readonly TextRule[]>>
  readonly exposes: readonly string[]
  readonly architectures: readonly string[]
  readonly files: Readonly<Record<string, FileExpectation>>
  readonly maxSize?: { readonly bytes: number; readonly shown: string }
  readonly healthcheck?: 'present' | 'absent'
  readonly secrets?: 'none'
}

export type FileExpectation =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'present'
      readonly mode?: string
      readonly type?: 'file' | 'directory' | 'link'
    }

export type Check = HttpCheck | TcpCheck | CommandCheck | LogsCheck | ImageCheck
