// Every code by which programs and readers know a failure; docs/failures.md explains each one.

/** Whose move it is: the exit code and the report follow from it. */
export type FailureClass = 'input' | 'build' | 'test' | 'registry' | 'infrastructure' | 'cancelled'

export interface CodeRow {
  readonly code: `ST-${string}`
  readonly class: FailureClass
}

/** A code never changes its meaning; one that is no longer used is not given to anything else. */
export const failureCodes = [
  { code: 'ST-INPUT', class: 'input' },
  { code: 'ST-INPUT-UNKNOWN', class: 'input' },
  { code: 'ST-CONTRADICTION', class: 'input' },
  { code: 'ST-LOGIN', class: 'input' },
  { code: 'ST-SECRETS', class: 'input' },
  { code: 'ST-SECRET-SHOWN', class: 'input' },
  { code: 'ST-SECRET-ARGUMENT', class: 'input' },
  { code: 'ST-EVENT', class: 'input' },
  { code: 'ST-FORK', class: 'input' },
  { code: 'ST-COMMIT', class: 'input' },
  { code: 'ST-COMPOSE', class: 'input' },
  { code: 'ST-COMPOSE-ABSENT', class: 'input' },
  { code: 'ST-COMPOSE-REMOTE', class: 'input' },
  { code: 'ST-BUILD-SOURCE', class: 'input' },
  { code: 'ST-BUILDER-UNKNOWN', class: 'input' },
  { code: 'ST-IMAGE-ELSEWHERE', class: 'input' },
  { code: 'ST-MOUNT-ELSEWHERE', class: 'input' },
  { code: 'ST-STORE', class: 'input' },
  { code: 'ST-IMAGE-NAME', class: 'input' },
  { code: 'ST-IMAGE-ABSENT', class: 'input' },
  { code: 'ST-EXTERNAL-ABSENT', class: 'input' },
  { code: 'ST-LINT', class: 'input' },
  { code: 'ST-POLICY', class: 'input' },
  { code: 'ST-TAGS', class: 'input' },
  { code: 'ST-CANNOT-SIGN', class: 'input' },
  { code: 'ST-SIGSTORE-ROOT', class: 'input' },
  { code: 'ST-SIGNER', class: 'input' },
  { code: 'ST-NO-PROMOTION', class: 'input' },
  { code: 'ST-CHECKS', class: 'input' },
  { code: 'ST-NO-CHECKS', class: 'input' },
  { code: 'ST-HAND-OVER', class: 'input' },
  { code: 'ST-NO-STACK', class: 'input' },
  { code: 'ST-BUILD', class: 'build' },
  { code: 'ST-BUILD-TIME', class: 'build' },
  { code: 'ST-BASE-IMAGE', class: 'build' },
  { code: 'ST-SECRET-KEPT', class: 'build' },
  { code: 'ST-NOT-CREATED', class: 'test' },
  { code: 'ST-NOT-STARTED', class: 'test' },
  { code: 'ST-EXITED', class: 'test' },
  { code: 'ST-CRASH-LOOP', class: 'test' },
  { code: 'ST-MEMORY', class: 'test' },
  { code: 'ST-UNHEALTHY', class: 'test' },
  { code: 'ST-NOT-READY', class: 'test' },
  { code: 'ST-CONTAINER-GONE', class: 'test' },
  { code: 'ST-CHECK', class: 'test' },
  { code: 'ST-BROKE', class: 'test' },
  { code: 'ST-SHARDS', class: 'test' },
  { code: 'ST-NOT-CERTIFIED', class: 'test' },
  { code: 'ST-REGISTRY', class: 'registry' },
  { code: 'ST-REGISTRY-DENIED', class: 'registry' },
  { code: 'ST-REGISTRY-MISSING', class: 'registry' },
  { code: 'ST-REGISTRY-LIMIT', class: 'registry' },
  { code: 'ST-REGISTRY-SILENT', class: 'registry' },
  { code: 'ST-REGISTRY-SIZE', class: 'registry' },
  { code: 'ST-TAG-TAKEN', class: 'registry' },
  { code: 'ST-OTHER-DIGEST', class: 'registry' },
  { code: 'ST-REGISTRY-BYTES', class: 'registry' },
  { code: 'ST-ENGINE', class: 'infrastructure' },
  { code: 'ST-TOOL', class: 'infrastructure' },
  { code: 'ST-COMPOSE-SILENT', class: 'infrastructure' },
  { code: 'ST-COMPOSE-OUTPUT', class: 'infrastructure' },
  { code: 'ST-BUILDER', class: 'infrastructure' },
  { code: 'ST-DISK-FULL', class: 'infrastructure' },
  { code: 'ST-PULL', class: 'infrastructure' },
  { code: 'ST-NETWORK', class: 'infrastructure' },
  { code: 'ST-NOT-SIGNED', class: 'infrastructure' },
  { code: 'ST-NO-ROOT', class: 'infrastructure' },
  { code: 'ST-NAME-TAKEN', class: 'infrastructure' },
  { code: 'ST-PORT-TAKEN', class: 'infrastructure' },
  { code: 'ST-REPLACED', class: 'infrastructure' },
  { code: 'ST-BUG', class: 'infrastructure' },
  { code: 'ST-CANCELLED', class: 'cancelled' },
] as const satisfies readonly CodeRow[]

type Row = (typeof failureCodes)[number]

export type FailureCode = Row['code']

export type CodeOf<Class extends FailureClass> = Extract<Row, { readonly class: Class }>['code']
