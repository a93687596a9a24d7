/** Issues of DevTools, as JSON and as the text of the Issues tab. */
import { describe, expect, test } from 'vitest'
import { explain } from '../explain.ts'
import type { InputRead } from '../explanation.ts'
import { readInput } from '../read-input.ts'

const API = 'https://api.example.com/a'
const APP = 'https://app.example.com'

const issue = (code: string, details: object) => ({
  code,
  details: { [`${code.charAt(0).toLowerCase()}${code.slice(1)}Details`]: details },
})
const blocked = (reason: string) => issue('BlockedByResponseIssue', { request: { requestId: '1', url: API }, reason })
const mixed = (resolutionStatus: string) =>
  issue('MixedContentIssue', { resolutionStatus, insecureURL: API, mainResourceURL: `${APP}/x` })
const csp = (more: object) =>
  issue('ContentSecurityPolicyIssue', {
    blockedURL: API,
    violatedDirective: 'connect-src',
    isReportOnly: false,
    contentSecurityPolicyViolationType: 'kURLViolation',
    ...more,
  })
const cookie = (more: object) =>
  issue('CookieIssue', {
    cookie: { name: 'session' },
    cookieExclusionReasons: [],
    cookieWarningReasons: [],
    request: { url: API },
    ...more,
  })
const cors = (more: object) =>
  issue('CorsIssue', {
    corsErrorStatus: { corsError: 'AllowOriginMismatch', failedParameter: 'https://other.example.com' },
    request: { url: API },
    initiatorOrigin: APP,
    ...more,
  })
const fedcm = (reason: string) => issue('FederatedAuthRequestIssue', { federatedAuthRequestIssueReason: reason })

const WAYS: readonly (readonly [string, (one: object) => unknown])[] = [
  ['alone', (one) => one],
  ['in a list', (one) => [issue('HeavyAdIssue', {}), one]],
  ['in an event', (one) => ({ method: 'Audits.issueAdded', params: { issue: one } })],
  ['in a log', (one) => [{ method: 'Audits.enable' }, { method: 'Audits.issueAdded', params: { issue: one } }]],
  ['as its details', (one) => (one as { details: object }).details],
]

const read = (data: unknown) => readInput(typeof data === 'string' ? data : JSON.stringify(data))

describe.each(WAYS)('%s', (_, way) => {
  test.each([
    [blocked('CorpNotSameOrigin'), 'resource-policy'],
    [blocked('CorpNotSameSite'), 'resource-policy'],
    [blocked('CorpNotSameOriginAfterDefaultedToSameOriginByCoep'), 'embedder-policy'],
    [blocked('CorpNotSameOriginAfterDefaultedToSameOriginByDip'), 'embedder-policy'],
    [blocked('CorpNotSameOriginAfterDefaultedToSameOriginByCoepAndDip'), 'embedder-policy'],
    [blocked('CoepFrameResourceNeedsCoepHeader'), 'embedder-policy'],
    [blocked('CoopSandboxedIFrameCannotNavigateToCoopPage'), 'opener-policy'],
    [blocked('SRIMessageSignatureMismatch'), 'integrity-check-failed'],
    [mixed('MixedContentBlocked'), 'mixed-content'],
    [csp({}), 'content-security-policy'],
    [cookie({ cookieExclusionReasons: ['ExcludeSameSiteLax'] }), 'cookie-not-sent'],
    [cors({}), 'another-origin-allowed'],
  ])('%j is %s', (one, cause) => {
    const { failures, input } = explain(read(way(one)) as InputRead)
    expect(input.kind).toBe('devtools')
    expect(failures.map(({ request, causes }) => [request.url, causes[0]?.id])).toEqual([[API, cause]])
    expect(failures[0]?.causes[0]?.evidence[0]).toBeTruthy()
  })

  test.each([[mixed('MixedContentWarning')], [csp({ isReportOnly: true })], [cookie({})], [cors({ isWarning: true })]])(
    '%j is a warning',
    (one) => {
      expect(read(way(one))).toMatchObject({ input: { warnings: [expect.any(String)] }, failures: [] })
    },
  )

  test.each([
    [csp({ contentSecurityPolicyViolationType: 'kInlineViolation' })],
    [fedcm('Canceled')],
    [issue('SharedArrayBufferIssue', { type: 'CreationIssue' })],
    [issue('PartitioningBlobURLIssue', { url: 'blob:x' })],
    [issue('QuirksModeIssue', { url: API })],
    [blocked('SomethingNewer')],
  ])('%j is named, and not told as a failure', (one) => {
    expect(read(way(one))).toEqual({ why: expect.stringMatching(/^it is a \w+Issue of DevTools/) })
  })
})

test('what a frame, a signature and FedCM need is said', () => {
  const summaryOf = (data: unknown) => explain(read(data) as InputRead).failures[0]?.causes[0]?.fix.summary
  expect(summaryOf(blocked('CoepFrameResourceNeedsCoepHeader'))).toContain('with the page in the frame')
  expect(summaryOf(blocked('SRIMessageSignatureMismatch'))).toContain('`Signature`')
  expect(summaryOf(fedcm('CorsError'))).toContain('authorized JavaScript origins')
  expect(explain(read(mixed('MixedContentBlocked')) as InputRead).failures[0]?.request.origin).toBe(APP)
})

test('an issue of a log that has requests as well does not hide them', () => {
  const log = [
    { method: 'Audits.issueAdded', params: { issue: issue('QuirksModeIssue', {}) } },
    { method: 'Network.loadingFinished', params: { requestId: '1' } },
  ]
  expect(read(log)).toMatchObject({ input: { kind: 'devtools', requests: 0 }, failures: [] })
})

const ADVICE =
  'Note that if an opaque response is sufficient, the request’s mode can be set to no-cors to fetch the resource with CORS disabled; that way CORS headers aren’t required.'
const HEADERS = `Ensure CORS response header values are valid\n${ADVICE}\nRequest\tStatus\tPreflight Request (if problematic)\tHeader\tProblem\tInvalid Value (if available)\n`
const PREFLIGHT = 'Ensure preflight responses are valid\nRequest\tStatus\tPreflight Request\tProblem\n'

test.each([
  [`${HEADERS}users\tblocked\t\tAccess-Control-Allow-Origin\tMissing Header`, 'MissingAllowOriginHeader', 2],
  [`${HEADERS}users\tblocked\t\tAccess-Control-Allow-Origin\tMultiple values`, 'MultipleAllowOriginValues', 2],
  [`${HEADERS}users\tblocked\t\tAccess-Control-Allow-Origin\tInvalid Value\tx`, 'InvalidAllowOriginValue', 2],
  [
    `${HEADERS}users\tblocked\tusers\tAccess-Control-Allow-Methods\tInvalid Value\t(`,
    'InvalidAllowMethodsPreflightResponse',
    1,
  ],
  [
    `${HEADERS}users\tblocked\tusers\tAccess-Control-Allow-Headers\tInvalid Value\t(`,
    'InvalidAllowHeadersPreflightResponse',
    1,
  ],
  ['Ensure CORS response header values are valid', 'MissingAllowOriginHeader', 8],
  [`${PREFLIGHT}u\tblocked\tu\tResponse to preflight was a redirect`, 'PreflightDisallowedRedirect', 1],
  [`${PREFLIGHT}u\tblocked\tu\tHTTP status of preflight request didn’t indicate success`, 'PreflightInvalidStatus', 1],
  ['Ensure credentialed requests aren’t sent to CORS resources with origin wildcards', 'WildcardOriginNotAllowed', 2],
  ['Ensure credentialed requests are not sent to CORS resources with origin wildcards', 'WildcardOriginNotAllowed', 2],
  ['Ensure CORS requesting origin matches resource’s allowed origin', 'AllowOriginMismatch', 2],
  ['Ensure CORS requests include credentials only when allowed', 'InvalidAllowCredentials', 2],
  ['Ensure CORS request uses allowed method', 'MethodDisallowedByPreflightResponse', 1],
  ['Ensure CORS request includes only allowed headers', 'HeaderDisallowedByPreflightResponse', 1],
  [`Ensure CORS requests are made on supported schemes\n${ADVICE}`, 'CorsDisabledScheme', 1],
  [`Ensure only same-origin resources are fetched with same-origin request mode\n${ADVICE}`, 'DisallowedByMode', 1],
  ['Ensure CORS requests are not redirected to URLs containing credentials', 'RedirectContainsCredentials', 1],
  ['Ensure no-cors requests configure redirect mode follow', 'NoCorsRedirectModeNotFollow', 1],
  ['Ensure that local network requests are compatible with restrictions', 'LocalNetworkAccessPermissionDenied', 2],
])('the Issues tab: %s is %s', (text, code, codes) => {
  const { failures, input } = explain(read(text) as InputRead)
  expect(input).toEqual({ kind: 'devtools', source: 'Chromium' })
  expect(failures.map(({ message }) => [message?.code, message?.codes.length])).toEqual([[code, codes]])
  expect(failures[0]?.causes.length).toBeGreaterThan(0)
})

test('the Issues tab: several issues, each with its own table, and the URL where it is whole', () => {
  const text = `${PREFLIGHT}${API}\tblocked\ta\tResponse to preflight was a redirect\n${HEADERS}users\tblocked\t\tAccess-Control-Allow-Origin\tMissing Header`
  const { failures } = explain(read(text) as InputRead)
  expect(failures.map(({ message, request }) => `${message?.code} ${request.url}`)).toEqual([
    `PreflightDisallowedRedirect ${API}`,
    'MissingAllowOriginHeader ',
  ])
})

test('the Issues tab: a console line that names a URL counts more', () => {
  const line = `Access to fetch at '${API}' from origin '${APP}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`
  expect(read(`${HEADERS}\n${line}`)).toMatchObject({ input: { kind: 'console' } })
})
