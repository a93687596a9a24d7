/** Servers and requests: what a console line tells is compared with what the diagnosis of the server finds. */
import type { RequestInput } from 'corskit/browser'
import type { AskedInMemory, ServerInMemory } from './ask-in-memory.ts'
import { requestOf, STYLES, serverOf, WRONGS } from './refusing-servers.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.net/users'

type Lines = readonly (readonly [string, string])[]
type Answer = ReturnType<ServerInMemory>

export interface Situation {
  readonly name: string
  readonly request: RequestInput
  readonly server: ServerInMemory
}

const allow = (...values: readonly string[]): Lines => values.map((value) => ['access-control-allow-origin', value])

/** The lines of Access-Control-Allow-Origin. */
const ORIGINS: readonly (readonly string[])[] = [
  [],
  ['*'],
  [PAGE],
  ['null'],
  [''],
  [`${PAGE}/`],
  [`${PAGE}/path`],
  [PAGE.toUpperCase()],
  ['https://App.example.com'],
  ['http://app.example.com'],
  ['https://app.example.com:8443'],
  ['https://www.app.example.com'],
  ['https://else.example.com'],
  ['app.example.com'],
  ['https://*.example.com'],
  ['/example/'],
  ['undefined'],
  ['true'],
  ['$http_origin'],
  ['"*"'],
  [`["${PAGE}"]`],
  [`${PAGE}, https://b.example.com`],
  [`https://b.example.com,${PAGE}`],
  [`${PAGE} https://b.example.com`],
  [`*, ${PAGE}`],
  [PAGE, PAGE],
  ['*', '*'],
  [PAGE, 'https://b.example.com'],
  ['*', PAGE],
]

const CREDENTIALS = ['same-origin', 'include'] as const
const ALLOW_CREDENTIALS: readonly Lines[] = [
  [],
  [['access-control-allow-credentials', 'true']],
  [['access-control-allow-credentials', 'True']],
  [
    ['access-control-allow-credentials', 'true'],
    ['access-control-allow-credentials', 'true'],
  ],
]
const ERRORS = [
  400, 401, 403, 404, 405, 407, 408, 413, 421, 422, 429, 431, 463, 499, 500, 501, 502, 503, 504, 520, 522, 530, 561,
]
const REDIRECTS = [301, 302, 303, 307, 308]
const PREFLIGHT_STATUSES = [200, 204, 206, ...REDIRECTS, 304, ...ERRORS]

const isPreflight = ({ header, method }: AskedInMemory) =>
  method === 'OPTIONS' && header('access-control-request-method') !== null
const isOwnPath = ({ url }: AskedInMemory) => new URL(url).pathname === '/users'

/** The whole server is so. */
const always =
  (answer: Answer): ServerInMemory =>
  () =>
    answer

/** Only this path is so; everything else of the server allows the page. */
const here =
  (answer: Answer): ServerInMemory =>
  (asked) =>
    isOwnPath(asked) && !isPreflight(asked) ? answer : { status: 204, headers: allow(PAGE) }

const told = (value: unknown) => JSON.stringify(value)

/** What the answer to a request without a preflight has. */
const values: readonly Situation[] = ORIGINS.flatMap((origins) =>
  CREDENTIALS.flatMap((credentials) =>
    ALLOW_CREDENTIALS.map((own) => ({
      name: `GET ${credentials}: ${told([...allow(...origins), ...own])}`,
      request: { origin: PAGE, url: API, credentials },
      server: always({ status: 200, headers: [...allow(...origins), ...own] }),
    })),
  ),
)

/** Errors, with and without the headers, where the rest of the server is the same or allows the page. */
const errors: readonly Situation[] = [200, 304, ...ERRORS].flatMap((status) =>
  [[], ['https://else.example.com'], [PAGE, PAGE]].flatMap((origins) =>
    [always, here].map((place) => ({
      name: `GET ${place.name} ${status}: ${told(origins)}`,
      request: { origin: PAGE, url: API },
      server: place({ status, headers: allow(...origins) }),
    })),
  ),
)

/** The preflight has this answer, and the request behind it a good one. */
const preflighted =
  (preflight: Answer, own: Lines): ServerInMemory =>
  (asked) =>
    isPreflight(asked) ? preflight : { status: 200, headers: [...allow(PAGE), ...own] }

const LOCATIONS: Readonly<Record<string, string | null>> = {
  nowhere: null,
  slash: '/users/',
  'other path': '/v2/users',
  'other server': 'https://else.example.net/users',
  login: 'https://login.example.net/login',
  ftp: 'ftp://files.example.net/users',
  'user name': 'https://me:secret@else.example.net/users',
  'user name, own server': 'https://me:secret@api.example.net/v2',
  data: 'data:text/plain,x',
  'not a URL': 'https://[',
  itself: '/users',
}
const locationOf = (location: string | null): Lines => (location === null ? [] : [['location', location]])

const preflights: readonly Situation[] = PREFLIGHT_STATUSES.flatMap((status) =>
  [[], [PAGE], ['*']].flatMap((origins) =>
    (REDIRECTS.includes(status) ? Object.values(LOCATIONS) : [null]).map((location) => ({
      name: `PUT, preflight ${status} ${told(origins)} to ${location}`,
      request: { origin: PAGE, url: API, method: 'PUT' },
      server: preflighted({ status, headers: [...allow(...origins), ...locationOf(location)] }, []),
    })),
  ),
)

const preflightValues: readonly Situation[] = ORIGINS.flatMap((origins) =>
  CREDENTIALS.flatMap((credentials) =>
    ALLOW_CREDENTIALS.slice(0, 3).map((own) => ({
      name: `PUT ${credentials}, preflight ${told([...allow(...origins), ...own])}`,
      request: { origin: PAGE, url: API, method: 'PUT', credentials },
      server: preflighted(
        { status: 204, headers: [...allow(...origins), ...own, ['access-control-allow-methods', 'PUT']] },
        own,
      ),
    })),
  ),
)

const METHODS = [null, '', 'PUT', 'PATCH', 'put', 'patch', '*', 'GET, POST', 'PUT; PATCH', '"PUT"', 'PUT PATCH']
const HEADERS = [
  null,
  '',
  'x-a',
  'X-A',
  '*',
  'content-type',
  'x-a; x-b',
  '"x-a"',
  'authorization',
  'x-a, authorization',
]
const ASKED: readonly (readonly string[])[] = [
  [],
  ['x-a'],
  ['authorization'],
  ['traceparent'],
  ['access-control-allow-origin'],
  ['x-a', 'traceparent'],
]

const listed = (
  method: string,
  asked: readonly string[],
  credentials: (typeof CREDENTIALS)[number],
  methods: string | null,
  headers: string | null,
): Situation => ({
  name: `${method} ${credentials} with ${told(asked)}: ${told([methods, headers])}`,
  request: {
    origin: PAGE,
    url: API,
    method,
    credentials,
    headers: Object.fromEntries(asked.map((name) => [name, 'x'])),
  },
  server: preflighted(
    {
      status: 204,
      headers: [
        ...allow(PAGE),
        ['access-control-allow-credentials', 'true'],
        ...(methods === null ? [] : [['access-control-allow-methods', methods] as const]),
        ...(headers === null ? [] : [['access-control-allow-headers', headers] as const]),
      ],
    },
    [['access-control-allow-credentials', 'true']],
  ),
})

const lists: readonly Situation[] = CREDENTIALS.flatMap((credentials) => [
  ...['GET', 'PUT', 'PATCH', 'patch', 'put'].flatMap((method) =>
    METHODS.map((methods) => listed(method, ['x-a'], credentials, methods, 'x-a')),
  ),
  ...ASKED.flatMap((asked) => HEADERS.map((headers) => listed('PUT', asked, credentials, 'PUT', headers))),
])

const redirects: readonly Situation[] = [302, 308].flatMap((status) =>
  Object.values(LOCATIONS).flatMap((location) =>
    ['GET', 'PUT'].flatMap((method) =>
      [[], [PAGE], ['*'], ['https://else.example.com']].flatMap((before) =>
        [[], [PAGE], ['*'], ['null'], ['https://else.example.com'], [PAGE, PAGE], [`${PAGE}/`]].map((after) => ({
          name: `${method} ${status} ${told(before)} to ${location}: ${told(after)}`,
          request: { origin: PAGE, url: API, method },
          server: ((asked) => {
            const isFirst = isOwnPath(asked) && new URL(asked.url).host === 'api.example.net'
            if (isFirst && !isPreflight(asked))
              return { status, headers: [...allow(...before), ...locationOf(location)] }
            return {
              status: isPreflight(asked) ? 204 : 200,
              headers: [...allow(...(isFirst ? [PAGE] : after)), ['access-control-allow-methods', 'PUT']],
            }
          }) as ServerInMemory,
        })),
      ),
    ),
  ),
)

/** The ways in which frameworks refuse. */
const refusals: readonly Situation[] = STYLES.filter(({ varies }) => varies).flatMap((style) =>
  WRONGS.map((wrong) => ({
    name: `${wrong.what} ${told(style)} ${told(wrong)}`,
    request: requestOf(wrong),
    server: serverOf(style),
  })),
)

/** In the words of WebKit, which prints them. */
const SILENT: Answer = { networkError: 'The network connection was lost.' }

const silent: readonly Situation[] = ['GET', 'POST', 'PUT'].flatMap((method) =>
  [true, false].map((isWhole) => ({
    name: `${method} without ${isWhole ? 'any' : 'the last'} answer`,
    request: { origin: PAGE, url: API, method },
    server: (asked) =>
      isPreflight(asked) && !isWhole
        ? { status: 204, headers: [...allow(PAGE), ['access-control-allow-methods', 'PUT']] }
        : SILENT,
  })),
)

export const SITUATIONS: readonly Situation[] = [
  ...silent,
  ...refusals,
  ...values,
  ...errors,
  ...preflights,
  ...preflightValues,
  ...lists,
  ...redirects,
]
