/** Whether a redirect leads to a page where people sign in: an app or an access gateway took the call for a visit. */
import { type Case, headerOf } from '../case.ts'
import type { Confidence } from '../words/cause.ts'

export interface LoginHop {
  readonly line: string
  readonly confidence: Confidence
}

const word = (...words: string[]) => new RegExp(`(?<=^|[/._-])(?:${words.join('|')})(?=$|[/._;-])`, 'gi')

/** Parts of a path that sign-in pages have: of frameworks, identity providers and access gateways. */
const PATH_WORDS = word(
  'log[-_]?in',
  'sign[-_]?(?:in|on)',
  'authorize(?![-_])',
  'oauth2?',
  'openid-connect',
  'saml2?',
  'sso',
  'cas',
  'adfs',
  'sessions?/new',
  'cdn-cgi/access',
  'goauthentik',
  'my\\.policy',
  'vpn/index',
  'anmelden',
)
const WEAK_PATH_WORDS = word('auth', 'accounts?')
const HOST_WORDS = word('login', 'sign-?in', 'sso', 'idp', 'adfs', 'authenticate')
/** Also of APIs: they say something where the path is empty, or where the address to come back to is handed on. */
const WEAK_HOST_WORDS = word('auth', 'accounts?', 'cas', 'id', 'identity')
/** The address to come back to, or the request of a protocol. */
const WAY_BACK =
  /[?&](?:client_id|continue|destination|next|os_destination|rd|redirect(?:_?to|_?url|_?uri)?|return(?:_?to|_?url|_?uri)?|SAMLRequest|service|callbackUrl|wa)=/i
/** Files, and documents for programs: nobody signs in there. */
const FILE =
  /\.(?:avif|css|csv|gif|ico|jpe?g|json|map|m?js|mp[34]|pdf|png|svg|txt|wasm|webp|woff2?|xml|zip)$|\/metadata$|\/\.well-known\//i

const wordsIn = (text: string, ...patterns: readonly RegExp[]) =>
  patterns.flatMap((pattern) => text.match(pattern) ?? []).map((found) => found.toLowerCase())

/** How sure it is that `to` is a sign-in page; words that the address had before say nothing. */
export function loginAt(from: URL, to: URL, status: number | undefined): Confidence | null {
  if (FILE.test(to.pathname)) return null
  const known = new Set(wordsIn(from.pathname, PATH_WORDS, WEAK_PATH_WORDS))
  const isNew = (found: string) => !known.has(found)
  const isOtherHost = to.hostname !== from.hostname
  const hasWayBack = WAY_BACK.test(to.search)
  const strong =
    wordsIn(to.pathname, PATH_WORDS).some(isNew) || (isOtherHost && wordsIn(to.hostname, HOST_WORDS).length > 0)
  const isWeakHost = isOtherHost && wordsIn(to.hostname, WEAK_HOST_WORDS).length > 0
  const weak = wordsIn(to.pathname, WEAK_PATH_WORDS).some(isNew) || (isWeakHost && (hasWayBack || to.pathname === '/'))
  if (!strong && !weak) return null
  // A session that is over gives no permanent redirect.
  const isForGood = status === 301 || status === 308
  return (strong || hasWayBack) && !isForGood ? 'certain' : 'likely'
}

/** The redirect to a login page, if there was one. */
export function loginHop(seen: Case): LoginHop | null {
  for (const { response, request } of seen.exchanges) {
    const location = headerOf(response?.headers, 'location')
    if (location === null || !URL.canParse(location, request.url)) continue
    const [from, to] = [new URL(request.url), new URL(location, request.url)]
    const confidence = loginAt(from, to, response?.status)
    if (confidence !== null) {
      const line = `${request.method} ${from.pathname} was answered ${response?.status}, to ${to.origin}${to.pathname}`
      return { line, confidence }
    }
  }
  return null
}
