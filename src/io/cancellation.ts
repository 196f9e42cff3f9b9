// Signals of the runner become one cancellation, and its end is in time whatever hangs.

/**
 * The runner sends SIGINT, SIGTERM 7.5 s later, and 2.5 s after that it kills: what is not told by
 * the first of these is told by nobody.
 */
const patienceMs = 6_000
const cancelledExitCode = 130

/** `overdue` is called where the run has not ended by itself; then the process ends. */
export function cancellation(overdue: (reason: unknown) => void): AbortSignal {
  const cancelled = new AbortController()
  const cancel = (signal: NodeJS.Signals): void => {
    if (cancelled.signal.aborted) return // a second one says nothing new
    cancelled.abort(new Error(signal))
    const end = (): void => {
      try {
        overdue(cancelled.signal.reason)
      } finally {
        process.exit(cancelledExitCode)
      }
    }
    setTimeout(end, patienceMs).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, cancel)
  return cancelled.signal
}
