/** The headers that h3 takes from an error for the response that it makes of it. */
import type { Answer } from '../../policy/answers/answer.ts'
import { CORS_RESPONSE_HEADERS } from '../shared/cors-response-headers.ts'

interface Holder {
  headers?: unknown
}

export interface ErrorHeaders {
  /** The error's own `Headers`, or a copy of what else it has there. */
  readonly own: Headers
  /** Takes the headers of CORS that the policy does not give out of what h3 will read. */
  leaveTo(answer: Answer): void
}

/**
 * Of any error: API clients (Octokit) put the headers of another server's answer there, and `http-errors` what the app
 * gives it.
 */
export function headersOfError(error: unknown): ErrorHeaders | null {
  try {
    const holder = holderOf(error)
    if (holder === null) return null
    const { headers } = holder
    const own = headers instanceof Headers ? headers : new Headers(headers as HeadersInit)
    const leaveTo = (answer: Answer) => {
      const names = unruled(own, answer)
      for (const name of names) own.delete(name)
      if (names.length > 0 && own !== headers) holder.headers = own
    }
    return { own, leaveTo }
  } catch {
    return null
  }
}

/** h3 makes an `HTTPError` of any other error, with the headers of that one, or else of its `cause`. */
function holderOf(error: unknown): Holder | null {
  const { headers, cause, name } = Object(error) as Holder & { readonly cause?: unknown; readonly name?: unknown }
  if (isThere(headers)) return error as Holder
  const inner = Object(cause) as Holder
  return name !== 'HTTPError' && isThere(inner.headers) ? inner : null
}

const isThere = (headers: unknown) => headers !== undefined && headers !== null && headers !== ''

/** The headers of CORS that the policy, which alone decides them, does not give. */
export function unruled(own: Headers, answer: Answer): readonly string[] {
  const ruled = new Set(answer.headers.map(([name]) => name))
  return CORS_RESPONSE_HEADERS.filter((name) => !ruled.has(name) && own.has(name))
}
