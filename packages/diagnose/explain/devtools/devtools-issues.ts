/**
 * Issues of DevTools: alone, with their details only, or in an `Audits.issueAdded` event.
 * https://chromedevtools.github.io/devtools-protocol/tot/Audits/#type-InspectorIssue
 */
import type { SaidKind } from '../../words/said-line.ts'
import type { FailureFound } from '../explanation.ts'
import { MIXED_CONTENT_WARNING, REPORT_ONLY_WARNING } from '../lines/warned-lines.ts'
import { pageOrigin } from '../page-origin.ts'
import { saidLine } from '../said/said-lines.ts'

type Json = Record<string, unknown>

/** What an issue tells: a failure, a warning in a sentence, or something else, which a sentence names. */
export type IssueRead =
  | { readonly failure: FailureFound }
  | { readonly warning: string }
  | { readonly notAbout: string }

const objectOf = (value: unknown): Json => (value !== null && typeof value === 'object' ? (value as Json) : {})
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** `null` when it is not an issue. */
export function readIssue(one: unknown): IssueRead | null {
  const outer = objectOf(one)
  const issue = objectOf(outer['issue'] ?? objectOf(outer['params'])['issue'] ?? outer)
  const details = { ...objectOf(issue['details']), ...issue }
  const key = Object.keys(details).find((name) => /^[a-z]\w{1,60}IssueDetails$/.test(name))
  const code = textOf(issue['code']) ?? (key === undefined ? '' : named(key))
  if (!/^[A-Z]\w{1,60}Issue$/.test(code)) return null
  const read = Object.hasOwn(READERS, code) ? READERS[code]?.(objectOf(details[key ?? ''])) : undefined
  return read ?? (code === 'CorsIssue' ? null : { notAbout: `it is a ${code} of DevTools, which is not about CORS` })
}

/** `corsIssueDetails` are those of a `CorsIssue`. */
const named = (key: string) => `${key.charAt(0).toUpperCase()}${key.slice(1).replace(/Details$/, '')}`

/** By the code of the issue. `null` where it tells nothing of this kind. */
const READERS: Readonly<Record<string, (details: Json) => IssueRead | null>> = {
  CorsIssue: corsIssue,
  BlockedByResponseIssue: ({ reason, request }) => {
    if (!/^(?:Corp|Coep|Coop|SRI)\w+$/.test(textOf(reason) ?? ''))
      return { notAbout: 'it is a BlockedByResponseIssue of DevTools with a reason that explain does not know' }
    const url = textOf(objectOf(request)['url']) ?? ''
    const line = `net::ERR_BLOCKED_BY_RESPONSE.${String(reason).replace(/^Corp/, '')}`
    const said = saidLine(line)
    return said === null ? null : failure(said.kind, `BlockedByResponseIssue: ${line}`, { url, detail: said.detail })
  },
  MixedContentIssue: ({ insecureURL, mainResourceURL, resolutionStatus }) => {
    const url = textOf(insecureURL) ?? ''
    const page = textOf(mainResourceURL)
    if (resolutionStatus !== 'MixedContentBlocked') return { warning: MIXED_CONTENT_WARNING }
    return failure('mixed-content', `MixedContentIssue: ${page ?? 'an https page'} asks ${url}`, { url, page })
  },
  ContentSecurityPolicyIssue: ({
    blockedURL,
    contentSecurityPolicyViolationType: type,
    isReportOnly,
    violatedDirective,
  }) => {
    if (type !== 'kURLViolation')
      return {
        notAbout:
          'it is a ContentSecurityPolicyIssue of DevTools about code in the page itself, and not about a request',
      }
    if (isReportOnly === true) return { warning: REPORT_ONLY_WARNING }
    const detail = textOf(violatedDirective) ?? ''
    const url = textOf(blockedURL) ?? ''
    return failure('content-security-policy', `ContentSecurityPolicyIssue: ${detail}`, { url, detail })
  },
  CookieIssue: ({ cookie, cookieExclusionReasons: reasons, cookieUrl, request }) => {
    if (!Array.isArray(reasons) || reasons.length === 0)
      return { warning: 'DevTools warn of a cookie. The browser has taken it, or sent it, this time.' }
    const detail = textOf(objectOf(cookie)['name']) ?? ''
    const url = textOf(objectOf(request)['url']) ?? textOf(cookieUrl) ?? ''
    return failure('cookie', `CookieIssue: ${reasons.join(', ')}`, { url, detail })
  },
  FederatedAuthRequestIssue: ({ federatedAuthRequestIssueReason: reason }) =>
    reason === 'CorsError' ? failure('fedcm', 'FederatedAuthRequestIssue: CorsError', {}) : null,
  SharedArrayBufferIssue: () => ({
    notAbout:
      'it is a SharedArrayBufferIssue of DevTools: the page is not cross-origin isolated. That needs Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy with the page, and is not CORS',
  }),
  PartitioningBlobURLIssue: () => ({
    notAbout:
      'it is a PartitioningBlobURLIssue of DevTools: a blob: URL was made under another top-level site, so this page cannot use it. That is not CORS',
  }),
}

function corsIssue(details: Json): IssueRead | null {
  const status = objectOf(details['corsErrorStatus'])
  const code = textOf(status['corsError'])
  if (code === null) return null
  if (details['isWarning'] === true)
    return { warning: `DevTools warn of ${code}. The browser has blocked nothing; a later version may.` }
  const url = textOf(objectOf(details['request'])['url']) ?? ''
  const origin = textOf(details['initiatorOrigin'])
  const parameter = textOf(status['failedParameter'])
  const isMethod = code === 'MethodDisallowedByPreflightResponse'
  const isHeader = code === 'HeaderDisallowedByPreflightResponse'
  const told =
    parameter === null ? {} : isMethod ? { method: parameter } : isHeader ? { header: parameter } : { value: parameter }
  return {
    failure: {
      evidence: {
        request: {
          method: isMethod && parameter !== null ? parameter : 'GET',
          url,
          origin,
          headers: isHeader && parameter !== null ? [[parameter.toLowerCase(), '']] : [],
          credentials: /Wildcard|AllowCredentials/.test(code) ? 'include' : 'same-origin',
        },
        outcome: null,
        message: {
          engine: 'chromium',
          code: code as never,
          codes: [code as never],
          url,
          ...(origin === null ? {} : { origin }),
          ...told,
        },
      },
      missing: ['the status of the answer', 'the headers of the answer'],
    },
  }
}

interface Told {
  readonly url?: string
  readonly page?: string | null
  readonly detail?: string
}

function failure(kind: SaidKind, line: string, { url = '', page = null, detail = '' }: Told): IssueRead {
  const origin = pageOrigin(page)
  return {
    failure: {
      evidence: {
        request: {
          method: 'GET',
          url,
          origin,
          headers: [],
          credentials: kind === 'cookie' ? 'include' : 'same-origin',
        },
        outcome: null,
        message: null,
        said: { kind, line, detail },
      },
      missing: [...(url === '' ? ['the URL'] : []), ...(origin === null ? ['the page’s origin'] : [])],
    },
  }
}
