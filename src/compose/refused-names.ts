// Services, files and variables that `docker compose config` misses: sentences recorded from 2.40.3.

import { type Explained, type Explainers, pathIn, whereWritten } from './explained.ts'
import { keysBelow, locate, type Path } from './places.ts'
import type { Source } from './sources.ts'
import { closest } from './words.ts'

const SECTIONS = new Map([
  ['network', 'networks'],
  ['volume', 'volumes'],
  ['secret', 'secrets'],
  ['config', 'configs'],
])

export const refusedNames: Explainers = [
  [/^service "(.+)" depends on undefined service "?([^"]+)"?$/, undefinedService],
  [/^service "(.+)" declares unknown service "(.+)" as additional contexts (.+)$/, unknownContext],
  [/^service "(.+)" refers to undefined (network|volume|secret|config) (.+)$/, undefinedPart],
  [/^service "(.+)" declares non-buildable service "(.+)" as additional contexts (.+)$/, notBuilt],
  [/^cannot extend service "(.+)" in .+: service "(.+)" not found(?: in (.+))?$/, unknownBase],
  [/^no such service: (.+)$/, notSelectable],
  [/^dependency cycle detected: (.+)$/, circle],
  [/^service "(.+)" has neither an image nor a build context specified$/, noImage],
  [
    /^error while interpolating (\S+): required variable (\S+) is missing a value(?:: ([\s\S]*))?$/,
    missingVariable,
  ],
  [/^env file (\S.*) not found/, missingEnvFile],
  [/^couldn't find env file: (.+)$/, missingEnvFile],
  [/^(?:open|stat|lstat) (.+): no such file or directory$/m, missingFile],
  [/^(?:open|read) (.+): (permission denied|is a directory)$/m, unreadable],
  [/^no configuration file provided: not found/, noConfiguration],
  [/^(\S+) conflicts with imported resource$/, conflict],
  [/^failed to pull OCI resource "([^"]+)": ([\s\S]+)$/, unreachable],
  [
    /unknown (?:docker )?command:? .*compose|'compose' is not a docker command|unknown shorthand flag: 'f' in -f/,
    noPlugin,
  ],
]

function undefinedService(
  [name = '', needed = '']: readonly string[],
  sources: readonly Source[],
): Explained {
  const names = keysBelow(sources, ['services'])
  // Also said of network_mode, ipc, pid, links and volumes_from, which count as dependencies.
  const path: Path = ['services', name, 'depends_on', needed]
  const written = locate(sources, path) ? path : ['services', name]
  if (names.includes(needed)) {
    return {
      what: `${name} depends on ${needed}, which is not selected`,
      why: `no profile of ${needed} is selected`,
      fix: `select a profile of ${needed}, or write required: false under that dependency`,
      path: written,
    }
  }
  return {
    what: `${name} depends on ${needed}, which no file defines`,
    fix: writeOr(needed, names, `define a service ${needed}`),
    path: written,
  }
}

function unknownContext(
  [name = '', needed = '', context = '']: readonly string[],
  sources: readonly Source[],
): Explained {
  return {
    what: `${name} builds from ${needed} as ${context}, which no file defines`,
    fix: writeOr(
      needed,
      keysBelow(sources, ['services']),
      `define a service ${needed}`,
      'service:',
    ),
    path: ['services', name, 'build', 'additional_contexts', context],
  }
}

function undefinedPart(
  [name = '', kind = '', part = '']: readonly string[],
  sources: readonly Source[],
): Explained {
  const section = SECTIONS.get(kind) ?? kind
  const exact: Path = ['services', name, section, part]
  return {
    what: `${name} uses the ${kind} ${part}, which no file defines`,
    fix: writeOr(
      part,
      keysBelow(sources, [section]),
      `define ${part} under the top-level ${section}`,
    ),
    path: locate(sources, exact) ? exact : ['services', name, section],
  }
}

function notBuilt([name = '', needed = '', context = '']: readonly string[]): Explained {
  return {
    what: `${name} builds from ${needed} as ${context}, and ${needed} is not built`,
    fix: `give ${needed} a build, or write docker-image:// and the name of its image`,
    path: ['services', name, 'build', 'additional_contexts', context],
  }
}

function unknownBase(
  [name = '', base = '', file = '']: readonly string[],
  sources: readonly Source[],
): Explained {
  const there = sources.filter(({ path }) => path === file || path.endsWith(`/${file}`))
  const names = (file ? there : sources).flatMap((source) =>
    keysBelow([{ ...source, reachedBy: 'include' }], ['services']),
  )
  return {
    what: `${name} extends ${base}, which ${file || 'that file'} does not define`,
    fix: writeOr(base, names, `define a service ${base} there`),
    path: ['services', name, 'extends', 'service'],
  }
}

function notSelectable([name = '']: readonly string[], sources: readonly Source[]): Explained {
  const names = keysBelow(sources, ['services'])
  return {
    what: `input services: no file defines ${name}`,
    fix: writeOr(name, names, `write one of ${names.slice(0, 10).join(', ')}`),
  }
}

function circle([names = '']: readonly string[]): Explained {
  const [first = '', second = ''] = names.split(' -> ')
  return {
    what: `services depend on each other in a circle: ${names}`,
    fix: 'remove one of these dependencies',
    path: ['services', first, 'depends_on', second],
  }
}

function noImage([name = '']: readonly string[]): Explained {
  return {
    what: `${name} has neither an image nor a build`,
    fix: 'add `image:` or `build:` to it',
    path: ['services', name],
  }
}

function missingVariable(
  [at = '', variable = '', text = '']: readonly string[],
  sources: readonly Source[],
): Explained {
  return {
    what: `${at.replace('.[]', '')} needs the variable ${variable}, which has no value`,
    ...(text ? { why: text } : {}),
    fix: `set ${variable} in \`env:\` of the step or in an env file, or give it a default: \${${variable}:-value}`,
    path: pathIn(at, sources),
  }
}

function missingEnvFile([file = '']: readonly string[], sources: readonly Source[]): Explained {
  const { written, ...place } = asWritten(file, sources)
  return {
    what: `the env file ${written} does not exist`,
    fix: 'correct the path, create the file, or write required: false beside its path',
    ...place,
  }
}

function missingFile([file = '']: readonly string[], sources: readonly Source[]): Explained {
  const { written, ...place } = asWritten(file, sources)
  return {
    what: `the file ${written} does not exist`,
    fix: 'correct the path, or check that the file is committed and checked out',
    ...place,
  }
}

function unreadable(
  [file = '', why = '']: readonly string[],
  sources: readonly Source[],
): Explained {
  const { written, ...place } = asWritten(file, sources)
  return { what: `${written} cannot be read: ${why}`, fix: 'name a readable file', ...place }
}

function asWritten(file: string, sources: readonly Source[]) {
  return whereWritten(file, sources) ?? { written: file }
}

function noConfiguration(): Explained {
  return {
    what: 'there is no Compose file in this folder',
    fix: 'add compose.yaml, or name the files in the input files',
  }
}

function conflict([at = '']: readonly string[], sources: readonly Source[]): Explained {
  return {
    what: `${at} is defined here and in an included file`,
    fix: 'rename one of them, or list this file beside the included one under `include: - path: [...]`',
    path: pathIn(at, sources),
  }
}

function unreachable([resource = '', why = '']: readonly string[]): Explained {
  return {
    trouble: 'ST-PULL',
    what: `the included ${resource} cannot be fetched`,
    why,
    fix: 'check its name and the login to that registry',
    path: ['include'],
  }
}

function noPlugin(): Explained {
  return {
    trouble: 'ST-TOOL',
    what: 'docker has no compose command',
    fix: 'install the Compose plugin, version 2.36 or newer',
    evidence: true,
  }
}

function writeOr(word: string, known: readonly string[], otherwise: string, prefix = ''): string {
  const near = closest(word, known)
  return near ? `write ${prefix}${near}` : otherwise
}
