/** Cookies and other credentials. */
import type { Case } from '../case.ts'
import { isFreshAllowed } from '../probes/fresh-url.ts'
import type { CauseRule, Finding } from '../words/cause-rule.ts'
import { hasFlag, isForOtherSites, nameOf, whyDropped } from './dropped-cookies.ts'

/** `null` where only a console line is known that does not tell the value. */
const acac = (seen: Case) =>
  seen.header('access-control-allow-credentials') ?? (seen.isOnlyMessage ? (seen.evidence.message?.value ?? null) : '')

/** A line shows a mistake that no page can have from another page's answer. */
const unlessACopy = (seen: Case): Pick<Finding, 'unless'> => (seen.isOnlyMessage ? {} : { unless: ['fresh-url'] })

const setCookies = (seen: Case) =>
  seen.actual?.response?.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value) ?? []

export const CREDENTIALS_CAUSES: readonly CauseRule[] = [
  {
    id: 'wildcard-with-credentials',
    title: '* does not allow requests with credentials',
    layer: 'app',
    symptom:
      "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
    sure: 'The header is `*`, and the request has `credentials: "include"` (`withCredentials` in XMLHttpRequest and axios).',
    why: 'With cookies the server has to name the page. `*` is for content that everybody may read.',
    fix: 'Answer with the page’s own origin, `Access-Control-Allow-Credentials: true` and `Vary: Origin`. If no cookies are needed, leave `credentials: "include"` out.',
    remedy: 'allow-request',
    find: (seen) => {
      const { said } = seen.evidence
      if (said?.kind === 'wildcard-refused') return { confidence: 'certain', evidence: seen.saidLines }
      return seen.check === 'WildcardOriginNotAllowed' && !isFreshAllowed(seen)
        ? {
            confidence: 'certain',
            ...unlessACopy(seen),
            evidence: ['Access-Control-Allow-Origin is *', 'The request has credentials mode include'],
          }
        : null
    },
  },
  {
    id: 'credentials-not-allowed',
    title: 'Access-Control-Allow-Credentials is not true',
    layer: 'app',
    symptom:
      "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
    sure: 'The header is missing, or is not exactly `true` (lower case, once).',
    why: 'The request carries cookies, and the server does not say that pages may use them.',
    fix: 'Send `Access-Control-Allow-Credentials: true`, on the preflight and on the answer. If no cookies are needed, leave `credentials: "include"` out.',
    remedy: 'allow-request',
    find: (seen) => {
      if (seen.check !== 'InvalidAllowCredentials' || isFreshAllowed(seen)) return null
      const value = acac(seen)
      return {
        confidence: 'certain',
        ...unlessACopy(seen),
        evidence: [
          value === null
            ? 'The console says that Access-Control-Allow-Credentials is not true'
            : value === ''
              ? 'Access-Control-Allow-Credentials is not there'
              : `Access-Control-Allow-Credentials is ${value}`,
          'The request has credentials mode include',
        ],
      }
    },
  },
  {
    id: 'cookie-not-sent',
    title: 'The server’s cookie does not come along',
    layer: 'app',
    symptom: 'CORS passes, and the user is still not signed in.',
    sure: 'The cookie has no `SameSite=None; Secure`, and page and server are of two sites. Or its attributes contradict each other or the server: `SameSite=None` or a name with `__Secure-` without `Secure`, `Secure` over http, a `Domain` of somebody else.',
    why: 'Without `SameSite=None` browsers send a cookie only within its own site; some block cookies of third parties altogether. A cookie whose attributes are wrong is not kept at all.',
    fix: 'Set the cookie with `SameSite=None; Secure`, or put page and API under one site.',
    remedy: 'none',
    find: (seen) => {
      const { outcome, request, said } = seen.evidence
      if (said?.kind === 'cookie') return { confidence: 'certain', evidence: [said.line] }
      if (outcome?.verdict !== 'allowed' || request.credentials !== 'include') return null
      const isCross = isCrossSite(seen)
      const cookies = setCookies(seen)
      const lost = lostCookies(cookies, request.url, isCross)
      if (lost.length === 0) return null
      const sites = `${request.origin} and ${new URL(request.url).host} are two sites`
      const isKept = cookies.every((cookie) => whyDropped(cookie, request.url) === null || isForOtherSites(cookie))
      return {
        confidence: 'likely',
        evidence: [...lost, ...(isCross ? [sites] : [])],
        confirm: 'Look at the Cookies tab of the request in the network panel.',
        ...(isCross && isKept ? {} : { summary: isCross ? `${CORRECT} ${OTHER_SITE}` : CORRECT }),
      }
    },
  },
]

const CORRECT = 'Correct the attributes of the cookie: the browser does not keep it as it is.'
const OTHER_SITE = 'For a page of another site it needs `SameSite=None; Secure` too.'

/** What is missing in the attributes of each cookie that is important. */
function lostCookies(cookies: readonly string[], url: string, isCross: boolean): string[] {
  const lack = (cookie: string) =>
    whyDropped(cookie, url) ?? (isCross && !comesAlong(cookie) ? 'lacks SameSite=None; Secure' : null)
  const kept = new Set(cookies.filter((cookie) => lack(cookie) === null && !isRemoved(cookie)).map(cookieValue))
  return cookies.flatMap((cookie) => {
    const lacks = lack(cookie)
    // Load balancers set a second cookie with the same value for other sites: AWSALBCORS, ARRAffinitySameSite.
    if (lacks === null || isRemoved(cookie) || kept.has(cookieValue(cookie)) || INFRASTRUCTURE.test(cookie)) return []
    return [`Set-Cookie of ${nameOf(cookie)} ${lacks}`]
  })
}

const comesAlong = (cookie: string) => isForOtherSites(cookie) && hasFlag(cookie, 'secure')
const cookieValue = (cookie: string) =>
  cookie
    .replace(/^[^=]*=/, '')
    .split(';')[0]
    ?.trim() ?? ''

/** Whether the answer takes the cookie away. */
function isRemoved(cookie: string): boolean {
  if (/;\s*max-age\s*=\s*(0|-\d+)\s*(;|$)/i.test(cookie)) return true
  const expires = /;\s*expires\s*=\s*([^;]*)/i.exec(cookie)?.[1]
  return expires !== undefined && /\b(19\d\d|200\d)\b/.test(expires)
}

/** Cookies of load balancers, firewalls and statistics. Users stay signed in without them. */
const INFRASTRUCTURE =
  /^\s*(AWSALB|AWSELB|ARRAffinity|__cf|cf_|_ga|_gid|BIGip|TS01|ak_bmsc|bm_|_abck|incap_ses|visid_incap|nlbi_|datadome|ROUTEID|SERVERID)/i

/** Certainly two sites. The list of public suffixes is not used here. */
function isCrossSite(seen: Case): boolean {
  const { origin, url } = seen.evidence.request
  if (origin === null || origin === 'null' || !URL.canParse(origin) || !URL.canParse(url)) return false
  const tail = (host: string) => host.split('.').slice(-2).join('.')
  return tail(new URL(origin).hostname) !== tail(new URL(url).hostname)
}
