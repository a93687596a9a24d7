/** Failures that people call CORS, and that have other reasons. */
import type { Case } from '../case.ts'
import type { CauseRule, Finding } from '../words/cause-rule.ts'
import type { Evidence } from '../words/evidence.ts'
import { isBlockedPortOfRedirect } from './redirects.ts'

/** What the transport, the engine or the console said. */
const told = ({ code, evidence, parameter }: Case) =>
  `${evidence.networkError ?? (code === 'NetworkError' ? parameter : '')} ${isNetwork(evidence) ? evidence.said?.line : ''}`.trim()

/** The codes of engines have underscores. */
const words = (seen: Case) => told(seen).replaceAll(/(?<=[A-Z])_(?=[A-Z])/g, ' ')

const isNetwork = ({ said }: Evidence) => said?.kind === 'network'
/** `InvalidResponse` is what Chromium says of an answer without a status. */
const isFailed = (seen: Case) =>
  seen.code === 'NetworkError' || seen.code === 'InvalidResponse' || isNetwork(seen.evidence)

const network =
  (pattern: RegExp, confidence: Finding['confidence'] = 'certain') =>
  (seen: Case): Finding | null =>
    isFailed(seen) && pattern.test(words(seen)) ? { confidence, evidence: [told(seen)] } : null

/** Finds the cause below by the words that were said. */
const PATTERNS = {
  certificate: /certificate|self.signed|CERT[_ ]|issuer|expired/i,
  'tls-failed': /TLS handshake failed|\bSSL\b(?!.*CERT)(?!.*certificate)/,
  'proxy-wants-sign-in': /status 407|PROXY AUTH/,
  'answer-not-http':
    /not valid HTTP|(?:header|head) of the answer (?:is longer|has more)|answered 101|ERR INVALID HTTP RESPONSE|ERR RESPONSE HEADERS (?:MULTIPLE|TOO BIG)/i,
  'host-not-found': /not (?:be )?found|ENOTFOUND|EAI_AGAIN|resolve|name .*known|DNS/i,
  'nothing-listens': /refused(?!.STREAM)|ECONNREFUSED|could(?: not|n't) connect|curl: \(7\)/i,
  'connection-dropped':
    /reset|closed|hang up|empty|ended|dropped|EPIPE|connection was lost|before an answer|without an answer/i,
  'no-answer': /no answer|timed? ?out|ETIMEDOUT|seconds|unreachable/i,
} as const

/** A console says that the permission was denied. The model only knows that one is needed. */
function withoutPermission(seen: Case): Finding {
  const summary =
    'Let the user allow it (the site’s settings, “Local network access”), or serve it from the same network. Headers of the server change nothing here.'
  return seen.evidence.message === null
    ? {
        confidence: 'possible',
        evidence: ['It is not known whether the user has allowed it; without the permission the browser sends nothing'],
        confirm: 'Look into the site’s settings in the browser, at “Local network access”.',
        summary,
      }
    : {
        confidence: 'certain',
        evidence: ['Without the permission of the user the browser does not send the request'],
        summary,
      }
}

/** What Chromium before 142 printed of Private Network Access, which Local Network Access has replaced. */
const OLDER_ACCESS: ReadonlySet<string> = new Set([
  'PreflightMissingAllowPrivateNetwork',
  'PreflightInvalidAllowPrivateNetwork',
  'UnexpectedPrivateNetworkAccess',
  'PreflightMissingPrivateNetworkAccessId',
  'PreflightMissingPrivateNetworkAccessName',
  'PrivateNetworkAccessPermissionUnavailable',
  'PreflightMissingAllowExternal',
  'PreflightInvalidAllowExternal',
])

const OLDER_FINDING: Finding = {
  confidence: 'certain',
  evidence: ['Chromium before version 142 prints this line'],
  summary:
    'Update the browser: since version 142 it asks the user instead. For older ones answer the preflight with `Access-Control-Allow-Private-Network: true`, and serve the page over https or from the same network.',
}

const urlIn = ({ url }: Case) => url || 'The URL, which the line does not name,'

/** A console line does not tell the value. */
const resourcePolicyLine = (value: string) =>
  value === '' ? 'The console names Cross-Origin-Resource-Policy' : `Cross-Origin-Resource-Policy is ${value}`

/**
 * Whether an engine printed its line of elements that load from their own origin only. A redirect of a fetch with mode
 * same-origin prints it too.
 */
const isUnsafeLoad = ({ code, evidence: { message, outcome } }: Case) =>
  outcome === null && code === 'DisallowedByMode' && message?.codes[1] === 'RedirectUnsupportedScheme'

export const NOT_CORS_CAUSES: readonly CauseRule[] = [
  {
    id: 'certificate',
    title: 'Not CORS: the browser does not trust the certificate',
    layer: 'network',
    symptom: 'net::ERR_CERT_AUTHORITY_INVALID in Chromium; CORS request did not succeed in Firefox.',
    sure: 'Open the URL in a tab: the browser warns.',
    why: 'Without a trusted certificate there is no connection, and so no header to look at.',
    fix: 'Use a certificate that browsers trust (mkcert on your own machine), and one for this very name.',
    remedy: 'none',
    find: network(PATTERNS.certificate),
  },
  {
    id: 'tls-failed',
    title: 'Not CORS: the TLS handshake failed',
    layer: 'network',
    symptom:
      'net::ERR_SSL_PROTOCOL_ERROR in Chromium, SSL_ERROR_RX_RECORD_TOO_LONG in Firefox; CORS request did not succeed.',
    sure: 'curl fails in the handshake as well. Often the port answers plain http.',
    why: 'The browser and the server did not agree on an encrypted connection. So the browser sent no request.',
    fix: 'Call the port that speaks TLS, or begin the URL with `http:` where the server has none. If the port is right, look at the versions of TLS that the server takes, and whether it wants a client certificate.',
    remedy: 'none',
    find: (seen) => {
      const finding = network(PATTERNS['tls-failed'])(seen)
      if (finding === null || seen.actual === null || seen.url === seen.evidence.request.url) return finding
      return {
        ...finding,
        evidence: [...finding.evidence, `A redirect led to ${seen.url}`],
        summary: 'Correct the `Location` of the redirect: it leads to an address where the TLS handshake fails.',
      }
    },
  },
  {
    id: 'proxy-wants-sign-in',
    title: 'Not CORS: the status is 407, which only the browser’s own proxy may answer',
    layer: 'network',
    symptom: 'The status is 407 (Proxy Authentication Required), and the fetch fails as if there had been no answer.',
    sure: 'Without a proxy in the settings of the browser or the system, the server itself has sent the 407.',
    why: 'For browsers, a 407 of a server is a network error. Its headers do not matter, and the page sees nothing of it.',
    fix: 'If the server or a gateway in front of it sends the 407, let it answer 401. If it is the proxy of your network, sign in to it.',
    remedy: 'none',
    find: network(PATTERNS['proxy-wants-sign-in']),
  },
  {
    id: 'answer-not-http',
    title: 'Not CORS: what the server sent is not an answer that browsers read',
    layer: 'app',
    symptom:
      'net::ERR_INVALID_HTTP_RESPONSE or net::ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH; CORS request did not succeed in Firefox.',
    sure: 'corskit check URL says what is wrong with it. curl may be less strict.',
    why: 'Browsers refuse an answer whose head can be read in two ways (two lengths, two places to redirect to), is too long or is not HTTP. Nothing of its headers is looked at.',
    fix: 'Repair the head of the answer, in the app or in the proxy that writes it. If another program listens on this port, correct the URL.',
    remedy: 'none',
    find: network(PATTERNS['answer-not-http']),
  },
  {
    id: 'host-not-found',
    title: 'Not CORS: the host name is not known',
    layer: 'network',
    symptom: 'net::ERR_NAME_NOT_RESOLVED; CORS request did not succeed in Firefox.',
    sure: 'The name of a Docker service, or of an internal host, means nothing to the browser.',
    why: 'The browser runs on the user’s machine and asks its own DNS.',
    fix: 'Use the public address of the server, or a path of the page’s own origin that a proxy leads there.',
    remedy: 'none',
    find: network(PATTERNS['host-not-found']),
  },
  {
    id: 'nothing-listens',
    title: 'Not CORS: nothing listens there',
    layer: 'network',
    symptom: 'net::ERR_CONNECTION_REFUSED; CORS request did not succeed in Firefox.',
    sure: 'curl is refused as well.',
    why: 'The server is not started, or listens on another port or address.',
    fix: 'Start the server, and compare its port and address with the URL.',
    remedy: 'none',
    find: network(PATTERNS['nothing-listens']),
  },
  {
    id: 'connection-dropped',
    title: 'Not CORS: the server dropped the connection without an answer',
    layer: 'app',
    symptom: 'net::ERR_EMPTY_RESPONSE or ERR_CONNECTION_RESET; CORS request did not succeed in Firefox.',
    sure: 'curl says: empty reply from server.',
    why: 'The process crashed, or something on the way closed the connection.',
    fix: 'Read the server’s log of that moment.',
    remedy: 'none',
    find: network(PATTERNS['connection-dropped']),
  },
  {
    id: 'no-answer',
    title: 'Not CORS: the server does not answer in time',
    layer: 'network',
    symptom: 'The request stays pending, then fails.',
    sure: 'curl waits as well.',
    why: 'A firewall drops the packets, or the app never answers (a body that nobody reads, in front of a proxy).',
    fix: 'Ask from the server’s own machine first; then look at what stands between.',
    remedy: 'none',
    find: network(PATTERNS['no-answer'], 'likely'),
  },
  {
    id: 'connection-failed',
    title: 'Not CORS: there was no connection, or no answer that could be read',
    layer: 'network',
    symptom: 'CORS request did not succeed in Firefox, net::ERR_FAILED or another network error in Chromium.',
    sure: 'The network panel shows no status. An extension that blocks, a certificate, a name or a port are the usual reasons.',
    why: 'Nothing came back, so there was no header to look at.',
    fix: 'Open the URL in a tab of its own, and try a fresh profile without extensions.',
    remedy: 'none',
    find: (seen) => {
      // The command itself has sent nothing, and says why.
      if (!isFailed(seen) || /nothing is sent there/.test(words(seen))) return null
      if (Object.values(PATTERNS).some((pattern) => pattern.test(words(seen)))) return null
      return {
        confidence: 'possible',
        evidence: [told(seen) || 'The console says that the request did not succeed, without a status'],
        confirm: 'Run: corskit check URL',
      }
    },
  },
  {
    id: 'mixed-content',
    title: 'Not CORS: an https page asks an http server',
    layer: 'client',
    symptom: 'Mixed Content: The page was loaded over HTTPS, but requested an insecure resource.',
    sure: 'The page has https, the URL http.',
    why: 'Browsers do not let a secure page use what was sent unencrypted. Loopback is an exception in Chromium and Firefox.',
    fix: 'Call the server with https.',
    remedy: 'none',
    find: (seen) =>
      seen.code === 'MixedContent' || seen.evidence.said?.kind === 'mixed-content'
        ? {
            confidence: 'certain',
            evidence: [
              seen.evidence.said?.line ?? `${seen.origin ?? 'The page'} asks ${seen.url || 'an address of http'}`,
            ],
          }
        : null,
  },
  {
    id: 'local-network-access',
    title: 'Not CORS: the browser asks the user before a page may reach the local network',
    layer: 'browser',
    symptom: 'Permission was denied for this request to access the `loopback` (or `local`) address space.',
    sure: 'The page is public, and the server stands on this machine or in the local network. The server never saw the request.',
    why: 'Chromium 142 and later let a page into the local network only with the user’s permission, and only a page of https.',
    fix: 'Let the user allow it (the site’s settings, “Local network access”), serve the page over https, or serve it from the same network. Headers of the server change nothing here.',
    remedy: 'none',
    find: (seen) => {
      const { said } = seen.evidence
      if (said?.kind === 'local-network') return { confidence: 'certain', evidence: [said.line] }
      switch (seen.code) {
        case 'LocalNetworkAccessPermissionDenied':
          return withoutPermission(seen)
        case 'InsecureLocalNetwork':
          return { confidence: 'certain', evidence: ['The page is not a secure context'] }
        case 'InvalidLocalNetworkAccess':
          return { confidence: 'certain', evidence: ['targetAddressSpace names another network'] }
        default:
          return OLDER_ACCESS.has(seen.code ?? '') ? OLDER_FINDING : null
      }
    },
  },
  {
    id: 'browser-setting',
    title: 'Not CORS: a setting or an extension of the browser stops requests to other origins',
    layer: 'browser',
    symptom: '(Reason: CORS disabled) or (Reason: CORS header ‘Origin’ cannot be added) in Firefox.',
    sure: 'The same page in a fresh profile without extensions gets its answer. In `about:config`, `content.cors.disable` is true.',
    why: 'With `content.cors.disable`, Firefox refuses every request to another origin. The server cannot change that. Where Firefox cannot add `Origin`, an extension or a script of the browser prevents it.',
    fix: 'Set `content.cors.disable` to false in `about:config`, and try a fresh profile without extensions. Headers of the server change nothing here.',
    remedy: 'none',
    find: ({ code }) => {
      if (code === 'CorsDisabled')
        return { confidence: 'certain', evidence: ['Firefox prints this line where content.cors.disable is true'] }
      return code === 'OriginHeaderNotAdded'
        ? { confidence: 'likely', evidence: ['Firefox says that it could not add Origin to the request'] }
        : null
    },
  },
  {
    id: 'resource-policy',
    title: 'Not CORS: Cross-Origin-Resource-Policy keeps the resource from other sites',
    layer: 'app',
    symptom: 'net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin.',
    sure: 'The answer has `Cross-Origin-Resource-Policy: same-origin` or `same-site`. Helmet sets it by default.',
    why: 'The header is about resources that are loaded without CORS: images, scripts, no-cors fetches.',
    fix: 'Send `Cross-Origin-Resource-Policy: cross-origin` on what other sites may embed, or load it with CORS.',
    remedy: 'none',
    find: (seen) =>
      seen.evidence.said?.kind === 'resource-policy'
        ? { confidence: 'certain', evidence: [seen.evidence.said.line] }
        : seen.code === 'CorpNotSameOrigin' || seen.code === 'CorpNotSameSite'
          ? {
              confidence: 'certain',
              evidence: [resourcePolicyLine(seen.header('cross-origin-resource-policy') ?? seen.parameter)],
            }
          : null,
  },
  {
    id: 'opaque-response',
    title: 'mode: "no-cors" hides the answer from script',
    layer: 'client',
    symptom: 'The fetch succeeds, with status 0 and an empty body.',
    sure: 'The call has `mode: "no-cors"`; `response.type` is `opaque`.',
    why: 'no-cors asks for less, not for more: the request goes out, and script sees nothing of the answer.',
    fix: 'Remove the mode, and allow the page on the server.',
    remedy: 'allow-request',
    find: (seen) =>
      seen.evidence.outcome?.verdict === 'opaque' && seen.evidence.outcome.response?.type === 'opaque'
        ? { confidence: 'certain', evidence: ['The response is opaque: status 0, no headers, no body'] }
        : null,
  },
  {
    id: 'scheme-not-supported',
    title: 'The URL has a scheme that a fetch cannot use across origins',
    layer: 'client',
    symptom:
      'Cross origin requests are only supported for protocol schemes: http, https …; often a page that was opened from a file.',
    sure: 'The URL begins with `file:`, `localhost:` (without http://) or another scheme.',
    why: 'CORS is for http and https. A page that is opened from a file has no origin of its own.',
    fix: 'Write the URL with `http://` or `https://`, and serve the page and its files by a small server instead of opening them from the disk.',
    remedy: 'none',
    find: (seen) =>
      seen.evidence.said?.kind === 'file-page'
        ? { confidence: 'certain', evidence: [seen.evidence.said.line] }
        : seen.code === 'CorsDisabledScheme'
          ? {
              confidence: 'certain',
              evidence: [`${urlIn(seen)} is not http or https`],
            }
          : null,
  },
  {
    id: 'own-origin-only',
    title: 'Not CORS: a page may load such a file only from its own origin',
    layer: 'client',
    symptom:
      'Unsafe attempt to load URL … from frame with URL … Domains, protocols and ports must match (Chromium; Safari: from origin …). Security Error: Content at … may not load data from … (Firefox).',
    sure: 'The URL stands in `<use href>` of an SVG, in an XSLT stylesheet, or (Firefox) in `new Worker(…)`; no `fetch` asks for it.',
    why: 'Browsers load these only from the origin of the page. No header of the other server and no attribute changes that.',
    fix: 'Serve the file from the page’s own origin (or by a proxy there). An SVG can also be fetched with CORS and put into the page.',
    remedy: 'none',
    find: (seen) =>
      isUnsafeLoad(seen)
        ? { confidence: 'certain', evidence: [`${urlIn(seen)} is of another origin than ${seen.origin ?? 'the page'}`] }
        : null,
  },
  {
    id: 'same-origin-mode',
    title: 'mode: "same-origin" does not ask other origins',
    layer: 'client',
    symptom: 'Request mode is "same-origin" but the URL’s origin is not same as the request origin.',
    sure: 'The call has `mode: "same-origin"`.',
    why: 'The page’s own code says that no other origin is to be asked.',
    fix: 'Use `mode: "cors"`, which is the default.',
    remedy: 'none',
    find: (seen) =>
      seen.code === 'DisallowedByMode'
        ? {
            confidence: isUnsafeLoad(seen) ? 'possible' : 'certain',
            evidence: [`${urlIn(seen)} is of another origin than ${seen.origin ?? 'the page'}`],
          }
        : null,
  },
  {
    id: 'call-is-wrong',
    title: 'The call of fetch itself is wrong',
    layer: 'client',
    symptom: 'A TypeError before anything is sent.',
    sure: 'The network panel shows no request.',
    why: 'Browsers refuse some URLs, methods, headers and bodies whatever the server says.',
    fix: 'Correct the call as the rule says.',
    remedy: 'none',
    find: (seen) => {
      const { said } = seen.evidence
      // WebKit prints the same line of a redirect that leads there.
      if (said?.kind === 'bad-port') return { confidence: 'likely', evidence: [said.line] }
      const codes = [
        'InvalidUrl',
        'UrlIncludesCredentials',
        'InvalidMethod',
        'ForbiddenMethod',
        'InvalidHeader',
        'BodyNotAllowed',
        'NoCorsUnsafeMethod',
        'NoCorsRedirectModeNotFollow',
        'StreamBodyNotAllowed',
        'BadPort',
        'InvalidRequestOption',
        'RedirectNotAllowed',
      ]
      if (!codes.includes(seen.code ?? '') || isBlockedPortOfRedirect(seen)) return null
      const detail = seen.evidence.outcome?.steps.findLast(({ passed }) => !passed)?.detail
      return { confidence: 'certain', evidence: [detail ?? seen.code ?? ''] }
    },
  },
]
