// What a registry or the engine's push said, sorted: worth another try or not, and what to do.
import type { CodeOf } from '../failure-codes.ts'

export interface Refusal {
  readonly kind: 'denied' | 'missing' | 'rate-limit' | 'busy' | 'network' | 'too-large' | 'other'
  /** Another try may succeed. */
  readonly passing: boolean
}

interface Sign extends Refusal {
  readonly pattern: RegExp
}

/** In the order of certainty: a 403 that mentions a timeout is a refusal. */
const signs: readonly Sign[] = [
  {
    kind: 'denied',
    passing: false,
    pattern:
      /unauthorized|not authorized|authentication required|denied|forbidden|insufficient.scope|no basic auth|\b40[13]\b/i,
  },
  { kind: 'rate-limit', passing: true, pattern: /toomanyrequests|too many requests|\b429\b/i },
  { kind: 'too-large', passing: false, pattern: /\b413\b|entity too large/i },
  {
    kind: 'missing',
    passing: false,
    pattern: /name unknown|repository .*(not found|does not exist)|\b404\b/i,
  },
  {
    kind: 'busy',
    passing: true,
    pattern:
      /\b(408|50[0-9]|52[0-9])\b|internal server error|bad gateway|unavailable|blob unknown/i,
  },
  {
    kind: 'network',
    passing: true,
    pattern:
      /connection (reset|refused|closed|lost)|\bE(CONNRESET|CONNREFUSED|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN)\b|ENOTFOUND|broken pipe|\bEOF\b|time-?out|timed out|no such host|no route to host|network is unreachable|name resolution|i\/o|socket hang up|socket disconnected|\baborted$|use of closed|GOAWAY|stream error/i,
  },
]

/** Names are taken out first: `acme/error-404` and `acme/forbidden` are no answers of a registry. */
export function sortRefusal(text: string, repository = ''): Refusal {
  const path = repository.slice(repository.indexOf('/') + 1)
  const bare = text.replace(/\bhttps?:\/\/[^\s"]+/g, '')
  const said = path === '' ? bare : bare.replaceAll(path, '')
  const sign = signs.find(({ pattern }) => pattern.test(said))
  return sign ? { kind: sign.kind, passing: sign.passing } : { kind: 'other', passing: false }
}

const codes: { readonly [Kind in Refusal['kind']]: CodeOf<'registry'> } = {
  denied: 'ST-REGISTRY-DENIED',
  missing: 'ST-REGISTRY-MISSING',
  'rate-limit': 'ST-REGISTRY-LIMIT',
  busy: 'ST-REGISTRY-SILENT',
  network: 'ST-REGISTRY-SILENT',
  'too-large': 'ST-REGISTRY-SIZE',
  other: 'ST-REGISTRY',
}

export function codeFor({ kind }: Refusal): CodeOf<'registry'> {
  return codes[kind]
}

/** Of a reference or repository: all before the first slash, which may hold a port. */
export function registryOf(reference: string): string {
  return reference.slice(0, reference.indexOf('/'))
}

/** The reference without its tag. */
export function repositoryOf(reference: string): string {
  const colon = reference.indexOf(':', reference.lastIndexOf('/'))
  return colon < 0 ? reference : reference.slice(0, colon)
}

/** One sentence on what to do, by registry where they differ. */
export function adviceFor({ kind }: Refusal, registry: string): string {
  switch (kind) {
    case 'denied':
      return deniedAdvice(registry)
    case 'missing':
      return missingAdvice(registry)
    case 'rate-limit':
      return registry === 'docker.io'
        ? 'log in to Docker Hub, which allows more requests then, or run it again later'
        : 'run it again later; what passed is pushed then'
    case 'too-large':
      return 'a layer is larger than the registry takes: split the step that makes it'
    case 'busy':
    case 'network':
      return 'run it again when the registry answers; a second run continues where this one ended'
    case 'other':
      return 'read what the registry said above; a second run continues where this one ended'
  }
}

function deniedAdvice(registry: string): string {
  if (registry === 'ghcr.io') {
    return 'give the job permissions: packages: write, and this repository write access in the settings of the package'
  }
  if (registry === 'docker.io') return 'log in with a token that may write to this repository'
  if (isAmazon(registry)) {
    return 'log in with a role that has ecr:PutImage and ecr:InitiateLayerUpload on this repository'
  }
  if (/(\.pkg\.dev|(^|\.)gcr\.io)$/.test(registry)) {
    return 'give the account roles/artifactregistry.writer on this repository'
  }
  if (/\.azurecr\.io$/.test(registry)) return 'give the account the role AcrPush'
  if (registry === 'quay.io') return 'give the robot account write permission on this repository'
  return 'log in with an account that may write to this repository'
}

function isAmazon(registry: string): boolean {
  return /\.amazonaws\.com(\.cn)?$/.test(registry) || registry === 'public.ecr.aws'
}

function missingAdvice(registry: string): string {
  if (isAmazon(registry)) return 'create the repository first: ECR makes none by itself'
  return 'check the name; some registries want the project or repository created first, and say 404 where access is missing'
}
