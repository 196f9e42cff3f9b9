// Why Compose could not create the containers of a stack, told by what it and the engine said.
import type { Failure, Place } from '../errors.ts'
import type { CodeOf } from '../failure-codes.ts'
import type { Outcome } from '../world/world.ts'

/** Who uses an image, and where the user wrote it. */
export interface ImageUser {
  readonly service: string
  readonly image: string
  readonly where?: Place
}

type Blame =
  | { readonly class: 'input'; readonly code: CodeOf<'input'> }
  | { readonly class: 'infrastructure'; readonly code: CodeOf<'infrastructure'> }

type Refusal = Blame & {
  readonly said: RegExp
  readonly tell: (found: string) => Pick<Failure, 'what' | 'why' | 'fix'>
}

const image = '"?([^\\s",]+)"?'

/** By the words of the engine; the group is the name of what was refused. */
const refusals: readonly Refusal[] = [
  {
    said: /(all predefined address pools have been fully subnetted)/,
    class: 'infrastructure',
    code: 'ST-NETWORK',
    tell: (why) => ({
      what: 'the engine has no addresses left for another network',
      why,
      fix: 'remove networks that nobody uses (docker network prune), or add default-address-pools to daemon.json',
    }),
  },
  {
    said: /(Pool overlaps with other one on this address space)/,
    class: 'infrastructure',
    code: 'ST-NETWORK',
    tell: (why) => ({
      what: 'a network of the stack has addresses that another network has already',
      why,
      fix: 'leave out ipam of the network, so that the engine chooses, or remove the other network',
    }),
  },
  {
    said: new RegExp(
      `failed to resolve reference ${image}: .*(?:429|toomanyrequests|rate limit)`,
      'i',
    ),
    class: 'infrastructure',
    code: 'ST-PULL',
    tell: (name) => ({
      what: `the image ${name} could not be pulled: its registry limits how often one may ask`,
      fix: 'log in to that registry before (docker/login-action), or use a mirror',
    }),
  },
  {
    said: new RegExp(
      `(?:failed to resolve reference|pull access denied for) ${image}.*(?:denied|401|403|unauthorized|authorization failed|may require)`,
      'i',
    ),
    class: 'infrastructure',
    code: 'ST-PULL',
    tell: (name) => ({
      what: `the image ${name} may not be pulled`,
      why: 'its registry knows no such image, or does not give it to this login',
      fix: 'correct its name, or log in to its registry before (docker/login-action)',
    }),
  },
  {
    said: new RegExp(
      `failed to resolve reference ${image}: .*(?:: not found|manifest unknown)`,
      'i',
    ),
    class: 'input',
    code: 'ST-IMAGE-ABSENT',
    tell: (name) => ({
      what: `there is no image ${name}`,
      why: 'its registry answers: not found',
      fix: 'correct name and tag of the image',
    }),
  },
  {
    said: new RegExp(
      `failed to resolve reference ${image}: .*(?:no such host|timeout|connection refused|no route|EOF|reset by peer|50[0-9])`,
      'i',
    ),
    class: 'infrastructure',
    code: 'ST-PULL',
    tell: (name) => ({
      what: `the image ${name} could not be pulled: its registry does not answer`,
      fix: 'see whether the registry is up and the engine can reach it; run the trial again',
    }),
  },
  {
    said: /container name "\/?([^"]+)" is already in use/,
    class: 'infrastructure',
    code: 'ST-NAME-TAKEN',
    tell: (name) => ({
      what: `another container has the name ${name}`,
      why: 'container_name gives a name of which an engine has one',
      fix: `leave container_name out, or remove the other: docker rm -f ${name}`,
    }),
  },
  {
    said: /((?:network|volume) \S+) declared as external, but could not be found|(?:external )?(volume "[^"]+") not found/,
    class: 'input',
    code: 'ST-EXTERNAL-ABSENT',
    tell: (name) => ({
      what: `the external ${name} does not exist`,
      fix: `create it in a step before, or leave external: out`,
    }),
  },
  {
    said: /(no space left on device)/i,
    class: 'infrastructure',
    code: 'ST-DISK-FULL',
    tell: (why) => ({
      what: 'the disk of the engine is full',
      why,
      fix: 'see what fills it with: docker system df',
    }),
  },
]

const shownLines = 10

export function explainCreate(outcome: Outcome, users: readonly ImageUser[]): Failure {
  const lines = linesOf(outcome)
  return explainKnown(outcome, users) ?? unknownRefusal(outcome, lines, lines.slice(-shownLines))
}

function linesOf({ stdout, stderr }: Outcome): readonly string[] {
  return `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim())
}

/** Undefined where nobody knows these words; a pull by itself fails with the same ones. */
export function explainKnown(outcome: Outcome, users: readonly ImageUser[]): Failure | undefined {
  const lines = linesOf(outcome)
  const evidence = lines.slice(-shownLines)
  for (const { said, tell, ...blame } of refusals) {
    const found = lines.map((line) => said.exec(line)).find((match) => match !== null)
    const name = found?.slice(1).find((group) => group !== undefined)
    if (name === undefined) continue
    const user = users.find((one) => isSameImage(one.image, name))
    const told = tell(name)
    const what = user ? `${user.service}: ${told.what}` : told.what
    return {
      stage: 'stack',
      ...blame,
      ...told,
      what,
      ...(user?.where && { where: user.where }),
      evidence,
    }
  }
  return undefined
}

/** The engine spells out what a short name leaves to it. */
function isSameImage(written: string, spelled: string): boolean {
  const name = spelled.replace(/^docker\.io\/(?:library\/)?/, '')
  return written === spelled || written === name || `${written}:latest` === name
}

function unknownRefusal(
  { timedOut, exitCode }: Outcome,
  lines: readonly string[],
  evidence: readonly string[],
): Failure {
  const told = lines.findLast((line) => /error|denied|not found|failed/i.test(line)) ?? lines.at(-1)
  return {
    stage: 'stack',
    class: 'test',
    code: 'ST-NOT-CREATED',
    what: 'the containers of the stack could not be created',
    why: timedOut ? 'its time was up' : (told ?? `Compose ended with exit code ${exitCode}`),
    fix: 'the lines below are the last that Compose said',
    evidence,
  }
}
