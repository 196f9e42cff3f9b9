// What changes while a trial runs, for those who watch it: the live view and the record. Types only.

export type Progress = ImageProgress | ServiceProgress | CheckProgress | PushProgress

export interface ImageProgress {
  readonly kind: 'image'
  /** Its target in the build. */
  readonly name: string
  readonly state: 'building' | 'done' | 'failed'
  readonly done: number
  /** As far as they are known yet. */
  readonly steps: number
  /** One that runs now. */
  readonly step?: string
}

export interface ServiceProgress {
  readonly kind: 'service'
  /** With its replica where there are several. */
  readonly name: string
  readonly service: string
  readonly replica: number
  readonly state: 'created' | 'starting' | 'ready' | 'failed'
  /** How it is known to be ready, or what it is waited for. */
  readonly words: string
  readonly restarts: number
}

export interface CheckProgress {
  readonly kind: 'check'
  readonly name: string
  readonly state: 'asked' | 'passed' | 'failed' | 'skipped'
}

export interface PushProgress {
  readonly kind: 'push'
  /** The reference. */
  readonly name: string
  readonly state: 'pushing' | 'done' | 'failed'
  /** Of what has to be uploaded, as far as its size is known yet. */
  readonly bytes?: { readonly done: number; readonly all: number }
}
