/** The preflight has a status that refuses, or no headers: somebody else than CORS has answered it. */
import { type Case, NEAR_PROBES } from '../../case.ts'
import { anyCors, isOriginRefused, SHOW_REFUSED_ORIGIN, signOfAList } from '../../refused-origin.ts'
import { refusedPart, SHOW_PART } from '../../refused-part.ts'
import type { CauseRule } from '../../words/cause-rule.ts'
import { isWithoutAnswer, meaningOf } from '../gateway-statuses.ts'
import { isNoRedirect, isRefused, isUnseen, UNSEEN } from './unseen.ts'

/**
 * Whether the method, the headers, the origin or a firewall explains the refusal: then the handling of OPTIONS was not
 * forgotten.
 */
const isExplained = (seen: Case) =>
  seen.isSaidInBody ||
  refusedPart(seen) !== null ||
  seen.near !== null ||
  seen.challenge !== null ||
  isOriginRefused(seen) ||
  signOfAList(seen) !== null

/** The probes that show it. */
const EXPLAIN = [...SHOW_PART, ...SHOW_REFUSED_ORIGIN, ...NEAR_PROBES]

/** Statuses for which there are more precise causes. */
const REFUSALS = [401, 403, 407, 413, 429]

/**
 * OPTIONS has a good status and `Allow`, and what the method itself is answered was not seen: routers answer so in
 * front of CORS, and without any.
 */
export const isOptionsOfRouter = (seen: Case): boolean =>
  seen.isPreflight &&
  seen.status !== null &&
  seen.status < 300 &&
  seen.header('allow') !== null &&
  seen.answer('actual') === null

/**
 * How sure it is that something in front of the app forbids OPTIONS: `limit_except` of nginx, `LimitExcept` of Apache,
 * the methods of a CDN, a rule of a firewall. `null`: nothing shows it.
 */
function optionsForbidden(seen: Case): 'likely' | 'possible' | null {
  if (!isRefused(seen) || seen.status !== 403 || seen.header('www-authenticate') !== null) return null
  const isHtml = /^text\/html/i.test(seen.header('content-type') ?? '')
  const server = seen.header('server') ?? ''
  const actual = actualStatus(seen)
  // The path is answered without a login, and OPTIONS is refused where it is no preflight, too.
  if (actual !== null && (Math.floor(actual / 100) === 2 || actual === 405))
    return (isHtml || /^envoy/i.test(server)) && seen.answer('plain-options')?.status === 403 ? 'likely' : null
  // Rules of access make such a page, and so does the server's own authentication.
  return actual === null && isHtml && IS_WEB_SERVER.test(server) ? 'possible' : null
}

const IS_WEB_SERVER = /^(?:nginx|openresty|apache|microsoft-iis|lighttpd|litespeed|cloudfront|awselb)/i

const FORBIDDEN =
  'Let OPTIONS through to the app: something in front of it refuses the method (`limit_except` in nginx, `<Limit>`, `<LimitExcept>` or `Require method` in Apache, the request filtering of IIS, the methods of a CDN, a rule of a firewall). Then register CORS on the whole app, before the routes.'

const actualStatus = (seen: Case) => seen.answer('actual')?.status ?? null

export const PREFLIGHT_STATUS_CAUSES: readonly CauseRule[] = [
  {
    id: 'auth-before-preflight',
    title: 'Authentication refuses the preflight',
    layer: 'auth',
    symptom: "Response to preflight request doesn't pass access control check, and OPTIONS is answered 401 or 403.",
    sure: 'OPTIONS is answered 401 or 403. A preflight never carries cookies or an Authorization header.',
    why: 'Authentication stands before CORS and asks the preflight for a token, which browsers never send with it.',
    fix: 'Put CORS before authentication, so that true preflights are answered without a token.',
    remedy: 'auth-after-cors',
    find: (seen) => {
      if (isUnseen(seen)) return UNSEEN
      if (!isRefused(seen) || (seen.status !== 401 && seen.status !== 403 && seen.status !== 407)) return null
      if (isExplained(seen) || seen.isUnknownToGateway || seen.isRefusedByStore) return null
      const challenge = seen.header('www-authenticate')
      const plain = seen.answer('plain-options')
      return {
        // A line does not show whether a firewall has answered.
        confidence:
          (seen.status === 401 && !seen.isOnlyMessage) || challenge !== null
            ? 'certain'
            : optionsForbidden(seen) !== null
              ? 'possible'
              : 'likely',
        // A 401 that asks for a token, or that allows the page, is not about the origin.
        unless: seen.status === 401 && (challenge !== null || seen.code === 'PreflightInvalidStatus') ? [] : EXPLAIN,
        evidence: [
          seen.answerLine,
          ...(challenge === null ? [] : [`It asks for ${challenge.split(/[\s,]/)[0]}`]),
          ...(plain === null ? [] : [seen.probeLine('plain-options')]),
        ],
        ...(seen.status === 403 && challenge === null
          ? {
              confirm:
                'Look into the server’s log for who answered 403: authentication, a firewall, or a check of the origin.',
            }
          : {}),
      }
    },
  },
  {
    id: 'options-not-handled',
    title: 'Nobody answers OPTIONS',
    layer: 'app',
    symptom:
      "Response to preflight request doesn't pass access control check, and OPTIONS is answered 404, 405, 400 or 501.",
    sure: 'OPTIONS is answered 404 or 405 (or 403, also without the headers of a preflight), while the method itself works in curl.',
    why: 'The route exists for its own method only, or something in front of the app refuses the method OPTIONS. The browser asks with OPTIONS first.',
    fix: 'Register CORS on the whole app, before the routes: it answers OPTIONS for all of them.',
    remedy: 'allow-request',
    find: (seen) => {
      if (isUnseen(seen)) return UNSEEN
      if (!isRefused(seen) || seen.status === null || isExplained(seen)) return null
      if (seen.isUnknownToGateway) return { confidence: 'likely', evidence: unknownToGateway(seen), layer: 'gateway' }
      if (seen.isRefusedByStore) return null
      const forbidden = optionsForbidden(seen)
      if (forbidden !== null)
        return {
          confidence: forbidden,
          unless: EXPLAIN,
          layer: 'proxy',
          evidence: [seen.answerLine, seen.serverLine ?? '', seen.probeLine('plain-options'), seen.probeLine('actual')],
          summary: FORBIDDEN,
          confirm:
            'Look for a rule about methods in the configuration of the server, the CDN or the firewall in front.',
        }
      if ((seen.status < 400 || seen.status > 499 || REFUSALS.includes(seen.status)) && seen.status !== 501) return null
      const actual = actualStatus(seen)
      const exists = actual !== null && actual !== 404
      if (seen.status === 404 && actual === 404) {
        const { method } = seen.evidence.request
        return {
          confidence: 'likely',
          unless: EXPLAIN,
          evidence: [seen.answerLine, seen.probeLine('actual')],
          // Probes change nothing on the server, so a PUT was not asked.
          summary: /^(?:GET|HEAD)$/i.test(method)
            ? 'The path does not exist for any method that was asked: correct the URL, then register CORS on the whole app.'
            : `The path does not exist for GET and OPTIONS, and ${method} was not sent. If it exists for ${method}, register CORS on the whole app; if it does not, correct the URL first.`,
        }
      }
      const allow = seen.header('allow')
      return {
        // When the answer to GET has no CORS headers either, the server may not know the page at all.
        confidence: seen.allows('actual') || allow !== null ? 'certain' : 'likely',
        unless: EXPLAIN,
        evidence: [
          seen.answerLine,
          ...(allow === null ? [] : [`It allows ${allow}`]),
          ...(actual === null ? [] : [seen.probeLine('actual')]),
        ],
        ...(exists || seen.status === 405 ? {} : { confirm: 'Does the path exist for another method?' }),
      }
    },
  },
  {
    id: 'preflight-fails',
    title: 'The server fails while it answers the preflight',
    layer: 'app',
    symptom:
      "Response to preflight request doesn't pass access control check, and OPTIONS is answered 500 to 504, or by Cloudflare 520 to 530.",
    sure: 'OPTIONS is answered with a status of 500 or more.',
    why: 'Code that expects a body, a user or a parameter runs for OPTIONS too; or the CORS configuration itself throws (`*` with credentials, in Spring and others).',
    fix: 'Read the error in the server’s log, and put CORS before the code that fails.',
    remedy: 'allow-request',
    find: (seen) => {
      if (isUnseen(seen)) return UNSEEN
      if (!isRefused(seen) || seen.status === null || seen.status < 500) return null
      if (seen.status === 501 || isOriginRefused(seen) || seen.isSaidInBody) return null
      return {
        confidence: 'certain',
        unless: SHOW_REFUSED_ORIGIN,
        evidence: [seen.answerLine, meaningOf(seen.status)],
        layer: isWithoutAnswer(seen.status) ? 'proxy' : 'app',
      }
    },
  },
  {
    id: 'preflight-status-odd',
    title: 'The preflight is answered with a status that browsers do not take',
    layer: 'app',
    symptom: "Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
    sure: 'OPTIONS has the headers, and a status outside of 200 to 299.',
    why: 'The headers are there, and the status says that the request failed. Browsers want 200 to 299.',
    fix: 'Answer the preflight with 204.',
    remedy: 'allow-request',
    find: (seen) => {
      const isOdd = seen.code === 'PreflightInvalidStatus' || (isRefused(seen) && isNoRedirect(seen))
      if (!isOdd) return null
      if (isUnseen(seen)) return UNSEEN
      const { status } = seen
      if (isExplained(seen)) return null
      if (status === null || [400, 401, 403, 404, 405, 407, 501].includes(status) || status >= 500) return null
      // A redirect, where it has a Location; 429 is told as what it is.
      if (seen.isOnlyMessage && (isNoRedirect(seen) || status === 429))
        return { confidence: 'possible', evidence: [seen.answerLine] }
      return { confidence: 'certain', unless: EXPLAIN, evidence: [seen.answerLine] }
    },
  },
]

const ASK_ACTUAL = 'Ask for the same path with GET and an Origin: has the answer the header?'

/**
 * A rule of its own: it stands behind those that say that CORS is not set up, which is what the same answer shows more
 * often.
 */
export const ANSWERED_WITHOUT_HEADERS: CauseRule = {
  id: 'preflight-without-headers',
  title: 'OPTIONS is answered, but not as a preflight',
  layer: 'framework',
  symptom:
    "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present, and OPTIONS is answered 200 or 204.",
  sure: 'OPTIONS has a good status and no `Access-Control-Allow-Origin`; the request itself has it.',
  why: 'A router or a proxy answers OPTIONS by itself (with `Allow`), before CORS.',
  fix: 'Put CORS before what answers OPTIONS.',
  remedy: 'allow-request',
  find: (seen) => {
    if (isUnseen(seen) && seen.code === 'PreflightMissingAllowOriginHeader') return UNSEEN
    if (
      seen.code !== 'PreflightMissingAllowOriginHeader' ||
      !seen.isPreflight ||
      seen.status === null ||
      seen.status >= 300
    )
      return null
    if (seen.isOnlyMessage) return { confidence: 'possible', evidence: [seen.answerLine], confirm: ASK_ACTUAL }
    if (seen.header('corskit-reason') !== null || isExplained(seen)) return null
    const allow = seen.header('allow')
    if (!seen.allows('actual') && allow === null && !anyCors(seen)) return null
    return {
      confidence: seen.allows('actual') ? 'certain' : 'possible',
      unless: EXPLAIN,
      evidence: [
        seen.answerLine,
        ...(allow === null ? [] : [`It has allow: ${allow}`]),
        ...(seen.allows('actual') ? [seen.probeLine('actual')] : []),
      ],
      ...(seen.allows('actual') ? {} : { confirm: ASK_ACTUAL }),
    }
  },
}

const unknownToGateway = (seen: Case) => [
  seen.answerLine,
  `It has x-amzn-errortype: ${seen.header('x-amzn-errortype')}, which is what API Gateway says of a method that the resource does not have`,
]
