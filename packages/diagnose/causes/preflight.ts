/** The preflight is not answered like a preflight. */
import { type Case, NEAR_PROBES } from '../case.ts'
import { anyCors, isOriginRefused, SHOW_REFUSED_ORIGIN, signOfAList } from '../refused-origin.ts'
import { isRefusedForItsContent, refusedPart, SHOW_PART } from '../refused-part.ts'
import type { CauseRule, Finding } from '../words/cause-rule.ts'
import { isWithoutAnswer, meaningOf } from './gateway-statuses.ts'

/** The preflight was refused because of its status, or because its answer is an error without the headers. */
const isRefused = (seen: Case) =>
  seen.isPreflight && (seen.code === 'PreflightInvalidStatus' || seen.code === 'PreflightMissingAllowOriginHeader')

/** Only the console line is known, and it does not say the status. */
const isUnseen = (seen: Case) => isRefused(seen) && seen.isOnlyMessage && seen.status === null

const UNSEEN: Finding = {
  confidence: 'possible',
  evidence: ['The console does not say with which status OPTIONS was answered'],
  confirm: 'Look at the status of OPTIONS in the network panel, or run: corskit check URL -X METHOD',
}

/** Only the console line is known, and it does not show the list. */
const UNSEEN_LIST: Finding = {
  confidence: 'possible',
  evidence: ['The console does not say what the list in the answer to OPTIONS is'],
  confirm: 'Look at the answer to OPTIONS in the network panel, or run: corskit check URL -X METHOD',
}

/** Only the console line is known. Some servers refuse a method or a header with a status instead of a list. */
const isPartUnseen = (seen: Case) =>
  isUnseen(seen) || (seen.isOnlyMessage && isRefusedForItsContent(seen) && !isNoRedirect(seen))

const UNSEEN_PART: Finding = {
  confidence: 'possible',
  evidence: ['Some servers refuse a method or a header so, and the console does not say what was asked for'],
  confirm: 'Look at the request headers of OPTIONS in the network panel, or run: corskit check URL -X METHOD -H HEADER',
}

/**
 * Whether the method, the headers, the origin or a firewall explains the refusal: then the handling of OPTIONS was not
 * forgotten.
 */
const isExplained = (seen: Case) =>
  refusedPart(seen) !== null ||
  seen.near !== null ||
  seen.challenge !== null ||
  isOriginRefused(seen) ||
  signOfAList(seen) !== null

/** The probes that show it. */
const EXPLAIN = [...SHOW_PART, ...SHOW_REFUSED_ORIGIN, ...NEAR_PROBES]

/** Statuses for which there are more precise causes. */
const REFUSALS = [401, 403, 407, 413, 429]

/** A redirect status without a `Location`. */
const isNoRedirect = ({ status }: Case) => status !== null && (status < 200 || (status >= 300 && status < 400))

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

const actualStatus = (seen: Case) => seen.answer('actual')?.status ?? null

export const PREFLIGHT_CAUSES: readonly CauseRule[] = [
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
      if (isExplained(seen) || seen.isUnknownToGateway) return null
      const challenge = seen.header('www-authenticate')
      const plain = seen.answer('plain-options')
      return {
        // A line does not show whether a firewall has answered.
        confidence: (seen.status === 401 && !seen.isOnlyMessage) || challenge !== null ? 'certain' : 'likely',
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
    sure: 'OPTIONS is answered 404 or 405, while the method itself works in curl.',
    why: 'The route exists for its own method only. The browser asks with OPTIONS first.',
    fix: 'Register CORS on the whole app, before the routes: it answers OPTIONS for all of them.',
    remedy: 'allow-request',
    find: (seen) => {
      if (isUnseen(seen)) return UNSEEN
      if (!isRefused(seen) || seen.status === null || isExplained(seen)) return null
      if (seen.isUnknownToGateway) return { confidence: 'likely', evidence: unknownToGateway(seen), layer: 'gateway' }
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
      if (seen.status === 501 || isOriginRefused(seen)) return null
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
  {
    id: 'method-not-allowed',
    title: 'The method is not listed in Access-Control-Allow-Methods',
    layer: 'app',
    symptom: 'Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.',
    sure: 'The list in the answer to OPTIONS does not have the method, to the letter. Some servers send no list but an error (403 by Tomcat and Spring, 400 by Starlette): then a preflight for GET is allowed.',
    why: 'GET, HEAD and POST need no listing; every other method does, in the spelling in which it is sent.',
    fix: 'Add the method to the list.',
    remedy: 'allow-request',
    find: (seen) => {
      const { said } = seen.evidence
      if (said?.kind === 'method-refused') return { confidence: 'certain', evidence: [said.line] }
      const part = refusedPart(seen)
      if (part !== null) {
        const { method } = part
        if (method === null || isSpelling(seen, method)) return null
        return { confidence: part.isListed ? 'certain' : 'likely', evidence: part.evidence }
      }
      if (isPartUnseen(seen)) return UNSEEN_PART
      if (seen.code !== 'MethodDisallowedByPreflightResponse') return null
      const list = seen.header('access-control-allow-methods')
      const method = seen.parameter || seen.evidence.request.method
      if (list !== null && wildcardIsLiteral(seen, list)) return null
      if (list !== null && hasOtherCase(list, method)) return null
      return {
        confidence: byList(seen),
        evidence: [
          list === null
            ? seen.isOnlyMessage
              ? `The console says that ${seen.parameter || 'the method'} is not in the list`
              : `The preflight names no methods, and ${method} was asked for`
            : `The preflight allows ${list || 'nothing'}, and ${method} was asked for`,
        ],
      }
    },
  },
  {
    id: 'method-case',
    title: 'The method is listed in another spelling',
    layer: 'client',
    symptom: 'Method patch is not allowed by Access-Control-Allow-Methods, although PATCH is listed.',
    sure: 'The list has the method in other letters.',
    why: 'Methods are case-sensitive. `fetch` makes get, post, put, delete, head and options upper case, and leaves `patch` as it is.',
    fix: 'Send the method in upper case (`PATCH`), and list it in upper case.',
    remedy: 'none',
    find: (seen) => {
      const list = seen.header('access-control-allow-methods')
      const method = refusedPart(seen)?.method ?? (seen.parameter || seen.evidence.request.method)
      if (seen.code !== 'MethodDisallowedByPreflightResponse' && !isSpelling(seen, refusedPart(seen)?.method ?? null))
        return null
      if (list === null) {
        if (method !== method.toUpperCase())
          return { confidence: 'likely', evidence: [`${method} was sent, in lower case`] }
        return seen.isOnlyMessage ? UNSEEN_LIST : null
      }
      if (!hasOtherCase(list, method)) return null
      return {
        confidence: 'certain',
        evidence: [`The preflight allows ${list}, and ${method} was asked for`],
        layer: method === method.toUpperCase() ? 'app' : 'client',
        summary:
          method === method.toUpperCase()
            ? `List the method as ${method}, in upper case.`
            : `Send ${method.toUpperCase()} and not ${method}.`,
      }
    },
  },
  {
    id: 'header-not-allowed',
    title: 'A request header is not listed in Access-Control-Allow-Headers',
    layer: 'app',
    symptom: 'Request header field x-request-id is not allowed by Access-Control-Allow-Headers in preflight response.',
    sure: 'The list in the answer to OPTIONS does not have the name. Some servers send no list but an error (400 by Starlette, 403 by Tomcat and Spring): then a preflight without the name is allowed.',
    why: 'Beside a few harmless headers, each header that script sets has to be allowed by name. JSON needs `content-type`.',
    fix: 'Add the name to the list.',
    remedy: 'allow-request',
    find: (seen) => {
      const { said } = seen.evidence
      if (said?.kind === 'header-refused') return { confidence: 'certain', evidence: [said.line] }
      const part = refusedPart(seen)
      if (part !== null) {
        if (part.headers.length === 0 || part.headers.every((name) => isTracing(name) || isOfAnswers(name))) return null
        return { confidence: part.isListed ? 'certain' : 'likely', evidence: part.evidence }
      }
      if (isPartUnseen(seen)) return UNSEEN_PART
      if (seen.code !== 'HeaderDisallowedByPreflightResponse') return null
      const name = seen.parameter.toLowerCase()
      const list = seen.header('access-control-allow-headers')
      if (isTracing(name) || isOfAnswers(name)) return null
      if (list !== null && wildcardIsLiteral(seen, list)) return null
      return {
        confidence: byList(seen),
        evidence: [
          list === null
            ? seen.isOnlyMessage
              ? `The console says that ${name || 'a header of the request'} is not in the list`
              : `The preflight names no headers, and ${name} was asked for`
            : `The preflight allows ${list || 'nothing'}, and ${name} was asked for`,
        ],
      }
    },
  },
  {
    id: 'tracing-header',
    title: 'A monitoring library adds a header that the server does not allow',
    layer: 'client',
    symptom:
      'Request header field traceparent (sentry-trace, baggage, x-datadog-trace-id) is not allowed by Access-Control-Allow-Headers.',
    sure: 'Your code does not set this header; the library does, for some requests only.',
    why: 'The library marks requests so that traces can be joined. Servers that are not yours do not allow its headers.',
    fix: 'Let the library mark only requests to your own servers (`tracePropagationTargets` in Sentry), or allow the header there.',
    remedy: 'none',
    find: (seen) => {
      const name = refusedHeader(seen, isTracing)
      return name === null
        ? null
        : { confidence: 'certain', evidence: [...partLines(seen), `${name} is a header of a monitoring library`] }
    },
  },
  {
    id: 'response-header-in-request',
    title: 'The page sends a header that belongs into the answer',
    layer: 'client',
    symptom:
      'Request header field access-control-allow-origin is not allowed by Access-Control-Allow-Headers in preflight response.',
    sure: 'Your code sets `Access-Control-Allow-Origin` on the request.',
    why: 'Only the server can allow a page. In a request the header does nothing, but it makes a preflight necessary, which then fails.',
    fix: 'Remove the `Access-Control-…` headers from the request.',
    remedy: 'none',
    find: (seen) => {
      const name = refusedHeader(seen, isOfAnswers)
      return name === null
        ? null
        : {
            confidence: 'certain',
            evidence: [...partLines(seen), `The request has ${name}, which is a header of answers`],
          }
    },
  },
  {
    id: 'wildcard-list-with-credentials',
    title: 'With credentials, * in a list is a name like any other',
    layer: 'app',
    symptom: 'A method or header is not allowed although the list is *, in a request with cookies.',
    sure: 'The list is `*`, and the request’s credentials mode is `include`.',
    why: 'The wildcard counts only for requests without credentials.',
    fix: 'List the methods and headers by name.',
    remedy: 'allow-request',
    find: (seen) => {
      const isMethod = seen.code === 'MethodDisallowedByPreflightResponse'
      if (!isMethod && seen.code !== 'HeaderDisallowedByPreflightResponse') return null
      if (seen.isOnlyMessage) return UNSEEN_LIST
      const list = seen.header(isMethod ? 'access-control-allow-methods' : 'access-control-allow-headers')
      if (list === null || !wildcardIsLiteral(seen, list)) return null
      return { confidence: 'certain', evidence: [`The list is ${list}, and the request has credentials`] }
    },
  },
  {
    id: 'malformed-list',
    title: 'A list in the answer to the preflight cannot be parsed',
    layer: 'app',
    symptom: 'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
    sure: 'The list has a name with a space, a quote, a semicolon or another sign that names cannot have.',
    why: 'One bad element makes the whole list void.',
    fix: 'Separate the names by commas, without quotes.',
    remedy: 'allow-request',
    find: (seen) => {
      const name =
        seen.code === 'InvalidAllowMethodsPreflightResponse'
          ? 'access-control-allow-methods'
          : 'access-control-allow-headers'
      if (seen.code !== 'InvalidAllowMethodsPreflightResponse' && seen.code !== 'InvalidAllowHeadersPreflightResponse')
        return null
      const list = seen.header(name)
      return { confidence: 'certain', evidence: [list === null ? `${name} cannot be parsed` : `${name} is ${list}`] }
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

/**
 * A console line does not show the list. The method may be there in other letters, or there may be a wildcard that has
 * no effect.
 */
const byList = (seen: Case): Finding['confidence'] => (seen.isOnlyMessage ? 'likely' : 'certain')

const wildcardIsLiteral = (seen: Case, list: string) =>
  seen.evidence.request.credentials === 'include' && list.split(',').some((name) => name.trim() === '*')

/** Whether the server lists the refused method in other letters, or it was sent in lower case. */
function isSpelling(seen: Case, method: string | null): boolean {
  if (method === null) return false
  const list = seen.header('access-control-allow-methods')
  return list === null ? method !== method.toUpperCase() : hasOtherCase(list, method)
}

/** The refused header, if it is of this kind. When one of several was refused, all of them must be of this kind. */
function refusedHeader(seen: Case, isKind: (name: string) => boolean): string | null {
  const part = refusedPart(seen)
  const names = part?.headers ?? (seen.code === 'HeaderDisallowedByPreflightResponse' ? [seen.parameter] : [])
  return names.length > 0 && names.every((name) => isKind(name.toLowerCase())) ? names.join(', ') : null
}

const partLines = (seen: Case) => refusedPart(seen)?.evidence ?? []

const unknownToGateway = (seen: Case) => [
  seen.answerLine,
  `It has x-amzn-errortype: ${seen.header('x-amzn-errortype')}, which is what API Gateway says of a method that the resource does not have`,
]

const isOfAnswers = (name: string) => name.startsWith('access-control-')

const hasOtherCase = (list: string, method: string) =>
  list.split(',').some((name) => name.trim() !== method && name.trim().toUpperCase() === method.toUpperCase())

const isTracing = (name: string) =>
  /^(traceparent|tracestate|baggage|sentry-trace|request-id|request-context|newrelic|elastic-apm-traceparent|x-b3-|b3$|uber-trace-id|x-datadog-|x-amzn-trace-id|x-cloud-trace-context)/.test(
    name,
  )
