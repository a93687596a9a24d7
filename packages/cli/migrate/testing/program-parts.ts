/** Makes programs out of the forms in which people write such apps. */
import fc from 'fast-check'

export const APP = 'https://app.example.com'
export const ADMIN = 'https://admin.example.com'
export const EVIL = 'https://evil.test'

/** What stands before the app: lists, variables and helpers that the forms below use. */
export const PRELUDE = `
const list = ['${APP}', '${ADMIN}']
const fromEnvironment = process.env.CORSKIT_TEST_ORIGINS.split(',')
const patterns = [/^https:\\/\\/[a-z]+\\.example\\.com$/]
const map = { '${APP}': true, '${ADMIN}': '${ADMIN}' }
const isProd = process.env.NODE_ENV === 'production'
function isOurs(origin) { return list.includes(origin) }
const known = new Set(list)
const settings = JSON.parse('{}')
const subdomains = ['app', '*']
const growing = ['${APP}']
const growingMethods = ['PUT']
const growingHeaders = ['x-a']
function add(text, to) { to.push(text) }
function count(of) { return of.length }
function patternsOf(one) { return [one] }
const { partners } = { partners: ['${EVIL}'] }
globalThis.corskitTestList = ['${EVIL}']
`

/** What stands after the app: a function that is called later can use it already. */
export const POSTLUDE = `
const later = ['${APP}']
var laterToo = ['${APP}']
`

/** The environment that those programs run in. */
export const ENVIRONMENT = {
  CORSKIT_TEST_ORIGINS: `${APP},${ADMIN}`,
  CORSKIT_TEST_ORIGIN: APP,
  CORSKIT_TEST_ANY: '*',
  CORSKIT_TEST_METHODS: 'GET,PUT',
  CORSKIT_TEST_HEADERS: 'x-a',
  CORSKIT_TEST_EMPTY: '',
}

const CORS_HEADERS = [
  ['Access-Control-Allow-Origin', APP],
  ['Access-Control-Allow-Credentials', 'true'],
  ['Access-Control-Expose-Headers', 'X-Total'],
  ['Access-Control-Allow-Methods', 'PURGE'],
  ['Access-Control-Allow-Headers', 'x-b'],
] as const

/** What a handler does to the headers of the answer itself, if anything. @param ways with NAME and VALUE */
export const byHand = (ways: readonly string[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    fc
      .tuple(fc.constantFrom(...ways), fc.constantFrom(...CORS_HEADERS))
      .map(([way, [name, value]]) => way.replaceAll('NAME', `'${name}'`).replaceAll('VALUE', `'${value}'`)),
  )

const TESTS = [
  'list.includes(origin)',
  'list.indexOf(origin) !== -1',
  'list.indexOf(origin) > -1',
  '!origin || list.includes(origin)',
  'known.has(origin)',
  `origin === '${APP}'`,
  'fromEnvironment.includes(origin)',
  'list.some((entry) => entry === origin)',
  'patterns.some((pattern) => pattern.test(origin))',
  "origin && origin.startsWith('https://app.')",
  "origin && origin.endsWith('.example.com')",
  "(origin || '').startsWith('http://localhost:')",
  'isOurs(origin)',
  '!list.includes(origin)',
  '!isProd',
  "list.includes((origin || '').replace(/\\/$/, ''))",
  'origin',
  'list.every((entry) => entry !== origin)',
  'list.includes(origin) === true',
  'list.includes(origin) === false',
  'list.findIndex((entry) => entry === origin) >= 0',
  "(origin || '').length > 0",
  'list.some((entry) => entry !== origin)',
  'list.some(function (entry) { return entry === origin })',
  'list.some((entry) => { return !(entry === origin) })',
  'list.every(function (entry) { return entry !== origin })',
  'list.find((entry) => entry !== origin) !== undefined',
  'list.some((entry) => entry.length !== origin.length)',
  'list.some((entry) => entry > origin)',
  'list.findIndex(function (entry) { return entry != origin }) >= 0',
  "origin > 'https://a'",
  'Boolean(origin)',
  "(origin || '').slice(0, 8) === 'https://'",
  "(origin || '').charAt(0) === 'h'",
  "(origin || '')[0] === 'h'",
  "(origin || '').slice(-12) === '.example.com'",
  "(origin || '').substring(0, 5) !== 'ftp:'",
  "new RegExp('example.com').test(origin)",
  "'https://evil.test.example.com'.match(origin) !== null",
  "new RegExp(origin).test('https://evil.test.example.com')",
  'list.map((entry) => entry === origin).includes(false)',
  'later.includes(origin)',
  'growing.includes(origin)',
  'laterToo.indexOf(origin) !== -1',
]

const YES = ['true', 'origin', "'*'", `'${APP}'`, 'list', 'map[origin]', '1', 'origin || true']
const NO = ['false', 'null', 'undefined', "''", `'${ADMIN}'`]
const ERRORS = ["new Error('no')", "Error('no')", "'no'"]

const test = fc.constantFrom(...TESTS)

/** A function's own list, under a name that means something else outside of it, or nothing. */
const ownList = fc
  .tuple(fc.constantFrom('const', 'let', 'var'), fc.constantFrom('own', 'partners', 'list', 'later', 'corskitTestList'))
  .map(([kind, name]) => ({ name, text: `${kind} ${name} = ['${APP}', '${ADMIN}']` }))

const withOwnList = (yes: fc.Arbitrary<string>, no: fc.Arbitrary<string>) =>
  fc
    .tuple(ownList, fc.constantFrom('', '!origin || '), yes, no, fc.boolean())
    .map(([{ name, text }, before, yes, no, isInBlock]) =>
      isInBlock
        ? `{ ${text}; if (${before}${name}.includes(origin)) { ${yes}; return } } ${no}`
        : `${text}; if (${before}${name}.includes(origin)) { ${yes} } else { ${no} }`,
    )
const yes = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('true', 'origin') }, fc.constantFrom(...YES))
const no = fc.constantFrom(...NO)
const error = fc.constantFrom(...ERRORS)

/** An answer in one expression. */
const answer = fc.oneof(
  test,
  fc.tuple(test, yes, no).map(([condition, yes, no]) => `${condition} ? ${yes} : ${no}`),
  fc.tuple(test, no, yes).map(([condition, no, yes]) => `!(${condition}) ? ${no} : ${yes}`),
  fc.tuple(test, yes).map(([condition, yes]) => `(${condition}) && ${yes}`),
  fc.constantFrom(
    'map[origin]',
    'list.find((entry) => entry === origin)',
    'list.find((entry) => entry.startsWith(origin))',
  ),
  fc.constantFrom(
    '!!map[origin]',
    'Boolean(map[origin])',
    'list',
    'true',
    'origin',
    'list[0]',
    'list.includes(origin) ? origin : list[0]',
  ),
)

const denial = fc.oneof(
  no.map((text) => `callback(null, ${text})`),
  error.map((text) => `callback(${text})`),
  fc.constant('callback(null)'),
)
const consent = yes.map((text) => `callback(null, ${text})`)

/** What gives the origin, another name for it or the list another value before the answer. */
const CHANGED = [
  `origin = '${APP}'; LOOKUP(origin)`,
  `var origin = '${APP}'; LOOKUP(origin)`,
  `var { origin } = { origin: '${APP}' }; LOOKUP(origin)`,
  'origin = list[0]; LOOKUP(origin)',
  '[origin] = list; LOOKUP(origin)',
  'for (origin of list) break; LOOKUP(origin)',
  `if (origin) origin = '${APP}'; LOOKUP(origin)`,
  `origin &&= '${APP}'; LOOKUP(origin)`,
  `origin = origin.replace(/.*/, '${APP}'); LOOKUP(origin)`,
  `let o = origin; o = '${APP}'; LOOKUP(o)`,
  `let o = '${APP}'; if (!origin) o = origin; LOOKUP(o)`,
  `let o; o = origin; o = list[0]; LOOKUP(o)`,
  `arguments[0] = '${APP}'; LOOKUP(origin)`,
  'list.push(origin); LOOKUP(origin)',
  'list.unshift(origin); LOOKUP(origin)',
  'list[list.length] = origin; LOOKUP(origin)',
  'const own = []; own.push(origin); if (own.includes(origin)) { YES } else { NO }',
  'map[origin] = true; if (map[origin]) { YES } else { NO }',
  'known.add(origin); if (known.has(origin)) { YES } else { NO }',
  "origin = (origin || '').toLowerCase(); LOOKUP(origin)",
  "origin = origin || ''; LOOKUP(origin)",
  'let o = origin; if (!o) o = null; LOOKUP(o)',
]

const changedFirst = (yes: fc.Arbitrary<string>, no: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom(...CHANGED), yes, no).map(([text, yes, no]) =>
    text
      .replace(/LOOKUP\((\w+)\)/, 'if (list.includes($1)) { YES } else { NO }')
      .replace('YES', yes)
      .replace('NO', no),
  )

/** The body of a function with a callback. */
const callbackBody = fc.oneof(
  { weight: 2, arbitrary: changedFirst(consent, denial) },
  { weight: 3, arbitrary: withOwnList(consent, denial) },
  answer.map((text) => `callback(null, ${text})`),
  fc.tuple(test, consent, denial).map(([test, yes, no]) => `if (${test}) { ${yes} } else { ${no} }`),
  fc.tuple(test, consent, denial).map(([test, yes, no]) => `if (${test}) return ${yes}; return ${no}`),
  fc.tuple(test, consent, denial).map(([test, yes, no]) => `${test} ? ${yes} : ${no}`),
  fc
    .tuple(test, test, consent, denial)
    .map(([one, two, yes, no]) => `return ${one} ? ${yes} : ${two} ? ${yes} : ${no}`),
  fc.tuple(test, answer, error).map(([test, yes, error]) => `callback(${test} ? null : ${error}, ${yes})`),
  fc.tuple(test, denial, consent).map(([test, no, yes]) => `if (!(${test})) { ${no}; return } ${yes}`),
  fc
    .tuple(test, test, consent, denial)
    .map(([one, two, yes, no]) => `if (${one}) { ${yes} } else if (${two}) { ${yes} } else { ${no} }`),
  fc.tuple(test, denial).map(([test, no]) => `const ok = ${test}; if (ok) { return callback(null, true) } ${no}`),
  fc
    .tuple(test, denial)
    .map(([test, no]) => `let ok = false; if (${test}) ok = true; if (ok) callback(null, ok); else ${no}`),
  denial.map((no) => `for (const entry of list) { if (entry === origin) return callback(null, true) } ${no}`),
  fc.tuple(consent, denial).map(([yes, no]) => `try { new URL(origin); ${yes} } catch { ${no} }`),
  denial.map((no) => `switch (origin) { case '${APP}': return callback(null, true) } ${no}`),
  fc
    .tuple(consent, denial)
    .map(([yes, no]) => `switch (origin) { case '${APP}': case '${ADMIN}': return ${yes}; default: return ${no} }`),
  fc.tuple(consent, denial).map(([yes, no]) => `switch (origin) { case '${APP}': { ${yes}; break } default: ${no} }`),
  fc
    .tuple(consent, denial)
    .map(([yes, no]) => `switch (origin) { default: return ${yes}; case '${APP}': return ${no} }`),
  fc
    .tuple(test, consent, denial)
    .map(([test, yes, no]) => `switch (true) { case ${test}: return ${yes}; default: return ${no} }`),
  denial.map(
    (no) =>
      `let ok = false; switch (origin) { case '${APP}': ok = true; break } if (ok) return callback(null, ok); ${no}`,
  ),
)

const withCallback = fc.oneof(
  answer.map((text) => `(origin, callback) => callback(null, ${text})`),
  fc.tuple(test, consent, denial).map(([test, yes, no]) => `(origin, callback) => (${test} ? ${yes} : ${no})`),
  callbackBody.map((text) => `function (origin, callback) { ${text} }`),
  callbackBody.map((text) => `async (origin, callback) => { ${text} }`),
)

const returnBody = fc.oneof(
  changedFirst(
    yes.map((text) => `return ${text}`),
    no.map((text) => `return ${text}`),
  ),
  {
    weight: 2,
    arbitrary: withOwnList(
      yes.map((text) => `return ${text}`),
      no.map((text) => `return ${text}`),
    ),
  },
  answer.map((text) => `return ${text}`),
  fc.tuple(test, yes, no).map(([test, yes, no]) => `if (${test}) return ${yes}; return ${no}`),
  fc.tuple(test, yes).map(([test, yes]) => `if (${test}) { return ${yes} }`),
  fc.tuple(test, no, yes).map(([test, no, yes]) => `if (!(${test})) return ${no}; return ${yes}`),
)

const VALUES = [
  "'*'",
  `'${APP}'`,
  `'${APP}/'`,
  "'https://*.example.com'",
  `['${APP}', '${ADMIN}']`,
  'list',
  "['*']",
  `['*', '${APP}']`,
  `['${APP}/', '${ADMIN}']`,
  'fromEnvironment',
  'process.env.CORSKIT_TEST_ORIGIN',
  'process.env.CORSKIT_TEST_ANY',
  "process.env.CORSKIT_TEST_NONE || '*'",
  `process.env.CORSKIT_TEST_ORIGIN || '${ADMIN}'`,
  'process.env.CORSKIT_TEST_ORIGINS.split(",")',
  'process.env.CORSKIT_TEST_ORIGIN === "x" ? false : list',
  `isProd ? '${APP}' : '*'`,
  `isProd ? '${APP}' : true`,
  'isProd && list',
  '[process.env.CORSKIT_TEST_ORIGIN, "https://b.example"]',
  `\`https://\${'app'}.example.com\``,
  'true',
  'false',
  'undefined',
  'isOurs',
  'patterns',
  '/^https:\\/\\/[a-z]+\\.example\\.com$/',
  '/example\\.com$/',
  'new RegExp("example.com")',
  "[...list, 'https://c.example']",
  'list.concat("https://c.example")',
  `(process.env.CORSKIT_TEST_NONE || 'https://*.example.com,${APP}').split(',')`,
  "(process.env.CORSKIT_TEST_NONE || '*').split(',')",
  "(process.env.CORSKIT_TEST_ORIGINS + ',https://*.example.com').split(',')",
  "['app', '*'].map((name) => 'https://' + name + '.example.com')",
  `subdomains.map((name) => \`https://\${name}.example.com\`)`,
  "[process.env.CORSKIT_TEST_NONE || 'https://*.example.com']",
  'list.concat("https://*.example.com")',
  `\`https://\${process.env.CORSKIT_TEST_NONE || '*'}.example.com\``,
  'patternsOf("https://*.example.com").slice()',
  'growing',
  `Object.freeze(['${APP}'])`,
  'isProd ? list : growing',
  '[...growing]',
]

const value = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...VALUES) }, fc.constant('growing'))

/** Tests of a request that do not look at its origin. */
const ofRequest = (header: string) => {
  const context = header.split('.', 1)[0] ?? ''
  return fc.constantFrom(
    `${context}.req.method !== 'PURGE'`,
    `${header}('x-none') !== 'x'`,
    `!${header}('authorization')`,
    context === 'c' ? "c.req.path.startsWith('/x')" : "ctx.path === '/x'",
    context === 'c' ? "!c.req.query('x')" : "ctx.request.headers['x-none'] === undefined",
    context === 'c' ? "c.req.url.includes('/x')" : "ctx.url.endsWith('x')",
    context === 'c' ? 'c.env?.DEV === undefined' : '!ctx.state.user',
  )
}

/** What stands at `origin`, by the way in which the package asks a function. */
export const ORIGINS = {
  callback: fc.oneof(value, { weight: 3, arbitrary: withCallback }),
  promise: fc.oneof(
    value,
    withCallback,
    returnBody.map((text) => `async (origin) => { ${text} }`),
  ),
  'header-of-origin': fc.oneof(
    value,
    fc
      .tuple(ofRequest('c.req.header'), returnBody)
      .map(([test, text]) => `(origin, c) => { if (${test}) return origin; ${text} }`),
    { weight: 2, arbitrary: returnBody.map((text) => `(origin, c) => { ${text} }`) },
    answer.map((text) => `(origin) => ${/^\(/.test(text) ? text : `(${text})`}`),
  ),
  'header-of-context': fc.oneof(
    value,
    fc
      .tuple(ofRequest('ctx.get'), returnBody)
      .map(([test, text]) => `(ctx) => { const origin = ctx.get('Origin'); if (${test}) return origin; ${text} }`),
    returnBody.map((text) => `(ctx) => { const origin = ctx.get('Origin'); ${text} }`),
    returnBody.map((text) => `async function (ctx) { const origin = ctx.request.headers.origin; ${text} }`),
    answer.map((text) => `ctx => (${text.replaceAll('origin', "ctx.get('origin')")})`),
    answer.map((text) => `(ctx) => (${text.replaceAll('origin', 'ctx.headers.origin')})`),
  ),
}

const lists = {
  methods: ['growingMethods', "'GET,PUT'", "['PUT', 'DELETE']", '[]', "'*'", "['put']", "['GET', 'PUT', 'DELTE']"],
  headers: ['growingHeaders', "'X-A, Content-Type'", "['x-a']", '[]', "''", "'*'"],
}

/** What is only known when the app runs, and may be nothing then. */
const unsetOr = (set: string, list: string) => [
  'undefined',
  'process.env.CORSKIT_TEST_NONE',
  'process.env.CORSKIT_TEST_EMPTY',
  'process.env.CORSKIT_TEST_NONE?.split(",")',
  `process.env.${set}`,
  `process.env.${set}?.split(",")`,
  `process.env.CORSKIT_TEST_NONE || ${list}`,
  "process.env.CORSKIT_TEST_NONE || '*'",
  "(process.env.CORSKIT_TEST_NONE || '*').split(',')",
  `process.env.CORSKIT_TEST_NONE ?? process.env.${set}`,
  `isProd ? ${list} : undefined`,
  `isProd ? ${list} : process.env.${set}?.split(",")`,
  `isProd && ${list}`,
  'settings.none',
  'settings?.none',
  `[process.env.${set}].filter(Boolean)`,
]

const unset = {
  methods: unsetOr('CORSKIT_TEST_METHODS', "['PUT']"),
  headers: unsetOr('CORSKIT_TEST_HEADERS', "['x-a']"),
  exposed: unsetOr('CORSKIT_TEST_HEADERS', "['x-total']"),
}

/** The other options, under the names that the package has for them. */
export function otherOptions(names: {
  methods: string
  headers: string
  exposed: string
  texts: boolean
}): fc.Arbitrary<string[]> {
  const isTaken = (text: string) => names.texts || !/^'|process\.env\.\w+$|'\*'$/.test(text)
  const listOf = (tidy: readonly string[], unset: readonly string[]) =>
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...tidy) }, fc.constantFrom(...unset.filter(isTaken)))
  return fc
    .record(
      {
        [names.methods]: listOf(lists.methods.filter(isTaken), unset.methods),
        [names.headers]: listOf(lists.headers.filter(isTaken), unset.headers),
        [names.exposed]: listOf(["['X-Total']", "['x-total', 'etag']", '[]'], unset.exposed),
        credentials: fc.constantFrom('true', 'true', 'false', 'undefined', 'settings.none'),
        maxAge: fc.constantFrom('600', '0', '999999', 'undefined', 'settings.none', 'process.env.CORSKIT_TEST_NONE'),
        optionSuccessStatus: fc.constant('200'),
        optionsSuccessStatus: fc.constantFrom('200', '204', '200', "'200'", '404', '500', 'undefined', '302'),
        method: fc.constant("'DELETE'"),
        credential: fc.constant('true'),
      },
      { requiredKeys: [] },
    )
    .map((given) => Object.entries(given).map((pair) => pair.join(': ')))
}
