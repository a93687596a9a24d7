/** Whatever a console line says, `explain` knows a cause for it. */
import type { MessageCode, MessageSource, RecognisedMessage } from 'corskit/browser'
import { expect, test } from 'vitest'
import { causesOf } from './investigate.ts'

/** A line without a reason, and a warning. */
type NotAFailure = 'AccessControlChecks' | 'AuthorizationCoveredByWildcard'

/** A type has no list of its members at run time: this object has each, and no other. */
const CODES: Readonly<Record<Exclude<MessageCode, NotAFailure>, true>> = {
  AllowOriginMismatch: true,
  BadPort: true,
  BodyNotAllowed: true,
  CorpNotSameOrigin: true,
  CorpNotSameSite: true,
  CorsDisabled: true,
  CorsDisabledScheme: true,
  DisallowedByMode: true,
  ForbiddenMethod: true,
  HeaderDisallowedByPreflightResponse: true,
  InsecureLocalNetwork: true,
  IntegrityCheckFailed: true,
  InvalidAllowCredentials: true,
  InvalidAllowHeadersPreflightResponse: true,
  InvalidAllowMethodsPreflightResponse: true,
  InvalidAllowOriginValue: true,
  InvalidHeader: true,
  InvalidLocalNetworkAccess: true,
  InvalidMethod: true,
  InvalidRedirectLocation: true,
  InvalidRequestOption: true,
  InvalidResponse: true,
  InvalidUrl: true,
  LocalNetworkAccessPermissionDenied: true,
  MethodDisallowedByPreflightResponse: true,
  MissingAllowOriginHeader: true,
  MixedContent: true,
  MultipleAllowOriginValues: true,
  NetworkError: true,
  NoCorsRedirectModeNotFollow: true,
  NoCorsUnsafeMethod: true,
  OriginHeaderNotAdded: true,
  PreflightAllowOriginMismatch: true,
  PreflightDisallowedRedirect: true,
  PreflightInvalidAllowCredentials: true,
  PreflightInvalidAllowExternal: true,
  PreflightInvalidAllowOriginValue: true,
  PreflightInvalidAllowPrivateNetwork: true,
  PreflightInvalidStatus: true,
  PreflightMissingAllowExternal: true,
  PreflightMissingAllowOriginHeader: true,
  PreflightMissingAllowPrivateNetwork: true,
  PreflightMissingPrivateNetworkAccessId: true,
  PreflightMissingPrivateNetworkAccessName: true,
  PreflightMultipleAllowOriginValues: true,
  PreflightWildcardOriginNotAllowed: true,
  PrivateNetworkAccessPermissionUnavailable: true,
  RedirectContainsCredentials: true,
  RedirectNotAllowed: true,
  RedirectUnsupportedScheme: true,
  StreamBodyNotAllowed: true,
  TooManyRedirects: true,
  UnexpectedPrivateNetworkAccess: true,
  UrlIncludesCredentials: true,
  WildcardOriginNotAllowed: true,
}

const ENGINES: readonly MessageSource[] = ['chromium', 'firefox', 'webkit', 'jsdom', 'happy-dom']
const PAGE = 'https://app.example.com'
const URL_ = 'https://api.example.com/users'

const VALUES = [
  undefined,
  '',
  '*',
  'null',
  PAGE,
  `${PAGE}/`,
  'HTTPS://APP.EXAMPLE.COM',
  'app.example.com',
  `${PAGE}, *`,
  'true',
  'false',
  'x',
]
const STATUSES = [
  undefined,
  200,
  204,
  206,
  300,
  301,
  302,
  304,
  307,
  308,
  400,
  401,
  403,
  404,
  405,
  413,
  429,
  500,
  501,
  502,
  503,
  504,
  520,
  999,
]
const NAMES = [
  {},
  { method: 'PUT' },
  { method: 'patch' },
  { header: 'x-a' },
  { header: 'Authorization' },
  { header: 'content-type' },
]

const PLACES = [
  {},
  { url: URL_ },
  { url: URL_, origin: PAGE },
  { url: URL_, origin: 'null' },
  { url: 'http://192.168.1.1/', origin: PAGE },
]

/** A value that is an origin is not an invalid one. */
const valuesFor = (code: MessageCode) =>
  code.endsWith('InvalidAllowOriginValue') ? VALUES.filter((value) => value !== 'null' && value !== PAGE) : VALUES

function linesOf(code: MessageCode): RecognisedMessage[] {
  const said = [
    ...ENGINES.map((engine) => ({ engine })),
    ...valuesFor(code).map((value) => (value === undefined ? {} : { value })),
    ...STATUSES.map((status) => (status === undefined ? {} : { status })),
    ...NAMES,
  ]
  return said.flatMap((one) =>
    PLACES.map((place): RecognisedMessage => ({ engine: 'chromium', code, codes: [code], ...place, ...one })),
  )
}

const causesFor = (message: RecognisedMessage) =>
  causesOf({
    request: {
      method: message.method ?? 'GET',
      url: message.url ?? '',
      origin: message.origin ?? null,
      headers: message.header === undefined ? [] : [[message.header.toLowerCase(), '']],
      credentials: 'same-origin',
    },
    outcome: null,
    message,
  })

test.each(Object.keys(CODES) as MessageCode[])('%s has a cause, whatever else the line says', (code) => {
  expect(linesOf(code).filter((line) => causesFor(line).length === 0)).toEqual([])
})

test.each(Object.keys(CODES) as MessageCode[])('the evidence of %s has no gap where the line says no more', (code) => {
  const evidence = linesOf(code).flatMap((line) => causesFor(line).flatMap((cause) => cause.evidence))
  expect([...new Set(evidence)].filter((text) => /^\s|\s\s|\s[.,]|\s$|undefined/.test(text))).toEqual([])
})
