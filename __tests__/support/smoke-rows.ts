// One check per row as it stands below `x-smoke` of a service; the parser and the schema judge both.

export const accepted: readonly string[] = [
  'get: /health',
  'post: /ships\nbody: { name: Endurance }\nexpect: { status: 201 }',
  'get: /x\ncookies: { theme: dark, size: 3 }\nneeds: other',
  'get: /x\ncookies: none',
  'put: /x\nbody: text',
  'patch: /x\nbody: { form: { a: b } }',
  'delete: /x\nexpect: { status: [200, 204] }',
  'head: /x\nexpect: { status: 2xx }',
  'request: OPTIONS /x',
  'get: https://api:8443/x\ntls: { insecure: true }',
  'get: /x\ntls: { ca: certs/ca.pem }\nauth: { username: a, password: b }',
  'get: /x\nredirects: follow\nport: 8080\nfrom: web',
  'get: /x\nheaders: { accept: text/html }\ncapture: { token: json.access_token, id: { header: location, regex: "(\\\\d+)" } }',
  'get: /x\nexpect: { headers: { content-type: { matches: "^text/" } }, body: [a, { not: b }], within: 500ms, size: { max: 1MB } }',
  'get: /x\nexpect: { json: { a: [1] }, "json.length(items)": 3, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 }',
  'get: /x\nname: a name\nretry: { until: 10s, every: 100ms }\ntimeout: 2s\nneeds: [other]',
  'get: /x\nretry: false',
  'get: /x\nretry: 5s',
  'tcp: 5432',
  'tcp: localhost:5432\nsend: PING\nexpect: { data: PONG, within: 1s }',
  'exec: [test, -w, /app/cache]',
  'exec: redis-cli ping\nuser: root\nexpect: { stdout: PONG, stderr: { equals: "" }, exit: 0 }',
  'exec: "echo $HOME | wc -c"\nshell: sh',
  'run: npx playwright test\nworkdir: e2e\nenv: { CI: "1" }',
  'service: e2e',
  'service: e2e\ncommand: [npm, test]\nexpect: { exit: [0, 2] }',
  'logs: { never: [panic, { matches: "ERR(OR)?" }] }',
  'logs: { appear: ready }\nretry: 10s',
  'image: { user: "!root", max-size: 450MB, healthcheck: true, secrets: none }',
  'image: { files: { /app: { mode: "0755", type: directory }, /root/.npmrc: false }, exposes: [8080], env: { NODE_ENV: production } }',
]

export interface RefusedRow {
  readonly text: string
  /** Place in the file that `readForService` makes, what, and what to write. */
  readonly says: RegExp
  /** The schema knows shapes, not what durations, commands and expressions mean. */
  readonly schema?: 'takes it'
}

export const refused: readonly RefusedRow[] = [
  { text: 'got: /health', says: /^smoke.yaml:4:9: unknown check got; write get$/ },
  {
    text: 'name: nothing',
    says: /:4:9: a check says nothing to check; write exactly one of get, post/,
  },
  { text: 'get: /a\nhead: /b', says: /a check has get and head; write one check for each/ },
  { text: 'get: /a\nexpct: {}', says: /:5:9: unknown key expct; write expect/ },
  { text: 'tcp: 80\nbody: x', says: /:5:9: unknown key body; known are tcp, name, expect/ },
  { text: 'get: health', says: /get is health, not a path; write a path that begins with \// },
  { text: 'get: file:///etc/passwd', says: /:4:9: get has the scheme file; write http or https/ },
  { text: 'get: ftp://api/x', says: /scheme ftp/ },
  { text: 'get: http://me:secret@api/', says: /credentials in its URL; write auth/ },
  {
    text: 'get: /a\nexpect: { status: 99 }',
    says: /:5:19: 99 is no HTTP status; write a number from 100/,
  },
  { text: 'get: /a\nexpect: { status: [] }', says: /status allows nothing/ },
  { text: 'get: /a\nexpect: { statsu: 200 }', says: /:5:19: unknown key statsu; write status/ },
  { text: 'get: /a\nexpect: { within: 5 }', says: /"5" has no unit; write 5s/ },
  {
    text: 'get: /a\nexpect: { body: { matches: "(" } }',
    says: /Invalid regular expression/,
    schema: 'takes it',
  },
  { text: 'get: /a\nexpect: { "json.a[": 1 }', says: /is not JMESPath/, schema: 'takes it' },
  { text: 'get: /a\nexpect: { sha256: abc }', says: /sha256 is abc; write 64 hexadecimal digits/ },
  { text: 'get: /a\nexpect: [200]', says: /expect is not a map/ },
  { text: 'get: /a\nretry: { untl: 3s }', says: /unknown key untl; write until/ },
  {
    text: 'get: /a\ntls: { insecure: yes please }',
    says: /insecure is yes please; write true or false/,
  },
  { text: 'get: /a\nauth: { username: me }', says: /auth lacks a part/ },
  { text: 'get: /a\nredirects: folow', says: /redirects is folow; write follow/ },
  { text: 'get: /a\ncapture: { 1a: json.x }', says: /1a is no name for a value/ },
  { text: 'get: /a\ncapture: { a: x }', says: /a is x; write json.<expression>, header.<name>/ },
  {
    text: 'get: /a\ncookies: all',
    says: /:5:9: cookies is not a map; write one, such as: cookies/,
  },
  {
    text: 'get: /a\ncookies: { "a b": c }',
    says: /:5:20: the cookie a b has a sign that no cookie has; encode it/,
  },
  {
    text: 'get: /a\ncookies: { a: "b; c" }',
    says: /:5:20: the cookie a has a sign that no cookie has; encode it/,
    schema: 'takes it',
  },
  {
    text: 'get: /a\nheaders: { Cookie: a=b }\ncookies: { a: b }',
    says: /:6:9: headers has a cookie already; write it below cookies/,
    schema: 'takes it',
  },
  { text: 'request: /x', says: /request is \/x; write a method and a path/ },
  { text: 'tcp: nowhere', says: /tcp is nowhere; write host:port/ },
  { text: 'tcp: localhost:70000', says: /tcp is localhost:70000/, schema: 'takes it' },
  {
    text: 'exec: ls | wc',
    says: /\| needs a shell, and none reads the command; add shell: sh/,
    schema: 'takes it',
  },
  { text: 'exec: "ls \'a"', says: /quote ' is never closed/, schema: 'takes it' },
  { text: 'exec: []', says: /exec is empty; name a program/ },
  { text: 'exec: [ls]\nshell: sh', says: /a list has no use for shell/, schema: 'takes it' },
  {
    text: 'exec: ls\nexpect: { exit: 300 }',
    says: /exit is 300; write a whole number from 0 to 255/,
  },
  { text: 'logs: {}', says: /logs says nothing/ },
  { text: 'logs: { nevr: [x] }', says: /unknown key nevr; write never/ },
  { text: 'image: { usr: root }', says: /unknown key usr; write user/ },
  { text: 'image: { max-size: big }', says: /"big" is not a size/ },
  { text: 'image: { files: { /a: { mode: 644 } } }', says: /mode is 644; write it in quotes/ },
  { text: 'image: { files: { a: true } }', says: /a is not a path in the image; write \/a/ },
  { text: 'image: { secrets: some }', says: /secrets is some; write one of none/ },
]
