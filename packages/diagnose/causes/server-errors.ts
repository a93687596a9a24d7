/**
 * The answer is an error, and errors of this server have no CORS headers. The console says CORS, but the problem is the
 * error.
 */
import { type Case, NEAR_PROBES } from '../case.ts'
import { isFreshAllowed } from '../probes/fresh-url.ts'
import { isOriginRefused, SHOW_REFUSED_ORIGIN } from '../refused-origin.ts'
import type { CauseRule, Finding } from '../words/cause-rule.ts'
import { isWithoutAnswer, meaningOf, refusalOf } from './gateway-statuses.ts'
import { logged } from './logged-refusals.ts'

/** Not where a cache has the answer, and the server gives the headers, or where the answer says itself why. */
const isMissing = (seen: Case) =>
  seen.check === 'MissingAllowOriginHeader' && !seen.isSaidInBody && !isFreshAllowed(seen)

/** Whether other answers of the server have the headers: then CORS is set up, but not for this answer. */
function isSetUpElsewhere(seen: Case): boolean {
  return seen.allows('missing-path') || seen.allows('simple-preflight') || preflightAllowed(seen)
}

function preflightAllowed(seen: Case): boolean {
  const { preflight } = seen
  return preflight !== null && preflight !== seen.refused && preflight.response !== null
}

function proofOf(seen: Case): string[] {
  const lines = (['missing-path', 'simple-preflight'] as const)
    .filter((name) => seen.allows(name))
    .map((name) => seen.probeLine(name))
  if (preflightAllowed(seen))
    lines.push(`The preflight before it was answered ${seen.preflight?.response?.status} with the headers`)
  return lines
}

function withServer(seen: Case, ...lines: string[]): string[] {
  const server = seen.serverLine
  return [seen.answerLine, ...lines, ...(server === null ? [] : [server])]
}

const isProxy = (seen: Case) =>
  /nginx|openresty|apache|haproxy|envoy|varnish|traefik|caddy|awselb|cloudflare|cloudfront|kong|istio|squid|lighttpd/i.test(
    `${seen.header('server') ?? ''} ${seen.header('via') ?? ''}`,
  )

/** Only the console line is known. After a server without CORS, an error is the most frequent reason. */
const UNSEEN: Finding = {
  confidence: 'possible',
  evidence: ['The console does not say with which status the request was answered'],
  confirm: 'Look at the status in the network panel, or run: corskit check URL',
}

function errorFinding(seen: Case, layer: Finding['layer']): Finding {
  const proof = proofOf(seen)
  return {
    confidence: isSetUpElsewhere(seen) ? 'certain' : 'likely',
    unless: [...SHOW_REFUSED_ORIGIN, 'fresh-url'],
    evidence: withServer(seen, 'It has no Access-Control-Allow-Origin', ...proof),
    ...(layer === undefined ? {} : { layer }),
    confirm: isSetUpElsewhere(seen)
      ? 'Read the error in the log of the server.'
      : 'Read the error in the log of the server; an answer without an error shows whether CORS is set up.',
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html */
function signInFailed(seen: Case): Finding {
  const finding = errorFinding(seen, 'gateway')
  const meaning = '561 of AWS: the identity provider answered the load balancer with an error'
  return {
    ...finding,
    evidence: [...finding.evidence, meaning],
    summary: 'Sign in again, and look into the settings of the load balancer’s authentication.',
  }
}

export const SERVER_ERROR_CAUSES: readonly CauseRule[] = [
  {
    id: 'error-without-headers',
    title: 'The server failed, and its error page has no CORS headers',
    layer: 'framework',
    symptom: "No 'Access-Control-Allow-Origin' header is present, and the status is 500.",
    sure: 'The network panel shows status 500. The same URL with input that works has the headers.',
    why: 'An exception left the part of the app that adds the headers; the error page was made outside of it. The browser hides the error from the page, and names the missing header.',
    fix: 'Read the error in the server’s log and repair it. Then let errors have the headers as well: put CORS around the error handler.',
    remedy: 'errors-inside-cors',
    find: (seen) => {
      const { status } = seen
      if (isMissing(seen) && seen.isOnlyMessage && status === null && !seen.isPreflight) return UNSEEN
      if (seen.isPreflight || !isMissing(seen) || status === null || status < 500) return null
      if (isWithoutAnswer(status) || status === 561) return null
      if (isOriginRefused(seen)) return null
      return errorFinding(seen, undefined)
    },
  },
  {
    id: 'gateway-error',
    title: 'The gateway did not get an answer from the app, and its own error page has no CORS headers',
    layer: 'proxy',
    symptom:
      "No 'Access-Control-Allow-Origin' header is present, and the status is 502, 503 or 504, often after 30 or 60 seconds; behind Cloudflare 520 to 527 or 530.",
    sure: 'The answer names the gateway (`server: nginx`, `awselb`, `cloudflare`) and not the app.',
    why: 'The app is down, slow or crashed, so the gateway answers by itself. It does not know the app’s CORS headers.',
    fix: 'Start or repair the app behind the gateway (its log, its port, its time limit). Add the headers to the gateway’s own error pages.',
    remedy: 'always-on-errors',
    find: (seen) => {
      const { status } = seen
      if (seen.isPreflight || !isMissing(seen) || status === null || !isWithoutAnswer(status)) return null
      if (seen.challenge !== null) return null
      const layer = /aws|amazon|cloudfront/i.test(seen.header('server') ?? '') ? 'gateway' : 'proxy'
      const finding = errorFinding(seen, layer)
      return { ...finding, evidence: [...finding.evidence, meaningOf(status)] }
    },
  },
  {
    id: 'body-too-large',
    title: 'The body is too large for a server in front of the app',
    layer: 'proxy',
    symptom: "An upload fails with No 'Access-Control-Allow-Origin' header is present; small files work.",
    sure: 'The status is 413, and the answer names the proxy.',
    why: 'A proxy in front of the app refuses the body by itself, without the app’s CORS headers.',
    fix: 'Raise the limit of the proxy (`client_max_body_size` in nginx), and add the headers to its errors.',
    remedy: 'always-on-errors',
    find: (seen) =>
      isMissing(seen) && seen.status === 413 ? errorFinding(seen, isProxy(seen) ? 'proxy' : 'app') : null,
  },
  {
    id: 'rate-limit-without-headers',
    title: 'Too many requests: the refusal has no CORS headers',
    layer: 'gateway',
    symptom: "After some requests, No 'Access-Control-Allow-Origin' header is present; later it works again.",
    sure: 'The status is 429.',
    why: 'The rate limit stands before CORS and answers by itself.',
    fix: 'Send fewer requests, and let the refusal of the rate limit have the headers: put CORS before it.',
    remedy: 'refused-inside-cors',
    find: (seen) => {
      if (seen.status !== 429) return null
      if (seen.code === 'PreflightInvalidStatus') return { confidence: 'likely', evidence: [seen.answerLine] }
      return isMissing(seen) ? errorFinding(seen, isProxy(seen) ? 'proxy' : undefined) : null
    },
  },
  {
    id: 'bot-challenge',
    title: 'A firewall answers with a challenge page',
    layer: 'cdn',
    symptom:
      "No 'Access-Control-Allow-Origin' header is present; in a tab of its own the URL shows a challenge, then works.",
    sure: 'The body is HTML, and the answer has a firewall’s header (`cf-mitigated`, `x-amzn-waf-action`, `x-vercel-mitigated`, `x-datadome`), or status 403 or 503 and a firewall’s name.',
    why: 'The firewall wants to see a browser solve a puzzle. A preflight has no cookies and cannot do so.',
    fix: 'Exempt the API, or at least OPTIONS, from the challenge.',
    remedy: 'none',
    find: (seen) => {
      if (!isMissing(seen) && seen.code !== 'PreflightInvalidStatus') return null
      const { challenge } = seen
      if (challenge === null) return null
      return {
        confidence: challenge.isCertain ? 'certain' : 'likely',
        evidence: withServer(seen, `It is a challenge: ${challenge.sign}`),
      }
    },
  },
  {
    id: 'origin-refused-by-server',
    title: 'The server itself refuses requests of other origins',
    layer: 'app',
    symptom:
      "The status is 403 (or 500, with “Not allowed by CORS” in the log) for a page and 200 in curl: Ollama, VS Code, development servers. No 'Access-Control-Allow-Origin' header is present.",
    sure: 'The same request without `Origin` is answered well.',
    why: 'The server looks at `Origin` and refuses pages that it does not know, so that no website can use a local service.',
    fix: 'Add the page’s origin to the list of that server (`OLLAMA_ORIGINS`, `server.cors.origin`, `allowedOrigins`; the callback of Express’s `cors`, which should say `callback(null, false)` to others and not hand on an error).',
    remedy: 'none',
    find: (seen) => {
      const { said } = seen.evidence
      if (said?.kind === 'refused-by-server')
        return { confidence: 'certain', evidence: seen.saidLines, ...logged(said.line) }
      if (!isMissing(seen) || !isOriginRefused(seen) || seen.near !== null) return null
      const lines = seen.isPreflight ? [seen.probeLine('actual')] : []
      const evidence = [seen.answerLine, ...lines, seen.probeLine('without-origin')]
      // An error may also be temporary.
      return seen.status === 500
        ? {
            confidence: 'likely',
            evidence,
            confirm: 'Ask several times with and without Origin, or look for an error about CORS in the server’s log.',
          }
        : { confidence: 'certain', unless: NEAR_PROBES, evidence }
    },
  },
  {
    id: 'auth-before-cors',
    title: 'Authentication refuses the request, and its refusal has no CORS headers',
    layer: 'auth',
    symptom: "No 'Access-Control-Allow-Origin' header is present when the session is over or the token is wrong.",
    sure: 'The status is 401 or 403, and a request with a valid token has the headers.',
    why: 'Authentication stands before CORS, so its refusal never gets the headers. The page cannot even see that it was 401.',
    fix: 'Put CORS before authentication, so that a 401 can be read by the page; then send the token or sign in again.',
    remedy: 'refused-inside-cors',
    find: (seen) => {
      if (seen.isPreflight || !isMissing(seen) || ![401, 403, 561].includes(seen.status ?? 0)) return null
      if (seen.status === 561) return signInFailed(seen)
      if (isOriginRefused(seen) || seen.challenge !== null || seen.isUnknownToGateway) return null
      const gateway = seen.header('x-amzn-errortype') ?? seen.header('apigw-requestid') ?? seen.header('x-amz-apigw-id')
      return { ...errorFinding(seen, gateway === null ? undefined : 'gateway') }
    },
  },
  {
    id: 'not-found-without-headers',
    title: 'The address does not exist there, and the error has no CORS headers',
    layer: 'app',
    symptom: "No 'Access-Control-Allow-Origin' header is present, and the status is 404 or 405.",
    sure: 'The status is 404 or 405. Another path of the same server has the headers.',
    why: 'The path or the method is wrong (a missing `/api`, a slash, a version), or CORS is only on the routes that exist.',
    fix: 'Correct the URL or the method. Then put CORS on the whole app, so that errors can be read as well.',
    remedy: 'errors-inside-cors',
    find: (seen) => {
      if (seen.isPreflight || !isMissing(seen)) return null
      if ((seen.status !== 404 && seen.status !== 405 && !seen.isUnknownToGateway) || isOriginRefused(seen)) return null
      const elsewhere = isSetUpElsewhere(seen) || seen.allows('other-slash')
      const lines = seen.allows('other-slash') ? [seen.probeLine('other-slash')] : []
      return {
        ...errorFinding(seen, undefined),
        confidence: elsewhere ? 'certain' : 'possible',
        evidence: withServer(seen, 'It has no Access-Control-Allow-Origin', ...proofOf(seen), ...lines),
      }
    },
  },
  {
    id: 'connection-refused-without-headers',
    title: 'The server refuses the connection, not the input, and its answer has no CORS headers',
    layer: 'proxy',
    symptom:
      "No 'Access-Control-Allow-Origin' header is present, with status 408, 421, 425, 426, 431, nginx’s 444, 494 to 497 and 499, or 460, 463 and 464 of a load balancer of AWS; often it works a moment later.",
    sure: 'The status is one of these. The same request on a new connection, or without cookies, is answered otherwise.',
    why: 'A server in front of the app answers before it has looked for a route, so nothing of the app’s CORS is asked.',
    fix: 'For 408, 421 and 425, send the request again; where 421 stays, give the name a certificate or an address of its own. For 431 and 494, send fewer and shorter cookies. For 426, 464, 496 and 497, use the protocol or the certificate that the server wants. For 460 and 499, raise the time limit of what stands in front. For 444, look for the rule that drops the request.',
    remedy: 'none',
    find: (seen) => {
      const { status } = seen
      if (seen.isPreflight || !isMissing(seen) || status === null || isOriginRefused(seen)) return null
      const refusal = refusalOf(status)
      if (refusal === null) return null
      const finding = errorFinding(seen, undefined)
      return { ...finding, evidence: [...finding.evidence, refusal] }
    },
  },
  {
    id: 'client-error-without-headers',
    title: 'The server refuses the input, and the refusal has no CORS headers',
    layer: 'framework',
    symptom: "No 'Access-Control-Allow-Origin' header is present for some input, with a status between 400 and 499.",
    sure: 'The same request with valid input has the headers.',
    why: 'The refusal is made outside of the part that adds the headers.',
    fix: 'Correct the input (the network panel shows status and body), and put CORS around what refuses it.',
    remedy: 'errors-inside-cors',
    find: (seen) => {
      const { status } = seen
      if (seen.isPreflight || !isMissing(seen) || status === null || status < 400 || status >= 500) return null
      if ([401, 403, 404, 405, 413, 429].includes(status) || refusalOf(status) !== null) return null
      if (isOriginRefused(seen)) return null
      return errorFinding(seen, undefined)
    },
  },
]
