/** What people let their servers say of a page that is not listed, as public repositories and tutorials have it. */
import { describe, expect, test } from 'vitest'
import { explain } from '../explain.ts'
import { readInput } from '../read-input.ts'

const APP = 'https://app.example.com'

const told = (text: string) => {
  const read = readInput(text)
  if ('why' in read) return read.why
  return explain(read).failures.map(({ causes, request }) => [causes[0]?.id, request.origin])
}

/** Of the callback’s error: what it says, and whether this alone is read, without a stack. */
const NAMING_THE_PAGE = [
  `Origin ${APP} not allowed by CORS`,
  `Origin '${APP}' not allowed by CORS`,
  `Origin ${APP} is not allowed by CORS`,
  `Origin "${APP}" not allowed by CORS policy`,
  `Origin ${APP} is not allowed`,
  `Origin ${APP} not allowed`,
  `CORS policy: origin ${APP} is not allowed`,
  `CORS policy: origin ${APP} not allowed`,
  `CORS: origin ${APP} not allowed`,
  `CORS: Origin "${APP}" not allowed`,
  `CORS error. Origin: ${APP} not allowed`,
  `CORS error: ${APP} is not allowed by CORS policy`,
  `CORS Error: Origin ${APP} not allowed by CORS policy`,
  `Not allowed by CORS: ${APP}`,
  `Origin not allowed by CORS: ${APP}`,
  `Origin not allowed: ${APP}`,
  `CORS blocked: Origin not allowed: ${APP}`,
  `CORS blocked for origin: ${APP}`,
  `CORS blocked origin: ${APP}`,
  `CORS blocked request from unauthorized origin: ${APP}`,
  `CORS rejected origin: ${APP}`,
  `CORS policy restricts access for origin: ${APP}`,
  `CORS blocked: ${APP}`,
  `CORS not allowed for ${APP}`,
  `Blocked by CORS: ${APP}`,
  `The CORS policy for this site does not allow access from the specified Origin: ${APP}`,
  `The CORS policy for this site does not allow access from the specified Origin. [origin: ${APP}]`,
  `The CORS policy for this site does not allow access from origin: ${APP}`,
  `The CORS policy for this origin does not allow access from ${APP}`,
  `The CORS policy for this origin doesn't allow access from the particular origin: ${APP}.`,
  `Access not allowed from the specified origin: ${APP}`,
]

const WITHOUT_THE_PAGE = [
  'Not allowed by CORS',
  'Not allowed by cors',
  'Not allowed by CORS!',
  'Origin not allowed by CORS',
  'Origin is not allowed by CORS.',
  'Origin not allowed by CORS policy',
  'Origin not allowed',
  'Origin is not allowed',
  'The CORS policy for this site does not allow access from the specified Origin.',
  "The CORS policy for this origin doesn't allow access from the particular origin.",
]

/** Behind the name of an error only: others say so in other places. */
const ERRORS = [
  'CORS not allowed',
  'CORS origin is not allowed.',
  'CORS origin denied',
  'CORS policy violation',
  'CORS policy blocked this request.',
  'CORS request strictly prohibited from this origin',
  'Blocked by CORS',
  'Blocked by CORS policy.',
]

/** Only the stack says who has said it. */
const ANYTHING = ['Not allowed', 'CORS', 'CORS !!', 'Forbidden', 'CORS 차단: 허용되지 않은 출처', 'Bad Request']

const STACK = '\n    at origin (/app/dist/main.js:14:20)\n    at /app/node_modules/cors/lib/index.js:219:13'
const FORMS: Readonly<Record<string, (text: string) => string>> = {
  'with its stack': (text) => `Error: ${text}${STACK}`,
  'of a class': (text) => `ForbiddenException: ${text}${STACK}`,
  'with an error of Windows': (text) => `Error: ${text}${STACK.replaceAll('/', '\\')}`,
  'in a log of containers': (text) => `Error: ${text}${STACK}`.replace(/^/gm, 'api-1  | '),
  'of pino': (text) =>
    JSON.stringify({ level: 50, err: { type: 'Error', message: text, stack: `Error: ${text}${STACK}` } }),
  'in the page of Express': (text) =>
    `<pre>Error: ${text}${STACK}</pre>`.replaceAll('\n', '<br>').replaceAll('    at', ' &nbsp; &nbsp;at'),
  'behind a pnpm path': (text) =>
    `Error: ${text}${STACK.replace('node_modules/', 'node_modules/.pnpm/cors@2.8.5/node_modules/')}`,
}
const LOGS: Readonly<Record<string, (text: string) => string>> = {
  alone: (text) => text,
  'as an error': (text) => `Error: ${text}\n    at origin (/srv/app/config/cors.js:9:12)`,
  'of Nest': (text) => `[Nest] 4321  - 03/12/2025, 10:11:12 AM   ERROR [ExceptionsHandler] ${text}`,
  'in a body': (text) => JSON.stringify({ statusCode: 403, message: text, error: 'Forbidden' }),
}

describe.each(Object.keys(FORMS))('%s', (form) => {
  test.each([...NAMING_THE_PAGE, ...WITHOUT_THE_PAGE, ...ERRORS, ...ANYTHING])(
    '%s is a refusal of the server',
    (text) => {
      const origin = text.includes(APP) ? APP : null
      expect(told((FORMS[form] as (typeof FORMS)[string])(text))).toEqual([['origin-refused-by-server', origin]])
    },
  )
})

describe.each(Object.keys(LOGS))('%s', (form) => {
  test.each([...NAMING_THE_PAGE, ...WITHOUT_THE_PAGE])('%s is a refusal of the server', (text) => {
    const origin = text.includes(APP) ? APP : null
    expect(told((LOGS[form] as (typeof LOGS)[string])(text))).toEqual([['origin-refused-by-server', origin]])
  })
})

test('the line may break where its code did', () => {
  const text = "Error: The CORS policy for this origin doesn't\n  allow access from the particular origin."
  expect(told(text + STACK)).toEqual([['origin-refused-by-server', null]])
})

test('only the words of a refusal are told, and never what else its line says', () => {
  for (const text of ['denied', 'Origin not allowed', `Origin ${APP} not allowed`, `CORS blocked for origin: ${APP}`])
    for (const form of Object.values(FORMS)) {
      const read = readInput(form(`${text} (key=S3cr3t)`).replace('api-1', 'S3cr3t'))
      expect(JSON.stringify('why' in read ? read.why : read.failures)).not.toContain('S3cr3t')
      expect(read).toMatchObject({ failures: [{ evidence: { said: { kind: 'refused-by-server' } } }] })
    }
})

test('each page that is refused is told once', () => {
  const other = 'http://localhost:4200'
  const log = [APP, other, APP].map((page) => `Error: Origin ${page} not allowed by CORS${STACK}`).join('\n')
  expect(told(`${log}\nError: Not allowed by CORS`)).toEqual([
    ['origin-refused-by-server', APP],
    ['origin-refused-by-server', other],
  ])
})

test.each(ERRORS)('%s is a refusal behind the name of an error', (text) => {
  expect(told(`Error: ${text}`)).toEqual([['origin-refused-by-server', null]])
  expect(told(`ERROR [ExceptionsHandler] ${text}`)).toEqual([['origin-refused-by-server', null]])
})

/** Sentences of browsers, which are near to these. */
test.each([
  `Origin ${APP} is not allowed by Access-Control-Allow-Origin.`,
  `Origin ${APP} is not allowed by Access-Control-Allow-Origin. Status code: 403`,
  `XMLHttpRequest cannot load https://api.example.com/x. Origin ${APP} is not allowed by Access-Control-Allow-Origin.`,
  `Origin ${APP} is not allowed by Access-Cont…`,
  `Origin ${APP} is not allowed …`,
  `Origin ${APP} is not allowed...`,
  `XMLHttpRequest cannot load https://api.example.com/x. No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin '${APP}' is therefore not allowed access.`,
  `Access to fetch at 'https://api.example.com/x' from origin '${APP}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
])('%s stays a line of a browser', (line) => {
  expect(readInput(line)).toMatchObject({
    failures: [{ evidence: { message: { codes: expect.arrayContaining(['MissingAllowOriginHeader']) } } }],
  })
})

test.each([
  'Request has been terminated\nPossible causes: the network is offline, Origin is not allowed by Access-Control-Allow-Origin, the page is being unloaded, etc.',
  'CORS blocked: https://api.example.com/users',
  'my call is blocked by CORS',
  'Blocked by CORS policy',
  'I get a CORS error',
])('%s is not read as a refusal of a server', (text) => {
  expect(JSON.stringify(told(text))).not.toContain('origin-refused-by-server')
})
