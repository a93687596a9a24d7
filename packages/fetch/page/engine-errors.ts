/**
 * The errors that script gets, in each engine's words. What went wrong stands in their `cause` and, in a browser, in
 * the console only.
 */
import type { Engine, Outcome, Reason, ReasonCode } from 'corskit/browser'

/** Measured: every blocked scenario of `conformance/scenarios`. */
const FETCH_FAILED: Readonly<Record<Engine, string>> = {
  standard: 'Failed to fetch',
  chromium: 'Failed to fetch',
  firefox: 'NetworkError when attempting to fetch resource.',
  webkit: 'Load failed',
}

type InWords = Readonly<Record<Engine, (reason: Reason) => string>>

const failedToExecute = (rest: string) => `Failed to execute 'fetch' on 'Window': ${rest}`

const chromiumSays = (sentence: (reason: Reason) => string) => {
  const say = (reason: Reason) => failedToExecute(sentence(reason))
  return { standard: say, chromium: say }
}

const invalidMethod = ({ parameter }: Reason) => `Window.fetch: Invalid request method ${parameter}.`

/** What an engine says of a call that it does not even try. Measured. */
const CALL_REFUSED: Partial<Record<ReasonCode, InWords>> = {
  InvalidUrl: {
    ...chromiumSays(({ parameter }) => `Failed to parse URL from ${parameter}`),
    firefox: ({ parameter }) => `Window.fetch: ${parameter} is not a valid URL.`,
    webkit: () => 'URL is not valid or contains user credentials.',
  },
  UrlIncludesCredentials: {
    ...chromiumSays(({ url }) => `Request cannot be constructed from a URL that includes credentials: ${url}`),
    firefox: ({ url }) => `Window.fetch: ${url} is an url with embedded credentials.`,
    webkit: () => 'URL is not valid or contains user credentials.',
  },
  InvalidMethod: {
    ...chromiumSays(({ parameter }) => `'${parameter}' is not a valid HTTP method.`),
    firefox: invalidMethod,
    webkit: () => 'Method is not a valid HTTP token.',
  },
  ForbiddenMethod: {
    ...chromiumSays(({ parameter }) => `'${parameter}' HTTP method is unsupported.`),
    firefox: invalidMethod,
    webkit: () => 'Method is forbidden.',
  },
  NoCorsUnsafeMethod: {
    ...chromiumSays(({ parameter }) => `'${parameter}' is unsupported in no-cors mode.`),
    firefox: invalidMethod,
    webkit: () => 'Method must be GET, POST or HEAD in no-cors mode.',
  },
  BodyNotAllowed: {
    ...chromiumSays(() => 'Request with GET/HEAD method cannot have body.'),
    firefox: () => 'Window.fetch: HEAD or GET Request cannot have a body.',
    webkit: ({ parameter }) => `Request has method '${parameter}' and cannot have a body`,
  },
  InvalidRequestOption: {
    ...chromiumSays((reason) => refusedOption(reason).chromium),
    firefox: (reason) => `Window.fetch: ${refusedOption(reason).firefox}`,
    webkit: (reason) => refusedOption(reason).webkit,
  },
}

/**
 * A `referrer` that is not a URL, `only-if-cached` in another mode than `same-origin`, mode `navigate`, or what no
 * enumeration has.
 */
function refusedOption({ parameter }: Reason): { chromium: string; firefox: string; webkit: string } {
  const [, name = '', written = ''] = /^(\w+) (.*)$/s.exec(parameter) ?? []
  if (name === 'cache' && !written.startsWith('"')) {
    return {
      chromium: "'only-if-cached' can be set only with 'same-origin' mode",
      firefox:
        "Request mode 'cors' was used, but request cache mode 'only-if-cached' can only be used with request mode 'same-origin'.",
      webkit: 'only-if-cached cache option requires fetch mode to be same-origin.',
    }
  }
  const value = String(JSON.parse(written))
  if (name === 'referrer') {
    return {
      chromium: `Referrer '${value}' is not a valid URL.`,
      firefox: `Invalid referrer URL ${value}.`,
      webkit: 'Referrer is not a valid URL.',
    }
  }
  if (name === 'mode' && value === 'navigate') {
    return {
      chromium: "Cannot construct a Request with a RequestInit whose mode member is set as 'navigate'.",
      firefox: 'Invalid request mode navigate.',
      webkit: 'Request constructor does not accept navigate fetch mode.',
    }
  }
  const type = ENUMERATIONS[name] ?? name
  return {
    chromium: `Failed to read the '${name}' property from 'RequestInit': The provided value '${value}' is not a valid enum value of type ${type}.`,
    firefox: `'${value}' (value of '${name}' member of RequestInit) is not a valid value for enumeration ${type}.`,
    webkit: 'Type error',
  }
}

const ENUMERATIONS: Readonly<Record<string, string>> = {
  mode: 'RequestMode',
  credentials: 'RequestCredentials',
  redirect: 'RequestRedirect',
  cache: 'RequestCache',
  referrerPolicy: 'ReferrerPolicy',
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
  const refused = reason?.phase === 'request' && !isOfDataUrl(reason) ? CALL_REFUSED[reason.code] : undefined
  const message = refused === undefined || reason === null ? FETCH_FAILED[engine] : refused[engine](reason)
  return new TypeError(message, { cause: outcome })
}

/** Mistakes in its content are found when it is fetched, not at the call. */
const isOfDataUrl = ({ code, url }: Reason) => code === 'InvalidUrl' && url.startsWith('data:')

export function bodyError(engine: Engine, cause: unknown): TypeError {
  return new TypeError(BODY_FAILED[engine], { cause })
}
