/** Every route of the sample API, the request for it, and what a browser makes of the answer. */
import type { Route } from './route.ts'

const JSON_BODY = { headers: { 'content-type': 'application/json' }, body: '{"name":"Ada"}' } as const
const PUT_JSON = { method: 'PUT', ...JSON_BODY } as const

export const ROUTES: readonly Route[] = [
  { path: '/no-headers', story: 'Nobody has thought of CORS.', request: {}, code: 'MissingAllowOriginHeader' },
  {
    path: '/wrong-origin',
    story: 'The allowed origin is the one of production, and this page is not it.',
    request: {},
    code: 'AllowOriginMismatch',
  },
  {
    path: '/trailing-slash',
    story: 'The allowed origin was copied from the address bar, slash and all.',
    request: {},
    code: 'AllowOriginMismatch',
  },
  {
    path: '/glob',
    story: 'The pattern was put into the header, where only a whole origin counts.',
    request: {},
    code: 'AllowOriginMismatch',
  },
  {
    path: '/null-origin',
    story: 'The origin is compared with nothing, and null is what comes out.',
    request: {},
    code: 'AllowOriginMismatch',
  },
  {
    path: '/two-origins',
    story: 'Two origins are listed in one header, which holds one.',
    request: {},
    code: 'MultipleAllowOriginValues',
  },
  {
    path: '/duplicated-header',
    story: 'The app sets the header, and the proxy in front of it adds it once more.',
    request: {},
    code: 'MultipleAllowOriginValues',
  },
  {
    path: '/scheme-missing',
    story: 'The configured origin has no scheme.',
    request: {},
    code: 'InvalidAllowOriginValue',
  },
  {
    path: '/empty-value',
    story: 'The environment variable with the origin is empty.',
    request: {},
    code: 'InvalidAllowOriginValue',
  },
  {
    path: '/wildcard-with-credentials',
    story: 'Everybody is allowed, and then the page sends its cookies.',
    request: { credentials: 'include' },
    code: 'WildcardOriginNotAllowed',
  },
  {
    path: '/missing-allow-credentials',
    story: 'The origin is right, and nobody said that cookies are.',
    request: { credentials: 'include' },
    code: 'InvalidAllowCredentials',
  },
  {
    path: '/allow-credentials-in-capitals',
    story: "A Python programmer's True, where only true counts.",
    request: { credentials: 'include' },
    code: 'InvalidAllowCredentials',
  },
  {
    path: '/error-without-headers',
    story: 'The handler throws, and the 500 is made where no CORS headers are.',
    request: {},
    code: 'MissingAllowOriginHeader',
  },
  {
    path: '/only-on-options',
    story: 'The preflight has every header, and the answer has none.',
    request: PUT_JSON,
    code: 'MissingAllowOriginHeader',
  },
  {
    path: '/not-on-options',
    story: 'The answer has every header; Express answers OPTIONS by itself, without any.',
    request: PUT_JSON,
    code: 'PreflightMissingAllowOriginHeader',
  },
  {
    path: '/options-404',
    story: 'The headers are everywhere, and nobody routes OPTIONS.',
    request: PUT_JSON,
    code: 'PreflightInvalidStatus',
  },
  {
    path: '/options-401',
    story: 'Who has not logged in is turned away, and a preflight never logs in.',
    request: { headers: { authorization: 'Bearer sample' } },
    code: 'PreflightInvalidStatus',
  },
  {
    path: '/login-before-cors',
    story: 'As before, and the login stands in front of the CORS headers too.',
    request: { headers: { authorization: 'Bearer sample' } },
    code: 'PreflightMissingAllowOriginHeader',
  },
  {
    path: '/preflight-redirect',
    story: 'The framework redirects to the URL with a slash, the preflight as well.',
    request: PUT_JSON,
    code: 'PreflightDisallowedRedirect',
  },
  {
    path: '/method-missing',
    story: 'DELETE was added to the API and not to the list.',
    request: { method: 'DELETE' },
    code: 'MethodDisallowedByPreflightResponse',
  },
  {
    path: '/method-in-lower-case',
    story: 'The list says put, and methods are case-sensitive.',
    request: PUT_JSON,
    code: 'MethodDisallowedByPreflightResponse',
  },
  {
    path: '/header-missing',
    story: 'The tracing library adds a header that the list does not have.',
    request: { headers: { 'x-request-id': '7' } },
    code: 'HeaderDisallowedByPreflightResponse',
  },
  {
    path: '/wildcard-headers-with-credentials',
    story: 'All headers are allowed with *, which is a plain name once cookies are sent.',
    request: { headers: { 'x-request-id': '7' }, credentials: 'include' },
    code: 'HeaderDisallowedByPreflightResponse',
  },
  {
    path: '/invalid-token',
    story: 'The list of headers is separated by semicolons.',
    request: { headers: { 'x-request-id': '7' } },
    code: 'InvalidAllowHeadersPreflightResponse',
  },
  {
    path: '/invalid-method-list',
    story: 'The list of methods is separated by spaces.',
    request: { method: 'DELETE' },
    code: 'InvalidAllowMethodsPreflightResponse',
  },
  {
    path: '/redirect-to-third-origin',
    story: 'The API redirects to a CDN; from there on the page has the origin null.',
    request: {},
    code: 'AllowOriginMismatch',
  },
  {
    path: '/session-expired',
    story: 'The session has ended, and the API redirects to the login page of another origin.',
    request: { credentials: 'include' },
    code: 'MissingAllowOriginHeader',
  },
  {
    path: '/redirect-with-password',
    story: 'The API redirects to a URL with a user name and a password.',
    request: {},
    code: 'RedirectContainsCredentials',
  },
  {
    path: '/resource-policy',
    story: 'The image is fetched without CORS, and its Cross-Origin-Resource-Policy keeps it at home.',
    request: { mode: 'no-cors' },
    code: 'CorpNotSameOrigin',
  },

  { path: '/right/public', story: 'Everybody may read this, without cookies.', request: {}, code: null },
  {
    path: '/right/cookies',
    story: 'This page may read this with its cookies.',
    request: { credentials: 'include' },
    code: null,
  },
  {
    path: '/right/preflight',
    story: 'This page may PUT JSON with its cookies.',
    request: { ...PUT_JSON, credentials: 'include' },
    code: null,
  },
  { path: '/right/error', story: 'The handler throws, and the page may read the 500.', request: {}, code: null },
  { path: '/right/redirect', story: 'The API redirects to itself.', request: {}, code: null },
]
