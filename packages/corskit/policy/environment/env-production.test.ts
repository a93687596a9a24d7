/** In production too, a fix that is code is accepted, and an entry of `CORS_ORIGIN` has one fix. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { issuesOfEnv } from './testing/issues-of-env.ts'

const host = fc.constantFrom(
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    'localhost.localdomain',
    'ip6-localhost',
    'tauri.localhost',
  ],
  ...['127.0.0.1', '127.1', '0', '0x7f000001', '[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '127.0.0.*'],
  ...[
    'host.docker.internal',
    '*.internal',
    '*.localdomain',
    'l*.localdomain',
    'localhost*',
    '*.localhost',
    '*localhost',
  ],
  ...[
    'app.example.com',
    'APP.example.com',
    '*.example.com',
    '*example.com',
    'a.*.com',
    'b.example.com',
    'bücher.example',
  ],
  ...['10.1', '[fd00:0::1]', '*.github.io', '', 'example', 'a b.com', "a'b.com"],
)
const scheme = fc.constantFrom(
  'http://',
  'https://',
  '',
  'HTTP://',
  'htp://',
  'ws://',
  'http:',
  'file:///',
  'http://http://',
)
const user = fc.constantFrom('', '', '', 'user@', 'user:secret@')
const port = fc.constantFrom('', '', ':3000', ':80', ':443', ':*', ':30*', ':', ':99999', ':03000', '://3000')
const rest = fc.constantFrom('', '', '', '/', '/path', '?a=b', '#top', '\\', '/8')
const origin = fc.tuple(scheme, user, host, port, rest).map((parts) => parts.join(''))
const around = fc.constantFrom<[string, string]>(['', ''], ['', ''], ['"', '"'], ["'", ''], [' ', ' '], ['/^', '$/'])
const one = fc.tuple(around, origin).map(([[left, right], text]) => left + text + right)
const between = fc.constantFrom(',', ',', ', ', ';', ' ', '|', '、', '')
const value = fc.array(fc.tuple(one, between), { minLength: 1, maxLength: 4 }).map((parts) =>
  parts
    .flat()
    .join('')
    .replace(/[,;| 、]$/, ''),
)
const environment = fc.record({
  NODE_ENV: fc.constantFrom('production', 'production', 'production', 'development'),
  CORS_ORIGIN: value,
  CORS_CREDENTIALS: fc.constantFrom('false', 'true'),
  CORS_DANGEROUSLY_ALLOW_LOOPBACK: fc.constantFrom('false', 'false', 'false', 'true'),
  CORS_DANGEROUSLY_ALLOW_PUBLIC_SUFFIXES: fc.constantFrom('false', 'true'),
})

const isCode = (fix: string) => !/\s/.test(fix)
const placeOf = (path: string) => Number(/^CORS_ORIGIN\[(\d+)\]$/.exec(path)?.[1] ?? -1)
const entriesOf = (text: string) =>
  text
    .trim()
    .split(',')
    .map((entry) => entry.trim())

test('a fix that is code is accepted in its place, with the same variables', () => {
  fc.assert(
    fc.property(environment, (env) => {
      const entries = entriesOf(env.CORS_ORIGIN)
      for (const { path, fix } of issuesOfEnv(env)) {
        const place = placeOf(path)
        if (place < 0 || !isCode(fix)) continue
        const CORS_ORIGIN = entries.with(place, fix).join(',')
        const pasted = fix.split(',').map((_, at) => `CORS_ORIGIN[${place + at}]`)
        const again = issuesOfEnv({ ...env, CORS_ORIGIN }).filter((issue) => pasted.includes(issue.path))
        expect(again, `${JSON.stringify(env)} → ${path} ${fix}`).toEqual([])
      }
    }),
    runs(1_000, 10_000),
  )
})

test('the issues of one entry do not contradict each other', () => {
  fc.assert(
    fc.property(environment, (env) => {
      const fixes = new Map<string, Set<string>>()
      for (const { path, fix } of issuesOfEnv(env)) fixes.set(path, (fixes.get(path) ?? new Set()).add(fix))
      for (const [path, all] of fixes) {
        if (placeOf(path) < 0) continue
        // Each of several mistakes may have a sentence of its own.
        const areSentences = [...all].every((fix) => !isCode(fix) && !fix.startsWith('remove '))
        if (!areSentences) expect([...all], `${JSON.stringify(env)} ${path}`).toHaveLength(1)
      }
    }),
    runs(1_000, 10_000),
  )
})

test('all fixes together are accepted, where none of them is a sentence', () => {
  fc.assert(
    fc.property(environment, (env) => {
      const issues = issuesOfEnv(env)
      const repaired = entriesOf(env.CORS_ORIGIN).map((entry, index) => {
        const fix = issues.find(({ path }) => placeOf(path) === index)?.fix
        return fix === undefined || isCode(fix) ? (fix ?? entry) : fix.startsWith('remove ') ? '' : null
      })
      if (issues.some(({ path }) => placeOf(path) < 0) || repaired.includes(null)) return
      const CORS_ORIGIN = repaired.filter((entry) => entry !== '').join(',')
      if (CORS_ORIGIN !== '') expect(issuesOfEnv({ ...env, CORS_ORIGIN }), JSON.stringify(env)).toEqual([])
    }),
    runs(1_000, 10_000),
  )
})

const removed = (text: string) =>
  `origin-loopback-in-production: remove '${text}' (or set CORS_DANGEROUSLY_ALLOW_LOOPBACK=true)`
const APP = 'https://app.example.com'

test.each<[origins: string, ...said: string[]]>([
  ...[
    ...[
      'localhost:3000',
      'HTTP://localhost:3000',
      'http://LOCALHOST:3000',
      'http://localhost:3000/',
      'http://localhost:80',
    ],
    ...['http://localhost:3000/path', 'http://localhost:3000?a=b', 'http://localhost:3000#top'],
    ...['http://127.1', 'http://[0:0:0:0:0:0:0:1]', 'htp://localhost:3000', 'ws://localhost:3000', 'localhost://3000'],
    ...[
      '"http://localhost:3000"',
      'http://localhost:99999',
      'http://localhost:3000;http://127.0.0.1:3000',
      'http://*.localdomain',
    ],
    ...['http://host.docker.internal:3000', 'http://localhost'],
  ].map((text): [string, string] => [text, removed(text)]),
  [`http://localhost:3000;${APP}`, `origin-several-in-one: ${APP}`],
  [`${APP} http://localhost:3000 https://b.example.com`, `origin-several-in-one: ${APP},https://b.example.com`],
  [`http://localhosthttps://b.example.com`, 'origin-host-invalid: https://b.example.com'],
  ['http://localhost/;https://b.example.com', 'origin-several-in-one: write a list with one string for each origin'],
  ['app.example.com:8080', 'origin-scheme-missing: https://app.example.com:8080'],
  ['file:///index.html', 'origin-scheme-refused: name the origin that you mean, like https://app.example.com'],
  [`${APP},HTTP://localhost,${APP}/`, removed('HTTP://localhost'), `origin-trailing-slash: remove '${APP}/'`],
])('in production, %s is told once, and by a fix that works there', (CORS_ORIGIN, ...said) => {
  const env = { NODE_ENV: 'production', CORS_ORIGIN, CORS_DANGEROUSLY_ALLOW_PUBLIC_SUFFIXES: 'true' }
  expect(issuesOfEnv(env).map(({ code, fix }) => `${code}: ${fix}`)).toEqual(said)
})

test.each([
  'http://user:hunter@localhost:3000',
  'http://user@localhost',
  'http://user:pa,ss@localhost',
  '"http://user:hunter@127.1"',
  'http://user:hunter@localhost;http://user:hunter@127.0.0.1',
  'http://user:hunter@localhost;https://user:hunter@b.example.com',
])('%s: nothing that is said repeats a password', (CORS_ORIGIN) => {
  const issues = issuesOfEnv({ NODE_ENV: 'production', CORS_ORIGIN })
  expect(issues.length).toBeGreaterThan(0)
  for (const { message, fix } of issues) expect(`${message} ${fix}`).not.toMatch(/hunter|ss@/)
})

test('a fix that leaves an origin out says so', () => {
  const CORS_ORIGIN = `http://localhost:3000;${APP};http://127.0.0.1`
  expect(issuesOfEnv({ NODE_ENV: 'production', CORS_ORIGIN }).map(({ message }) => message)).toEqual([
    "one string is one origin; several are a list; 'http://localhost:3000' and 'http://127.0.0.1' are left out, because NODE_ENV is production",
  ])
})
