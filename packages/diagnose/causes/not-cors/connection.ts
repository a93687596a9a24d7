/** Nothing came back that a browser could read: names, ports, certificates, proxies. */
import type { Case } from '../../case.ts'
import { isTlsPort } from '../../probes/tls-port.ts'
import type { CauseRule, Finding } from '../../words/cause-rule.ts'
import type { Evidence } from '../../words/evidence.ts'

/** What the transport, the engine or the console said. */
const told = ({ code, evidence, parameter }: Case) =>
  `${evidence.networkError ?? (code === 'NetworkError' ? parameter : '')} ${isNetwork(evidence) ? evidence.said?.line : ''}`.trim()

/** The codes of engines have underscores. */
const words = (seen: Case) => told(seen).replaceAll(/(?<=[A-Z])_(?=[A-Z])/g, ' ')

const isNetwork = ({ said }: Evidence) => said?.kind === 'network'
/** `InvalidResponse` is what Chromium says of an answer without a status. */
const isFailed = (seen: Case) =>
  !seen.isUpgradedInVain &&
  (seen.code === 'NetworkError' || seen.code === 'InvalidResponse' || isNetwork(seen.evidence))

/** What servers say to a request in plain text on a port that speaks TLS: nginx, Go, Apache, Tomcat. */
const SAID_OF_TLS_PORT =
  /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|speaking plain HTTP to an SSL-enabled|combination of host and port requires TLS/i

/** The line says it, or the port has answered in TLS. */
const isPlainToTls = (seen: Case) => isTlsPort(seen) || (isNetwork(seen.evidence) && SAID_OF_TLS_PORT.test(told(seen)))

const network =
  (pattern: RegExp, confidence: Finding['confidence'] = 'certain') =>
  (seen: Case): Finding | null =>
    isFailed(seen) && !isPlainToTls(seen) && pattern.test(words(seen)) ? { confidence, evidence: [told(seen)] } : null

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

export const CONNECTION_CAUSES: readonly CauseRule[] = [
  {
    id: 'http-to-tls-port',
    title: 'Not CORS: the URL begins with http:, and the port speaks TLS',
    layer: 'client',
    symptom:
      'The status is 400 (“The plain HTTP request was sent to HTTPS port”, “Client sent an HTTP request to an HTTPS server”), or net::ERR_EMPTY_RESPONSE.',
    sure: 'The same URL with `https:` is answered, or the browser warns of its certificate.',
    why: 'The server takes an encrypted connection on that port only. What it says to others has no headers of CORS.',
    fix: 'Begin the URL with `https:`.',
    remedy: 'none',
    find: (seen) => {
      if (!isPlainToTls(seen)) return null
      if (!isTlsPort(seen)) return { confidence: 'certain', evidence: [told(seen)] }
      const line = seen.code === 'NetworkError' ? told(seen) : seen.answerLine
      const isAnswered = seen.answer('as-https') !== null
      return {
        confidence: 'certain',
        evidence: [
          line,
          isAnswered
            ? seen.probeLine('as-https')
            : 'The same URL with https is answered in TLS, with a certificate that is not trusted here',
        ],
      }
    },
  },
  {
    id: 'certificate',
    title: 'Not CORS: the browser does not trust the certificate',
    layer: 'network',
    symptom: 'net::ERR_CERT_AUTHORITY_INVALID in Chromium; CORS request did not succeed in Firefox.',
    sure: 'Open the URL in a tab: the browser warns.',
    why: 'The browser ends the connection to a server whose certificate it does not trust, before it gets any header.',
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
    find: (seen) => (PATTERNS['tls-failed'].test(words(seen)) ? null : network(PATTERNS['connection-dropped'])(seen)),
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
    title: 'Not CORS: the connection failed, or the answer could not be read',
    layer: 'network',
    symptom: 'CORS request did not succeed in Firefox, net::ERR_FAILED or another network error in Chromium.',
    sure: 'The network panel shows no status. An extension that blocks, a certificate, a name or a port are the usual reasons.',
    why: 'Nothing came back, so there was no header to look at.',
    fix: 'Open the URL in a tab of its own, and try a fresh profile without extensions.',
    remedy: 'none',
    find: (seen) => {
      // The command itself has sent nothing, and says why.
      if (!isFailed(seen) || isPlainToTls(seen) || /nothing is sent there/.test(words(seen))) return null
      if (Object.values(PATTERNS).some((pattern) => pattern.test(words(seen)))) return null
      return {
        confidence: 'possible',
        evidence: [told(seen) || 'The console says that the request did not succeed, without a status'],
        confirm: 'Run: corskit check URL',
      }
    },
  },
]
