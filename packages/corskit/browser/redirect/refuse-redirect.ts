import type { FetchContext, NetworkError } from '../state/context.ts'
import { type FetchRequest, withoutFragment } from '../state/fetch-request.ts'
import type { Answer } from '../words/exchange.ts'
import type { ReasonCode } from '../words/reason-code.ts'
import { RULES } from '../words/rules.ts'

/** The network error of a redirect that is not followed. https://fetch.spec.whatwg.org/#http-redirect-fetch */
export function refuseRedirect(
  request: FetchRequest,
  answer: Answer,
  context: FetchContext,
  refusal: { readonly code: ReasonCode; readonly parameter?: string; readonly detail: string },
): NetworkError {
  const { code, parameter = '', detail } = refusal
  const url = withoutFragment(request.currentUrl)
  return context.fail(RULES.redirect, detail, { code, phase: 'redirect', parameter, url, answer })
}
