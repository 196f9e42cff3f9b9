// Known symptoms on output as it was recorded, each with its cause and cure.
import { describe, expect, test } from '@jest/globals'
import { diagnose, type Signs, symptoms } from '../../src/health/symptoms.ts'

function signs(over: Partial<Signs>): Signs {
  return {
    service: 'api',
    said: [],
    probes: [],
    status: 'exited',
    health: undefined,
    neededHealthyBy: [],
    memoryLimit: 0,
    others: [
      { service: 'db', ports: [5432] },
      { service: 'cache', ports: [6379] },
    ],
    ...over,
  }
}

function probe(output: string, exitCode = 1): Pick<Signs, 'probes' | 'status' | 'health' | 'said'> {
  const probes = [{ exitCode, output, durationMs: 20 }]
  return { probes, status: 'running', health: 'starting', said: [output] }
}

const exit = { exitCode: 1, oomKilled: false }

const rows: readonly (readonly [string, Partial<Signs>, RegExp, RegExp])[] = [
  [
    'out of memory',
    { exit: { exitCode: 137, oomKilled: true }, memoryLimit: 33_554_432 },
    /more than its limit of 32 MiB/,
    /raise mem_limit/,
  ],
  [
    'killed, with a memory limit',
    { exit: { exitCode: 137, oomKilled: false }, memoryLimit: 33_554_432 },
    /most likely for lack of memory \(OOM\), with its limit of 32 MiB/,
    /raise mem_limit/,
  ],
  [
    'no healthcheck command in the image',
    probe(
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH',
      -1,
    ),
    /healthcheck command not found in image: curl/,
    /a program that the image has/,
  ],
  [
    'no healthcheck command in the image',
    probe('/bin/sh: curl: not found\n', 127),
    /not found in image: curl/,
    /install/,
  ],
  [
    'probe hangs',
    probe('Health check exceeded timeout (1s)', -1),
    /no answer within its timeout of 1s/,
    /raise timeout/,
  ],
  [
    'another architecture',
    { said: ['exec /app/server: exec format error'], exit },
    /another processor architecture/,
    /platform/,
  ],
  [
    'port taken',
    {
      status: 'created',
      said: [
        'failed to set up container networking: driver failed programming external connectivity on endpoint p-web-1 (d1): Bind for 0.0.0.0:8080 failed: port is already allocated',
      ],
    },
    /host port 8080 is taken/,
    /let the engine choose/,
  ],
  [
    'port taken',
    {
      status: 'created',
      said: [
        'failed to set up container networking: driver failed programming external connectivity on endpoint p-web-1 (d1): failed to bind host port for 0.0.0.0:8080:172.20.0.2:80/tcp: listen tcp4 0.0.0.0:8080: bind: address already in use',
      ],
    },
    /host port 8080 is taken/,
    /end what holds it/,
  ],
  [
    'no space left',
    { said: ['initdb: error: could not write: No space left on device'], exit },
    /disk of the engine is full/,
    /docker system df/,
  ],
  [
    'command of the container missing',
    {
      status: 'created',
      said: [
        'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "serve": executable file not found in $PATH',
      ],
    },
    /its image has no serve/,
    /correct command/,
  ],
  [
    'wrong credentials',
    { said: ['error: password authentication failed for user "harbor"'], exit },
    /the database refuses harbor/,
    /old volume keeps its first password/,
  ],
  [
    'missing environment variable',
    {
      said: [
        'Error: Database is uninitialized and superuser password is not specified.',
        '       You must specify POSTGRES_PASSWORD to a non-empty value for the',
      ],
      exit,
    },
    /POSTGRES_PASSWORD is missing/,
    /add POSTGRES_PASSWORD/,
  ],
  [
    'missing environment variable',
    { said: ['Error: DATABASE_URL is not set'], exit },
    /DATABASE_URL is missing/,
    /environment:/,
  ],
  [
    'missing environment variable',
    { said: ["KeyError: 'SECRET_KEY'"], exit },
    /SECRET_KEY is missing/,
    /env_file:/,
  ],
  [
    'missing environment variable',
    { said: ['sh: TOKEN: parameter not set'], exit },
    /TOKEN is missing/,
    /TOKEN/,
  ],
  [
    'not writable',
    { said: ["Error: EACCES: permission denied, open '/app/cache/x'"], exit },
    /may not use \/app\/cache\/x/,
    /chown/,
  ],
  [
    'not writable',
    { said: ['touch: /data/x: Permission denied'], exit },
    /may not use \/data\/x/,
    /chown/,
  ],
  [
    'localhost of another service',
    { said: ['Error: connect ECONNREFUSED 127.0.0.1:5432'], exit },
    /asks 127\.0\.0\.1:5432, which is itself; db listens on 5432/,
    /write db:5432/,
  ],
  [
    'localhost of another service',
    probe("wget: can't connect to remote host: Connection refused localhost:6379"),
    /cache listens on 6379/,
    /write cache:6379/,
  ],
  [
    'localhost of another service',
    {
      said: [
        'psycopg2.OperationalError: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused',
      ],
      exit,
    },
    /asks localhost:5432/,
    /write db:5432/,
  ],
  [
    'refused by another service',
    { said: ['dial tcp: connect to cache:6379: connection refused'], exit },
    /cache:6379 refuses connections from other containers/,
    /let cache listen on 0\.0\.0\.0/,
  ],
  [
    'unknown host',
    { said: ['Error: getaddrinfo ENOTFOUND database'], exit },
    /the name database is known to no one/,
    /the name of a service: db, cache/,
  ],
  [
    'unknown host',
    { said: ["wget: bad address 'db:80'"], exit },
    /the name db is known/,
    /one network/,
  ],
  [
    'no healthcheck where one is needed',
    { status: 'running', neededHealthyBy: ['web'] },
    /neither its Compose service nor its image/,
    /service_started/,
  ],
  [
    'ended well, but is no one-shot',
    { exit: { exitCode: 0, oomKilled: false } },
    /did its work and ended/,
    /x-sea-trial: \{ one-shot: true \}/,
  ],
  ['slow start', probe('not yet'), /never succeeded/, /raise start_period/],
]

describe('a failing service shows', () => {
  test.each(rows)('%s', (name, over, why, fix) => {
    const symptom = symptoms.find((one) => one.name === name)
    expect(symptom?.diagnose(signs(over))?.why).toMatch(why)
    expect(diagnose(signs(over))?.why).toMatch(why)
    expect(diagnose(signs(over))?.fix).toMatch(fix)
  })
})

test('every symptom of the table is shown on recorded output', () => {
  expect(new Set(rows.map(([name]) => name))).toEqual(new Set(symptoms.map(({ name }) => name)))
})

test.each([
  ['an exit of which its log says nothing known', { said: ['bye'], exit }],
  [
    'a connection refused on a port that nobody is known to have',
    { said: ['connect ECONNREFUSED 127.0.0.1:9'], exit },
  ],
  ['a failure with an empty log', { exit }],
])('%s gets no made-up cause', (_, over) => {
  expect(diagnose(signs(over))).toBe(undefined)
})
