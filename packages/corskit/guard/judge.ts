/**
 * Refuses cross-site requests that change something. CORS does not: it decides who may read answers, and a form, a
 * `no-cors` fetch or a web socket of any site is carried out before anyone asks. The order of the rules is that of Go's
 * `net/http.CrossOriginProtection`.
 * https://pkg.go.dev/net/http#CrossOriginProtection
 */

import type { Policy } from '../policy/define.ts'
import { splitOrigin } from '../policy/origins/origin-syntax.ts'
import { defaultPort } from '../protocol/origin.ts'

/** The facts of a request that decide. */
export interface GuardFacts {
  readonly method: string
  /** The `Origin` header; several lines joined. */
  readonly origin: string | null | undefined
  /** `Sec-Fetch-Site`. https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header */
  readonly fetchSite: string | null | undefined
  /** What the client calls this server: `Host`, or `:authority`. */
  readonly host: string | null | undefined
  /** The `Upgrade` header. A web socket opens with a GET, carries cookies, and knows no preflight. */
  readonly upgrade: string | null | undefined
}

export type GuardReason =
  /** The browser itself says that another site is behind it (`Sec-Fetch-Site`). */
  | 'cross-site'
  /** An older browser, or one on an insecure connection: `Origin` names another host than `Host`. */
  | 'cross-origin'

/** `null` lets the request through. */
export type GuardJudgement = GuardReason | null | Promise<GuardReason | null>

/**
 * @param policy whose origins are trusted beside the server's own; `null` trusts no other
 * @param request handed to the policy's predicate
 */
export function judgeWrite<Request>(
  facts: GuardFacts,
  policy: Policy<Request> | null,
  request: Request,
): GuardJudgement {
  if (isSafeMethod(facts.method) && !isWebSocket(facts.upgrade)) return null
  const { fetchSite, origin } = facts
  let reason: GuardReason
  if (fetchSite !== null && fetchSite !== undefined) {
    // `none`: the user's own doing, such as a bookmark. `same-site` is not enough: other names of a domain are often
    // other people's.
    if (fetchSite === 'same-origin' || fetchSite === 'none') return null
    reason = 'cross-site'
  } else {
    // Every browser sends Origin with what is cross-origin and not safe: without it, this is not a browser or no
    // cross-origin request.
    if (origin === null || origin === undefined || isOwnOrigin(origin, facts.host)) return null
    reason = 'cross-origin'
  }
  // Any site can send `Origin: null`, so it is trusted by no policy.
  if (policy === null || origin === null || origin === undefined || origin === 'null') return reason
  const judgement = policy.judgeOrigin(origin, request)
  if (judgement === null) return null
  if (typeof judgement === 'string') return reason
  return judgement.then((denied) => (denied === null ? null : reason))
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1 */
function isSafeMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || method === 'TRACE'
}

export function isWebSocket(upgrade: string | null | undefined): boolean {
  return upgrade?.toLowerCase().includes('websocket') ?? false
}

/**
 * Whether an origin has the host and port that the client asked for. The scheme cannot be compared: behind a proxy the
 * server does not know its own. What is not a serialized origin (userinfo, a path) matches nothing.
 */
function isOwnOrigin(origin: string, host: string | null | undefined): boolean {
  const parts = splitOrigin(origin)
  if (parts === null || host === null || host === undefined) return false
  const asked = host.toLowerCase()
  if (parts.port !== '') return asked === `${parts.host}:${parts.port}`
  const port = defaultPort(parts.scheme)
  return asked === parts.host || (port !== undefined && asked === `${parts.host}:${port}`)
}
