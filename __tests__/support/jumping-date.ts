// Preloaded into a program: the clock on the wall jumps an hour ahead in mid-run, and back, as it
// does where a machine is set right. What measures time by it waits for ever, or not at all.
const hourMs = 3_600_000
let aheadMs = 0

globalThis.Date = new Proxy(Date, {
  construct: (date, given, made) =>
    Reflect.construct(date, given.length === 0 ? [date.now() + aheadMs] : given, made) as Date,
  get: (date, key) =>
    key === 'now' ? () => date.now() + aheadMs : (Reflect.get(date, key) as unknown),
})

function jumpAt(afterMs: number, byMs: number): void {
  setTimeout(() => {
    aheadMs += byMs
    process.stdout.write(`the clock on the wall jumped by ${byMs / hourMs}h\n`)
  }, afterMs).unref()
}

jumpAt(5_000, hourMs)
jumpAt(7_000, -hourMs)
