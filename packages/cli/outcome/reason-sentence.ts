/**
 * What every reason code means, in one plain sentence. `{parameter}` is the offending value, `{origin}` the request's
 * `Origin`, `{status}` the refused status; the name of a header is replaced by its value. docs/reasons.md is made of
 * these.
 */
import type { ReasonCode } from 'corskit/browser'
import { getHeader, type HeaderList } from 'corskit/protocol'

export interface ReasonSentence {
  readonly sentence: string
  /** What the documentation puts for the sentence's one placeholder beside `{origin}`; empty where there is none. */
  readonly example: string
}

const allowOrigin = (answer: string, consequence: string) => ({
  missing: {
    sentence: `${answer} has no Access-Control-Allow-Origin header, ${consequence}.`,
    example: '',
  },
  mismatch: {
    sentence: `${answer} allows the origin {parameter}, and the one that asks is {origin}; the two must be equal, character by character.`,
    example: 'https://app.example.com/',
  },
  invalid: {
    sentence: `Access-Control-Allow-Origin in ${lower(answer)} is {parameter}, which is neither an origin nor *.`,
    example: 'app.example.com',
  },
  multiple: {
    sentence: `Access-Control-Allow-Origin in ${lower(answer)} has several values ({parameter}); exactly one is allowed, even when they are equal.`,
    example: 'https://app.example.com, https://admin.example.com',
  },
  wildcard: {
    sentence: `${answer} says Access-Control-Allow-Origin: *, which does not count when the page asks with credentials.`,
    example: '*',
  },
  credentials: {
    sentence: `The page asks with credentials, and Access-Control-Allow-Credentials in ${lower(answer)} is {access-control-allow-credentials} where it must be exactly true.`,
    example: 'True',
  },
})

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const actual = allowOrigin('The answer', 'so no page of another origin may read it')
const preflight = allowOrigin('The answer to the preflight', 'so the browser does not send the request itself')

export const REASON_SENTENCES: Readonly<Record<ReasonCode, ReasonSentence>> = {
  MissingAllowOriginHeader: actual.missing,
  AllowOriginMismatch: actual.mismatch,
  InvalidAllowOriginValue: actual.invalid,
  MultipleAllowOriginValues: actual.multiple,
  WildcardOriginNotAllowed: actual.wildcard,
  InvalidAllowCredentials: actual.credentials,
  PreflightMissingAllowOriginHeader: preflight.missing,
  PreflightAllowOriginMismatch: preflight.mismatch,
  PreflightInvalidAllowOriginValue: preflight.invalid,
  PreflightMultipleAllowOriginValues: preflight.multiple,
  PreflightWildcardOriginNotAllowed: preflight.wildcard,
  PreflightInvalidAllowCredentials: preflight.credentials,
  PreflightInvalidStatus: {
    sentence: 'The preflight was answered with status {status}; only 200 to 299 let the request go out.',
    example: '404',
  },
  PreflightDisallowedRedirect: {
    sentence: 'The preflight was answered with a redirect; a preflight must be answered by the URL itself.',
    example: '',
  },
  InvalidAllowMethodsPreflightResponse: {
    sentence:
      'Access-Control-Allow-Methods of the preflight is not a list of methods: {access-control-allow-methods}. One bad word makes all of it void.',
    example: 'GET PUT',
  },
  InvalidAllowHeadersPreflightResponse: {
    sentence:
      'Access-Control-Allow-Headers of the preflight is not a list of header names: {access-control-allow-headers}. One bad word makes all of it void.',
    example: 'x-request-id x-trace',
  },
  MethodDisallowedByPreflightResponse: {
    sentence: 'The preflight was answered, and Access-Control-Allow-Methods does not list {parameter}.',
    example: 'PUT',
  },
  HeaderDisallowedByPreflightResponse: {
    sentence: 'The preflight was answered, and Access-Control-Allow-Headers does not list {parameter}.',
    example: 'content-type',
  },
  RedirectContainsCredentials: {
    sentence:
      'The server redirects to a URL with a user name or password in it, which browsers do not follow to another origin.',
    example: 'https://user:secret@api.example.com/',
  },
  DisallowedByMode: {
    sentence: 'The page asked with mode same-origin, and the URL is of another origin.',
    example: '',
  },
  InvalidResponse: { sentence: 'The answer is not one that a page may be given.', example: '' },
  CorsDisabledScheme: {
    sentence: 'A page may ask another origin over http and https only, not over {parameter}.',
    example: 'file',
  },
  NoCorsRedirectModeNotFollow: {
    sentence: 'In mode no-cors redirects must be followed; the page asked for another redirect mode.',
    example: 'manual',
  },
  InsecureLocalNetwork: {
    sentence: 'The page is not a secure context, and the server stands in a network nearer to the user ({parameter}).',
    example: 'loopback',
  },
  InvalidLocalNetworkAccess: {
    sentence: 'The page named another address space for the server than the one it stands in ({parameter}).',
    example: 'local',
  },
  LocalNetworkAccessPermissionDenied: {
    sentence: 'The user has not permitted this page to reach the address space of the server ({parameter}).',
    example: 'loopback',
  },
  InvalidUrl: { sentence: 'The URL cannot be parsed: {parameter}.', example: 'https://' },
  UrlIncludesCredentials: {
    sentence: 'The URL has a user name or password in it, which fetch refuses.',
    example: 'user',
  },
  InvalidMethod: { sentence: '{parameter} is not a method.', example: 'G E T' },
  ForbiddenMethod: { sentence: 'No page may send the method {parameter}.', example: 'TRACE' },
  NoCorsUnsafeMethod: {
    sentence: 'In mode no-cors a page sends GET, HEAD and POST, not {parameter}.',
    example: 'PUT',
  },
  InvalidHeader: { sentence: 'The header {parameter} has a name or a value that no request may have.', example: 'x y' },
  BodyNotAllowed: { sentence: 'A {parameter} request has no body.', example: 'GET' },
  InvalidRequestOption: { sentence: 'A page cannot ask for {parameter}.', example: 'navigate' },
  StreamBodyNotAllowed: { sentence: 'A stream cannot be the body of this request.', example: '' },
  BadPort: { sentence: 'Browsers never connect to port {parameter}.', example: '25' },
  MixedContent: {
    sentence: 'The page is https and the URL is http: mixed content, which never leaves the browser.',
    example: 'http:',
  },
  RedirectNotAllowed: { sentence: 'The server redirects, and the page asked for none.', example: '' },
  InvalidRedirectLocation: {
    sentence: 'The server redirects to something that is not a URL: {parameter}.',
    example: 'http://',
  },
  RedirectUnsupportedScheme: {
    sentence: 'The server redirects to a URL of the scheme {parameter}; a page is only taken to http and https.',
    example: 'file',
  },
  TooManyRedirects: { sentence: 'The server redirects more than 20 times.', example: '' },
  CorpNotSameOrigin: {
    sentence: 'The answer says Cross-Origin-Resource-Policy: same-origin, and the page is of another origin.',
    example: 'same-origin',
  },
  CorpNotSameSite: {
    sentence: 'The answer says Cross-Origin-Resource-Policy: same-site, and the page is of another site.',
    example: 'same-site',
  },
  IntegrityCheckFailed: {
    sentence:
      'The page asked for a body whose hash is {parameter}, and the answer has no body that it may be compared with, or another one.',
    example: 'sha256-…',
  },
  NetworkError: {
    sentence: '{parameter}',
    example: 'The connection was refused: nothing listens on that host and port.',
  },
}

/** What a sentence can name. */
export interface Facts {
  readonly parameter: string
  readonly origin: string
  readonly status: number | null
  /** The headers of the answer that was refused. */
  readonly headers: HeaderList
}

export function reasonSentence(code: ReasonCode, facts: Facts): string {
  return REASON_SENTENCES[code].sentence.replace(/\{([a-z-]+)\}/g, (_, word: string) => {
    if (word === 'parameter') return shown(facts.parameter)
    if (word === 'origin') return facts.origin
    if (word === 'status') return String(facts.status)
    return shown(getHeader(facts.headers, word))
  })
}

/** An empty header is there and says nothing, which is not the same as none. */
function shown(value: string | null): string {
  if (value === null) return 'missing'
  return value === '' ? 'empty' : value
}
