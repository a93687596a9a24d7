/**
 * A policy's answer to one request. A pure function of the facts: it opens nothing, waits only for a predicate, and
 * never throws.
 */
import type { HeaderList } from '../../protocol/header-list.ts'
import { methodOf, originOf, type RequestFacts, requestMethodOf, textOf } from './header-fact.ts'
import type { OriginJudgement, OriginReason, Reason } from './reason.ts'

export type { RequestFacts } from './header-fact.ts'

/** A policy's answer to one request. An adapter puts it on the response. */
export interface Answer {
  /**
   * `preflight`: the answer is complete, send it. `actual`: the request goes on to the app, whose response gets these
   * headers.
   */
  readonly kind: 'preflight' | 'actual'
  /** `not-cors`: there is no `Origin`, so no browser asks. */
  readonly verdict: 'allowed' | 'denied' | 'not-cors'
  /** Why the request is denied, or `null` when it is allowed. */
  readonly reason: Reason | null
  /** The refused method or header name, when the reason is about one. */
  readonly parameter: string | null
  /**
   * 204 for a preflight, also for a denied one: the browser reads the headers, not the status. `null` for an actual
   * request.
   */
  readonly status: 204 | null
  /** To be set; each replaces what is there. Names are in lower case, without `vary`. */
  readonly headers: HeaderList
  /** To be merged into `Vary`; empty when nothing varies. */
  readonly vary: string
}

/** The parts of a checked policy. */
export interface AnswerParts<Request> {
  readonly judgeOrigin: (origin: string, request: Request) => OriginJudgement
  /** Whether `*` allows everyone, so that answers do not depend on the origin. */
  readonly anyOrigin: boolean
  /** For actual responses, after `Access-Control-Allow-Origin`. */
  readonly actualHeaders: HeaderList
  readonly answerPreflight: (allowOrigin: string, facts: RequestFacts) => Answer
  readonly explainOrigin: (reason: OriginReason) => HeaderList
  readonly vary: { readonly actual: string; readonly options: string; readonly preflight: string }
}

export function createAnswer<Request>(
  parts: AnswerParts<Request>,
): (facts: RequestFacts, request: Request) => Answer | Promise<Answer> {
  const { judgeOrigin, anyOrigin, actualHeaders, answerPreflight, vary } = parts
  const everyone = Object.freeze([ANY_ORIGIN, ...actualHeaders])
  // Makes once what does not depend on the origin's text.
  const notCors = frozen('actual', 'not-cors', null, anyOrigin ? everyone : NO_HEADERS, vary.actual)
  const notCorsOptions = frozen('actual', 'not-cors', null, anyOrigin ? everyone : NO_HEADERS, vary.options)
  const allowedEveryone = frozen('actual', 'allowed', null, everyone, vary.actual)
  const allowedEveryoneOptions = frozen('actual', 'allowed', null, everyone, vary.options)
  const denials = new Map<OriginReason, Denials>()

  function denied(reason: OriginReason): Denials {
    let answers = denials.get(reason)
    if (answers === undefined) {
      answers = {
        actual: frozen('actual', 'denied', reason, NO_HEADERS, vary.actual),
        options: frozen('actual', 'denied', reason, NO_HEADERS, vary.options),
        preflight: frozen('preflight', 'denied', reason, sealed(parts.explainOrigin(reason)), vary.preflight),
      }
      denials.set(reason, answers)
    }
    return answers
  }

  function answerFor(facts: RequestFacts, origin: string, reason: OriginReason | null): Answer {
    if (methodOf(facts) !== 'OPTIONS') return reason === null ? allowed(origin, vary.actual) : denied(reason).actual
    if (!asksForMethod(facts)) {
      return reason === null ? allowed(origin, vary.options) : denied(reason).options
    }
    return reason === null ? answerPreflight(origin, facts) : denied(reason).preflight
  }

  function allowed(origin: string, varies: string): Answer {
    return {
      kind: 'actual',
      verdict: 'allowed',
      reason: null,
      parameter: null,
      status: null,
      headers: headersFor(origin, actualHeaders),
      vary: varies,
    }
  }

  return (facts, request) => {
    const given = originOf(facts)
    const isOptions = methodOf(facts) === 'OPTIONS'
    if (given === null || given === undefined) return isOptions ? notCorsOptions : notCors
    if (anyOrigin) {
      if (!isOptions) return allowedEveryone
      // A plain OPTIONS is the app's: https://fetch.spec.whatwg.org/#cors-preflight-request
      return asksForMethod(facts) ? answerPreflight('*', facts) : allowedEveryoneOptions
    }
    // Several lines joined are not a serialized origin, so they are refused.
    const origin = typeof given === 'string' ? given : (textOf(given) as string)
    const judgement = judgeOrigin(origin, request)
    if (judgement === null || typeof judgement === 'string') return answerFor(facts, origin, judgement)
    return judgement.then((reason) => answerFor(facts, origin, reason))
  }
}

function asksForMethod(facts: RequestFacts): boolean {
  const method = requestMethodOf(facts)
  return method !== null && method !== undefined
}

interface Denials {
  readonly actual: Answer
  readonly options: Answer
  readonly preflight: Answer
}

const ANY_ORIGIN = Object.freeze(['access-control-allow-origin', '*'] as const)
const NO_HEADERS: HeaderList = Object.freeze([])

/** `Access-Control-Allow-Origin` and what follows it. */
export function headersFor(origin: string, rest: HeaderList): HeaderList {
  return rest.length === 0
    ? [['access-control-allow-origin', origin]]
    : [['access-control-allow-origin', origin], ...rest]
}

/** Of an answer that is made once. */
const sealed = (headers: HeaderList): HeaderList => Object.freeze(headers.map((header) => Object.freeze(header)))

function frozen(
  kind: 'preflight' | 'actual',
  verdict: Answer['verdict'],
  reason: Reason | null,
  headers: HeaderList,
  vary: string,
): Answer {
  const status = kind === 'preflight' ? 204 : null
  return Object.freeze({ kind, verdict, reason, parameter: null, status, headers, vary })
}
