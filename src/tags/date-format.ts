// Dates in the format words of moment.js, as far as tags and labels use them, in any time zone.

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const DAY_MS = 86_400_000

/** The same instant, told as a date whose UTC fields are the wall clock of the zone. */
interface Moment {
  readonly instant: Date
  readonly wall: Date
  readonly offsetMinutes: number
}

type Render = (moment: Moment) => string | number

const TOKENS: ReadonlyMap<string, Render> = new Map<string, Render>([
  ['YYYY', ({ wall }) => pad(wall.getUTCFullYear(), 4)],
  ['YY', ({ wall }) => pad(wall.getUTCFullYear() % 100, 2)],
  ['GGGG', ({ wall }) => pad(isoWeek(wall).year, 4)],
  ['Q', ({ wall }) => Math.floor(wall.getUTCMonth() / 3) + 1],
  ['M', ({ wall }) => wall.getUTCMonth() + 1],
  ['MM', ({ wall }) => pad(wall.getUTCMonth() + 1, 2)],
  ['MMM', ({ wall }) => (MONTHS[wall.getUTCMonth()] ?? '').slice(0, 3)],
  ['MMMM', ({ wall }) => MONTHS[wall.getUTCMonth()] ?? ''],
  ['W', ({ wall }) => isoWeek(wall).week],
  ['WW', ({ wall }) => pad(isoWeek(wall).week, 2)],
  ['D', ({ wall }) => wall.getUTCDate()],
  ['DD', ({ wall }) => pad(wall.getUTCDate(), 2)],
  ['Do', ({ wall }) => ordinal(wall.getUTCDate())],
  ['DDD', ({ wall }) => dayOfYear(wall)],
  ['DDDD', ({ wall }) => pad(dayOfYear(wall), 3)],
  ['d', ({ wall }) => wall.getUTCDay()],
  ['ddd', ({ wall }) => (DAYS[wall.getUTCDay()] ?? '').slice(0, 3)],
  ['dddd', ({ wall }) => DAYS[wall.getUTCDay()] ?? ''],
  ['E', ({ wall }) => wall.getUTCDay() || 7],
  ['H', ({ wall }) => wall.getUTCHours()],
  ['HH', ({ wall }) => pad(wall.getUTCHours(), 2)],
  ['h', ({ wall }) => wall.getUTCHours() % 12 || 12],
  ['hh', ({ wall }) => pad(wall.getUTCHours() % 12 || 12, 2)],
  ['a', ({ wall }) => (wall.getUTCHours() < 12 ? 'am' : 'pm')],
  ['A', ({ wall }) => (wall.getUTCHours() < 12 ? 'AM' : 'PM')],
  ['m', ({ wall }) => wall.getUTCMinutes()],
  ['mm', ({ wall }) => pad(wall.getUTCMinutes(), 2)],
  ['s', ({ wall }) => wall.getUTCSeconds()],
  ['ss', ({ wall }) => pad(wall.getUTCSeconds(), 2)],
  ['X', ({ instant }) => Math.floor(instant.getTime() / 1000)],
  ['x', ({ instant }) => instant.getTime()],
  ['Z', ({ offsetMinutes }) => renderOffset(offsetMinutes, ':')],
  ['ZZ', ({ offsetMinutes }) => renderOffset(offsetMinutes, '')],
])

// What moment.js reads as one token, longest first; text in brackets is literal.
const WORD =
  /\[([^[\]]*)\]|YYYYYY|YYYYY|YYYY|YY|Y|GGGGG|GGGG|GG|ggggg|gggg|gg|Qo|Q|MMMM|MMM|MM|Mo|M|WW|Wo|W|ww|wo|w|DDDD|DDDo|DDD|DD|Do|D|dddd|ddd|dd|do|d|E|e|HH|H|hh|h|kk|k|A|a|mm|m|ss|s|S{1,9}|X|x|ZZ|Z|zz|z|N{1,5}|yo|y{1,4}|LTS|LT|L{1,4}|l{1,4}/g

/** The first token that moment.js knows and this project does not, which must not pass as letters. */
export function unknownDateToken(format: string): string | undefined {
  for (const [word, literal] of format.matchAll(WORD)) {
    if (literal === undefined && rendererOf(word) === undefined) return word
  }
  return undefined
}

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== undefined
  } catch {
    // The constructor has no other way to say that it does not know the zone.
    return false
  }
}

/** `zone` is one that isTimeZone() knows. */
export function formatDate(date: Date, format: string, zone: string): string {
  const moment = momentAt(date, zone)
  return format.replaceAll(WORD, (word: string, literal: string | undefined) => {
    return literal ?? String(rendererOf(word)?.(moment) ?? word)
  })
}

function rendererOf(word: string): Render | undefined {
  const digits = word.length
  // Dates count milliseconds, so every finer digit is zero.
  if (word.startsWith('S')) {
    return ({ wall }) => pad(wall.getUTCMilliseconds(), 3).padEnd(digits, '0').slice(0, digits)
  }
  return TOKENS.get(word)
}

function momentAt(instant: Date, zone: string): Moment {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const field = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const milliseconds = ((instant.getTime() % 1000) + 1000) % 1000
  const wallMs = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
    milliseconds,
  )
  const offsetMinutes = Math.round((wallMs - instant.getTime()) / 60_000)
  return { instant, wall: new Date(wallMs), offsetMinutes }
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

function renderOffset(minutes: number, separator: string): string {
  const size = Math.abs(minutes)
  const clock = `${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`
  return `${minutes < 0 ? '-' : '+'}${clock}`
}

function ordinal(day: number): string {
  const teen = day > 10 && day < 14
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${day}${ending}`
}

function dayOfYear(wall: Date): number {
  return Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / DAY_MS) + 1
}

// ISO 8601: a week belongs to the year of its Thursday.
function isoWeek(wall: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(wall.getTime() + (4 - (wall.getUTCDay() || 7)) * DAY_MS)
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) }
}
