/** The errors that script gets, in each engine's words. What went wrong stands in their `cause` and, in a browser, in the console only. */
import type { Engine, Outcome, ReasonCode } from 'corskit/browser'

/** Measured: every blocked scenario of `conformance/scenarios`. */
const FETCH_FAILED: Readonly<Record<Engine, string>> = {
  standard: 'Failed to fetch',
  chromium: 'Failed to fetch',
  firefox: 'NetworkError when attempting to fetch resource.',
  webkit: 'Load failed',
}

/** What an engine says of a call that it does not even try. */
const CALL_REFUSED: Partial<Record<ReasonCode, Readonly<Record<Engine, (parameter: string) => string>>>> = {
  ForbiddenMethod: {
    standard: (method) => `Failed to execute 'fetch' on 'Window': '${method}' HTTP method is unsupported.`,
    chromium: (method) => `Failed to execute 'fetch' on 'Window': '${method}' HTTP method is unsupported.`,
    firefox: (method) => `Window.fetch: Invalid request method ${method}.`,
    webkit: () => 'Method is forbidden.',
  },
}

/** A connection that breaks while a body is read. Not measured: these are the engines' own texts by their sources. */
const BODY_FAILED: Readonly<Record<Engine, string>> = {
  standard: 'network error',
  chromium: 'network error',
  firefox: 'Error in body stream',
  webkit: 'Load failed',
}

/** The rejection of a `fetch` that gave no response. */
export function fetchError(engine: Engine, outcome: Outcome): TypeError {
  const { reason } = outcome
  const refused = reason === null ? undefined : CALL_REFUSED[reason.code]
  const message = refused === undefined ? FETCH_FAILED[engine] : refused[engine](reason?.parameter ?? '')
  return new TypeError(message, { cause: outcome })
}

export function bodyError(engine: Engine, cause: unknown): TypeError {
  return new TypeError(BODY_FAILED[engine], { cause })
}
