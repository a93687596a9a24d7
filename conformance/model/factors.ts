/**
 * What a generated case is made of: each factor with its levels. Most levels are at edges: the values on both sides of
 * a rule. A level that says `random…` is filled in by `generate.ts`.
 */

import type { Places } from '../places.ts'
import type { CallWay, PageKind } from '../scenario.ts'

const A128 = 'a'.repeat(128)
const A129 = 'a'.repeat(129)

export type HeaderPairs = readonly (readonly [string, string])[]

export const FACTORS = {
  method: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'patch', 'put', 'post', 'OPTIONS', 'Egg', 'QUERY'],
  mode: ['cors', 'cors', 'cors', 'cors', 'no-cors', 'same-origin'],
  credentials: ['omit', 'same-origin', 'include', 'include'],
  redirect: ['follow', 'follow', 'follow', 'follow', 'manual', 'error'],
  page: ['normal', 'normal', 'normal', 'sandboxed', 'data'],
  target: ['B', 'B', 'C', 'D', 'A'],
  hops: [0, 0, 0, 1, 1, 2, 3, 4],
  calls: ['once', 'once', 'once', 'twice', 'other-method', 'other-credentials', 'other-header'],
  body: ['none', 'none', 'string', 'json', 'urlsearchparams', 'formdata', 'blob', 'blob-json', 'bytes'],
  referrerPolicy: [
    undefined,
    undefined,
    '',
    'no-referrer',
    'no-referrer-when-downgrade',
    'same-origin',
    'origin',
    'strict-origin',
    'origin-when-cross-origin',
    'strict-origin-when-cross-origin',
    'unsafe-url',
  ],
  headers: [
    'none',
    'none',
    'safelisted',
    'edge',
    'custom',
    'authorization',
    'two',
    'repeated',
    'forbidden',
    'hint',
    'long-sum',
  ],
  // `only-if-cached` sends nothing: the cache is empty.
  cache: [undefined, undefined, undefined, undefined, 'default', 'no-store', 'reload', 'no-cache', 'force-cache'],
  server: ['allows', 'allows', 'allows', 'mutated', 'mutated', 'mutated', 'mutated', 'random', 'silent'],
} as const

export type FetchLevels = { readonly [Name in keyof typeof FACTORS]: (typeof FACTORS)[Name][number] }

/** One level of each factor. What only some decks have is left out by the others. */
export type Levels = Omit<FetchLevels, 'method' | 'mode' | 'credentials' | 'redirect' | 'page'> & {
  readonly page: PageKind
} & {
  readonly [Name in 'method' | 'mode' | 'credentials' | 'redirect']: FetchLevels[Name] | undefined
} & {
  readonly by?: CallWay | undefined
  readonly places?: Places | undefined
  readonly referrer?: string | undefined
  readonly integrity?: string | undefined
}

/** Request headers around the borders of the safelists. */
export const EDGE_HEADERS: HeaderPairs = [
  ['Accept', A128],
  ['Accept', A129],
  ['Accept', 'text/html, "x"'],
  ['Accept', 'a/b;c=d\té'],
  ['Accept-Language', 'en-GB,en;q=0.5'],
  ['Accept-Language', 'en_GB'],
  ['Accept-Language', 'x@y'],
  ['Content-Language', 'de, *'],
  ['Content-Language', 'a/b'],
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'TEXT/PLAIN ; charset=utf-8'],
  ['Content-Type', 'text/plain, application/json'],
  ['Content-Type', 'text/plain;x=a:b'],
  ['Content-Type', 'text/plainx'],
  ['Content-Type', 'text / plain'],
  ['Content-Type', '/'],
  ['Content-Type', ''],
  ['Content-Type', 'multipart/form-data; boundary=x'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['Content-Type', 'application/json'],
  ['Content-Type', `text/plain;${'a'.repeat(118)}`],
  ['Range', 'bytes=0-10'],
  ['Range', 'bytes=0-'],
  ['Range', 'bytes=-5'],
  ['Range', 'bytes=5-4'],
  ['Range', 'bytes=0-1,3-4'],
  ['Range', 'Bytes=0-1'],
  ['Range', 'bytes=0- '],
  ['Range', 'bytes=99999999999999999999-99999999999999999998'],
]

export const FORBIDDEN_HEADERS: HeaderPairs = [
  ['Cookie', 'a=b'],
  ['DNT', '1'],
  ['Sec-Custom', 'x'],
  ['Proxy-Custom', 'x'],
  ['X-HTTP-Method-Override', 'TRACE'],
  ['X-HTTP-Method-Override', 'PUT'],
  ['X-Method-Override', 'GET, track'],
  ['X-HTTP-Method', '"TRACE"'],
  ['Access-Control-Request-Method', 'PUT'],
  ['Date', 'x'],
  ['Via', 'x'],
  ['Access-Control-Request-Private-Network', 'true'],
]

export const HINT_HEADERS: HeaderPairs = [
  ['DPR', '2.0'],
  ['Width', '100'],
  ['Viewport-Width', '100'],
  ['Device-Memory', '2'],
  ['Save-Data', 'on'],
  ['Downlink', '1'],
  ['RTT', '50'],
  ['ECT', '4g'],
  ['Sec-CH-UA-Arch', 'x'],
  ['User-Agent', 'x'],
  ['Priority', 'u=1'],
  ['If-None-Match', '"x"'],
  ['Cache-Control', 'no-cache'],
  ['Pragma', 'no-cache'],
  ['Upgrade-Insecure-Requests', '1'],
  ['Purpose', 'prefetch'],
  ['Last-Event-ID', '1'],
]

export const CUSTOM_HEADERS: HeaderPairs = [
  ['X-A', '1'],
  ['x-b', '2'],
  ['X-Request-Id', 'abc'],
  ['traceparent', '00-1'],
  ['X_Under', '1'],
]

/** How a right header value goes wrong. `{O}` is the origin that would be right. */
export const ALLOW_ORIGIN_VALUES = [
  '{O}',
  '{O}',
  '*',
  '{O}/',
  '{O}, {O}',
  '{O} {O}',
  '{O},*',
  'null',
  '',
  'not-an-origin',
  '{C}',
  '{A:upper}',
  '"{O}"',
  '{O}:80',
  'http://*',
  '  {O} ',
  '**',
  'None',
  'http://[::1',
  'localhost:3000',
  'a:b',
  '//x',
  'http://x y',
  'é',
  '{O};',
  'Null',
  'undefined',
] as const

export const ALLOW_CREDENTIALS_VALUES = [
  'true',
  'true',
  'True',
  'TRUE',
  '',
  'false',
  ' true ',
  '"true"',
  '1',
  'true, true',
] as const

/** `{M}` is the method. */
export const ALLOW_METHODS_VALUES = [
  '{M}',
  '*',
  'GET, {M}',
  ',, {M} ,',
  '"{M}"',
  "'{M}'",
  'PUT',
  'put',
  'DELETE,PATCH',
  '{M} GET',
  'GET;{M}',
  '',
  '{M}\t',
  '{M},*',
  'a@b, {M}',
  '*,GET',
] as const

/** `{H}` is the list of CORS-unsafe names. */
export const ALLOW_HEADERS_VALUES = [
  '{H}',
  '*',
  'x-other',
  '{H}, x-other',
  ',{H},',
  '"{H}"',
  '{H};',
  'x-a',
  'X-A, X-B',
  '',
  '*,authorization',
  'authorization',
  'a b',
  'content-type,@',
] as const

export const MAX_AGE_VALUES = [
  '600',
  '0',
  '-1',
  'abc',
  '1.5',
  '"600"',
  '600, 600',
  '+600',
  '',
  '00600',
  '99999999999999999999',
  ' 600 ',
  '5s',
] as const

export const EXPOSE_VALUES = [
  'x-e',
  '*',
  '*, x-e',
  '"x-e"',
  '"x-e",x-e',
  'X-E, set-cookie',
  ',x-e,',
  '',
  'x e',
  'content-encoding',
] as const

export const RESOURCE_POLICY_VALUES = ['same-origin', 'same-site', 'cross-origin', 'Same-Origin', 'x', ''] as const

export const REFERRER_POLICY_VALUES = [
  'no-referrer',
  'origin',
  'unsafe-url',
  'x, same-origin',
  'strict-origin',
  '',
] as const

export const TIMING_VALUES = ['*', '{A}', 'null', '{C}, {A}', ''] as const

export const REDIRECT_STATUSES = [301, 302, 303, 307, 308] as const

export const PREFLIGHT_STATUSES = [
  200, 204, 204, 204, 206, 299, 300, 302, 304, 306, 400, 401, 404, 405, 418, 500, 301, 307, 599,
] as const

export const ACTUAL_STATUSES = [
  200, 200, 200, 200, 201, 202, 203, 204, 205, 206, 226, 299, 300, 302, 304, 305, 306, 400, 401, 403, 404, 405, 416,
  418, 451, 500, 503, 511, 599,
] as const
