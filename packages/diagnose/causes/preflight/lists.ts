/** The preflight is answered, and its lists do not have the method or a header. */
import type { Case } from '../../case.ts'
import { isFreshListed } from '../../probes/fresh-url.ts'
import { isRefusedForItsContent, refusedPart } from '../../refused-part.ts'
import type { CauseRule, Finding } from '../../words/cause-rule.ts'
import { isNoRedirect, isUnseen } from './unseen.ts'

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

/** What JavaScript makes of a variable without a value, or of an object, in the place of a text. */
const UNSET = /^(?:undefined|null|nan|\[object\b.*)$/i

/** What was refused as a method or as a header, and is neither: `undefined`. */
function unsetName(seen: Case): string | null {
  const isMethod = seen.code === 'MethodDisallowedByPreflightResponse'
  if (!isMethod && seen.code !== 'HeaderDisallowedByPreflightResponse') return null
  const name = seen.parameter || (isMethod ? seen.evidence.request.method : '')
  return UNSET.test(name) ? name : null
}

const RULES: readonly CauseRule[] = [
  {
    id: 'name-not-set',
    title: 'The page sends a method or a header that it has not set',
    layer: 'client',
    symptom: 'Method undefined is not allowed by Access-Control-Allow-Methods in preflight response.',
    sure: 'The method, or the name of the header, is `undefined`, `null` or `[object Object]`.',
    why: 'JavaScript makes a text of whatever stands there, and sends it.',
    fix: 'Give the variable of the page its value. Nothing is to be changed on the server.',
    remedy: 'none',
    find: (seen) => {
      const name = unsetName(seen)
      return name === null ? null : { confidence: 'certain', evidence: [`${name} was asked for`] }
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
      if (said?.kind === 'method-refused') return { confidence: 'certain', evidence: seen.saidLines }
      const part = refusedPart(seen)
      if (part !== null) {
        const { method } = part
        if (method === null || isSpelling(seen, method)) return null
        return { confidence: part.isListed ? 'certain' : 'likely', evidence: part.evidence }
      }
      if (isPartUnseen(seen)) return UNSEEN_PART
      if (seen.code !== 'MethodDisallowedByPreflightResponse' || unsetName(seen) !== null) return null
      const list = seen.header('access-control-allow-methods')
      const method = seen.parameter || seen.evidence.request.method
      if (list !== null && wildcardIsLiteral(seen, list)) return null
      if (list !== null && hasOtherCase(list, method)) return null
      const upper = method.toUpperCase()
      return {
        confidence: byList(seen),
        ...(method === upper
          ? {}
          : { summary: `Add ${upper} to the list, and send ${upper}, not ${method}: methods are case-sensitive.` }),
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
      if (unsetName(seen) !== null) return null
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
      if (said?.kind === 'header-refused') return { confidence: 'certain', evidence: seen.saidLines }
      const part = refusedPart(seen)
      if (part !== null) {
        if (part.headers.length === 0 || part.headers.every((name) => isTracing(name) || isOfAnswers(name))) return null
        return { confidence: part.isListed ? 'certain' : 'likely', evidence: part.evidence }
      }
      if (isPartUnseen(seen)) return UNSEEN_PART
      if (seen.code !== 'HeaderDisallowedByPreflightResponse' || unsetName(seen) !== null) return null
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
      const { said } = seen.evidence
      if (said?.kind === 'wildcard-list-refused') return { confidence: 'certain', evidence: seen.saidLines }
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

/** Where a fresh query is answered with the right list, a cache has given this one. */
export const PREFLIGHT_LIST_CAUSES: readonly CauseRule[] = RULES.map((rule) => ({
  ...rule,
  find: (seen) => (isFreshListed(seen) ? null : rule.find(seen)),
}))

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

const isOfAnswers = (name: string) => name.startsWith('access-control-')

const hasOtherCase = (list: string, method: string) =>
  list.split(',').some((name) => name.trim() !== method && name.trim().toUpperCase() === method.toUpperCase())

const isTracing = (name: string) =>
  /^(traceparent|tracestate|baggage|sentry-trace|request-id|request-context|newrelic|elastic-apm-traceparent|x-b3-|b3$|uber-trace-id|x-datadog-|x-amzn-trace-id|x-cloud-trace-context)/.test(
    name,
  )
