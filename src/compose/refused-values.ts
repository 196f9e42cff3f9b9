// Keys and values that `docker compose config` refuses: sentences recorded from 2.40.3.

import { isScalar } from 'yaml'
import type { Place } from '../errors.ts'
import { type Explained, type Explainers, pathIn, whereWritten } from './explained.ts'
import { keysBelow, locate, nodeAt, type Path } from './places.ts'
import type { Source } from './sources.ts'
import { closest, keysAt } from './words.ts'

const VALUE_FIXES: readonly (readonly [RegExp, string])[] = [
  [/duration/, 'write a duration such as 30s or 1m30s'],
  [/invalid size/, 'write a size such as 512m or 2g'],
  [/distinct values/, 'keep one of the two'],
  [/a-zA-Z0-9_\.-/, 'write at least two letters, digits, dots, dashes or underscores'],
  [/must be set/, 'add one of these keys'],
  [/unexpected type/, 'quote the value if it is text with a colon in it'],
]

const GO_PARSERS = new Map([
  ['Atoi', 'a whole number'],
  ['ParseInt', 'a whole number'],
  ['ParseUint', 'a whole number'],
  ['ParseFloat', 'a number'],
  ['ParseBool', 'true or false'],
])

const DURATION_KEYS = /\.(?:interval|timeout|start_period|start_interval|stop_grace_period)$/

export const refusedValues: Explainers = [
  [/^(\S*) ?additional properties '(.+)' not allowed$/i, ([at, key], s) => unknownKey(at, key, s)],
  [/^(\S*) ?additional property (.+) is not allowed$/i, ([at, key], s) => unknownKey(at, key, s)],
  [/^error while interpolating (\S+): failed to cast to expected type: (.+)$/, badCast],
  [/^invalid interpolation format for (\S+?)\.?\n/, badInterpolation],
  [/unmarshal errors:\n\s*line (\d+): cannot unmarshal !!(\w+)/, notMapping],
  [/^(?:yaml: )?line (\d+): mapping key "(.+)" already defined at line (\d+)$/, duplicateKey],
  [/^yaml: line (\d+): ([\s\S]+)$/, ([line, text]) => invalidYaml(text, line)],
  [/^yaml: unknown anchor '(.+)' referenced$/, ([name]) => unknownAnchor(name)],
  [/^yaml: ([\s\S]+)$/, ([text]) => invalidYaml(text)],
  [/^empty compose file/, emptyFile],
  [/^'(services\S+)' ([\s\S]+)$/m, ([at, text], s) => badValue(at, text, s)],
  [/^(services|networks|volumes|secrets|configs) must be a mapping$/, wrongSection],
  [/^(\S+) must be an? (.+)$/, ([at, type], s) => wrongType(at, type, s)],
  [/^(\S+) (value must be one of .+)$/, ([at, text], s) => badValue(at, text, s)],
  [/^(\S+) ('.+' does not match pattern '.+')$/, ([at, text], s) => badValue(at, text, s)],
  [/^non-string key in (\S+): (.+)$/, ([at, key], s) => numberKey(at, key, s)],
  [/^(services\S+): (unexpected type .+)$/, ([at, text], s) => badValue(at, text, s)],
  [/^(services\S+?): (can't set distinct values .+)$/, ([at, text], s) => badValue(at, text, s)],
  [
    /^((?:secrets|configs)\S+?): (one of .+ must be set)$/,
    ([at, text], s) => badValue(at, text, s),
  ],
  [/^service (\S+) declares mutually exclusive `(.+)` and `(.+)`$/, exclusive],
  [/^Invalid (hostPort|containerPort|ip address): (.+)$/, badPort],
  [/^No port specified: (.+)$/, missingPort],
  [/^invalid spec: (.+): (.+)$/, badMount],
  [/^service\.build\.platforms MUST include service\.platform "(.+)"$/, badPlatform],
]

function unknownKey(at = '', keys = '', sources: readonly Source[]): Explained {
  const [key = ''] = keys.split("', '")
  const parent = pathIn(at, sources)
  const where = at === '' ? 'the top level' : at
  if (at === 'services') {
    return {
      what: `services has the name ${key}, which Compose does not allow`,
      fix: 'use letters, digits, dots, dashes and underscores in the names of services',
      path: [...parent, key],
    }
  }
  const near = closest(key, keysAt(parent))
  return {
    what: `${where} has the unknown key ${key}`,
    fix: near ? `write ${near}` : 'remove it, or start its name with x- if it is yours',
    path: [...parent, key],
  }
}

function badCast([at = '', text = '']: readonly string[], sources: readonly Source[]): Explained {
  // Go names the function that gave up on the text.
  const [, parser, value] = /^strconv\.(\w+): parsing "(.*)": /.exec(text) ?? []
  const kind = GO_PARSERS.get(parser ?? '')
  return {
    what: kind
      ? `${at} is "${value}", which is not ${kind}`
      : `${at} has a value of the wrong type: ${text}`,
    fix: kind ? `write ${kind}` : 'write a value of that type',
    path: pathIn(at, sources),
  }
}

function badInterpolation([at = '']: readonly string[], sources: readonly Source[]): Explained {
  return {
    what: `${at} has a $ that starts no valid variable`,
    fix: `close the variable as in \${NAME}, or write $$ for the character itself`,
    path: pathIn(at, sources),
  }
}

function notMapping([line = '', tag = '']: readonly string[]): Explained {
  const found = tag === 'seq' ? 'a list' : 'a single value'
  return {
    what: `this Compose file is ${found} where a mapping belongs`,
    fix: 'start it with `services:`',
    line: Number(line),
  }
}

function duplicateKey([line = '', key = '', first = '']: readonly string[]): Explained {
  return {
    what: `the key ${key} is there twice, first in line ${first}`,
    fix: 'keep one of them',
    line: Number(line),
  }
}

function invalidYaml(text = '', line?: string): Explained {
  const tab = text.includes('cannot start any token')
  return {
    what: `this is not valid YAML: ${text}`,
    fix: tab
      ? 'indent with spaces and quote values that start with @, ` or %'
      : 'check the indentation, colons and quotes at this line and the ones before it',
    ...(line ? { line: Number(line) } : {}),
  }
}

function unknownAnchor(name = ''): Explained {
  return { what: `no anchor &${name} stands before *${name}`, fix: `define &${name} above` }
}

function emptyFile(): Explained {
  return { what: 'a Compose file is empty', fix: 'add a `services:` mapping' }
}

function badValue(at = '', text = '', sources: readonly Source[]): Explained {
  const path = pathIn(at, sources)
  const [, choices] = /^value must be one of (.+)$/.exec(text) ?? []
  if (choices) {
    return {
      what: `${path.join('.')} has a value that Compose does not know`,
      fix: `write one of ${choices}`,
      path,
    }
  }
  const [, fix = 'correct this value'] = VALUE_FIXES.find(([pattern]) => pattern.test(text)) ?? []
  return { what: `${path.join('.')}: ${text}`, fix, path }
}

function wrongSection([section = '']: readonly string[]): Explained {
  return {
    what: `${section} is not a mapping`,
    fix: 'write each entry as `name:` with its keys below',
    path: [section],
  }
}

function wrongType(at = '', type = '', sources: readonly Source[]): Explained {
  const wanted = type.replace('array', 'list')
  const article = /^[aeiou]/.test(wanted) ? 'an' : 'a'
  return {
    what: `${at} has the wrong type`,
    fix: DURATION_KEYS.test(at)
      ? 'write a duration with its unit, such as 30s'
      : `write ${article} ${wanted}`,
    path: pathIn(at, sources),
  }
}

function numberKey(at = '', key = '', sources: readonly Source[]): Explained {
  return {
    what: `${at} has the key ${key}, which is not text`,
    fix: `quote it: "${key}"`,
    path: [...pathIn(at, sources), key],
  }
}

function exclusive([name = '', one = '', other = '']: readonly string[]): Explained {
  return {
    what: `${name} has both ${one} and ${other}`,
    fix: 'keep one of them',
    path: ['services', name, other],
  }
}

function badPort(
  [part = '', value = '']: readonly string[],
  sources: readonly Source[],
): Explained {
  const words = part === 'ip address' ? 'host address' : part.replace('Port', ' port')
  const place = whereWritten(value, sources)?.place
  return {
    what: `an entry of ports has the ${words} ${value}`,
    fix: 'write "HOST:CONTAINER" with ports from 1 to 65535, or only "CONTAINER"',
    ...(place ? { place } : {}),
  }
}

function missingPort([entry = '']: readonly string[], sources: readonly Source[]): Explained {
  // The CLI writes <empty> where nothing stands, often because a variable has no value.
  const left = entry.replace('<empty>', '')
  const place = /\d/.test(left) ? whereWritten(left, sources)?.place : emptiedPort(left, sources)
  return {
    what: `an entry of ports is ${entry}`,
    fix: 'write "HOST:CONTAINER", and give its variables values or defaults',
    ...(place ? { place } : {}),
  }
}

/** The first entry of which this much is left once its variables are empty. */
function emptiedPort(left: string, sources: readonly Source[]): Place | undefined {
  for (const name of keysBelow(sources, ['services'])) {
    for (let index = 0; ; index++) {
      const path: Path = ['services', name, 'ports', index]
      const node = nodeAt(sources, path)?.node
      if (node === undefined) break
      const text = isScalar(node) ? String(node.value) : ''
      const emptied = text.replace(/\$(?:\w+|\{\w+\})/g, '')
      if (emptied !== text && emptied === left) return locate(sources, path)
    }
  }
  return undefined
}

function badMount([spec = '', why = '']: readonly string[], sources: readonly Source[]): Explained {
  const place = whereWritten(spec, sources)?.place
  return {
    what: `an entry of volumes is ${spec}: ${why}`,
    fix: 'write "SOURCE:TARGET" or "SOURCE:TARGET:ro"',
    ...(place ? { place } : {}),
  }
}

function badPlatform([platform = '']: readonly string[], sources: readonly Source[]): Explained {
  const place = whereWritten(platform, sources)?.place
  return {
    what: `a service runs on ${platform}, which its build does not make`,
    fix: `add ${platform} to its build.platforms`,
    ...(place ? { place } : {}),
  }
}
