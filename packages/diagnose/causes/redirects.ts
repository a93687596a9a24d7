/** The answer is a redirect. */
import type { Case } from '../case.ts'
import { isFreshAllowed } from '../probes/fresh-url.ts'
import type { CauseRule, Finding } from '../words/cause-rule.ts'
import type { Evidence } from '../words/evidence.ts'
import { isRedirectStatus } from '../words/redirect-status.ts'
import { loginAt, loginHop } from './login-hop.ts'

const isRefusedPreflight = (seen: Case) =>
  seen.isPreflight && seen.status !== null && seen.status >= 300 && seen.status < 400

const isRedirect = ({ status }: Case) => isRedirectStatus(status)

/** Only a console line is known: it says that the preflight was redirected, and not where to. */
const isRedirectUnseen = (seen: Case) =>
  seen.isOnlyMessage && (seen.code === 'PreflightDisallowedRedirect' || (seen.isPreflight && isRedirect(seen)))

const UNSEEN: Finding = {
  confidence: 'possible',
  evidence: ['The console says that the preflight was redirected; it does not say where to'],
  confirm: 'Look at Location in the answer to OPTIONS, or run: corskit check URL -X METHOD',
}

/** Where a redirect has led, the call was right. */
export const isBlockedPortOfRedirect = (seen: Case): boolean =>
  seen.code === 'BadPort' && (seen.exchanges.length > 0 || seen.evidence.message?.firstUrl !== undefined)

const schemeOf = (seen: Case) => (URL.canParse(seen.url) ? new URL(seen.url).protocol : null)

/** The target of the redirect that answered the preflight. */
function target(seen: Case): { from: URL; to: URL } | null {
  const location = seen.header('location')
  if (location === null || !URL.canParse(seen.url) || !URL.canParse(location, seen.url)) return null
  return { from: new URL(seen.url), to: new URL(location, seen.url) }
}

const withoutUser = (url: string) => url.replace(/\/\/[^/@]*@/, '//…@')

const withoutSlash = (path: string) => path.replace(/\/+$/, '')

const isSlash = ({ from, to }: { from: URL; to: URL }) =>
  from.host === to.host && from.pathname !== to.pathname && withoutSlash(from.pathname) === withoutSlash(to.pathname)

const isLoginTold = ({ firstUrl = '', url = '' }: NonNullable<Evidence['message']>) =>
  URL.canParse(firstUrl) && URL.canParse(url) && loginAt(new URL(firstUrl), new URL(url), undefined) !== null

/** Without the address that the request began with, the address of a line is that one; only Safari names the last. */
const targetTold = ({ evidence: { message }, url }: Case): string =>
  message?.firstUrl === undefined && message?.engine === 'chromium' ? '' : withoutUser(url)

export const REDIRECT_CAUSES: readonly CauseRule[] = [
  {
    id: 'login-redirect',
    title: 'The server redirects to a login page',
    layer: 'auth',
    symptom:
      "The fetch is redirected to a login page, and there No 'Access-Control-Allow-Origin' header is present; or Redirect is not allowed for a preflight request.",
    sure: 'The answer is 302 or 307 with the address of a login page. Often the session is over.',
    why: 'The server treats the call of the API as the visit of a page. The login page does not allow other origins, and a fetch cannot show it.',
    fix: 'Answer 401 instead of the redirect when `Sec-Fetch-Mode` is `cors` or `Accept` asks for JSON, and let the page send the user to the login. An access gateway in front has to let OPTIONS through.',
    remedy: 'none',
    find: (seen) => {
      if (seen.evidence.outcome?.verdict === 'allowed' || seen.evidence.outcome?.reason === null) return null
      const hop = loginHop(seen)
      if (hop === null) {
        const { message } = seen.evidence
        if (message !== null && isLoginTold(message))
          return {
            confidence: 'likely',
            evidence: [`The fetch of ${message.firstUrl} was redirected to ${message.url}`],
          }
        return isRedirectUnseen(seen) ? UNSEEN : null
      }
      return { confidence: hop.confidence, evidence: [hop.line] }
    },
  },
  {
    id: 'http-to-https-redirect',
    title: 'The preflight is redirected from http to https',
    layer: 'proxy',
    symptom: 'Redirect is not allowed for a preflight request, and the redirect leads to the same address with https.',
    sure: 'The Location is the same address with `https:`.',
    why: 'Browsers do not follow redirects of preflights.',
    fix: 'Call the https address.',
    remedy: 'none',
    find: (seen) => {
      if (isRedirectUnseen(seen)) return schemeOf(seen) === 'http:' ? UNSEEN : null
      const there = isRefusedPreflight(seen) ? target(seen) : null
      if (
        there === null ||
        there.from.protocol !== 'http:' ||
        there.to.protocol !== 'https:' ||
        there.from.hostname !== there.to.hostname
      )
        return null
      return {
        confidence: 'certain',
        evidence: [seen.answerLine, `It leads to ${there.to.origin}${there.to.pathname}`],
        summary: `Call ${there.to.origin}${there.to.pathname} directly.`,
      }
    },
  },
  {
    id: 'slash-redirect-behind-proxy',
    title: 'A redirect for the slash leads to http, because the app does not know of its proxy',
    layer: 'proxy',
    symptom:
      'Redirect is not allowed for a preflight request, or mixed content; the redirect adds a slash and has http instead of https.',
    sure: 'The Location is the same path with or without its slash, with `http:`, on a page of https.',
    why: 'The proxy ends TLS. The app sees http and builds its redirects with it.',
    fix: 'Call the path as the app has it, and let the app trust the proxy’s forwarded headers (`--proxy-headers` in uvicorn, `trust proxy` in Express).',
    remedy: 'none',
    find: (seen) => {
      if (isRedirectUnseen(seen)) return schemeOf(seen) === 'https:' ? UNSEEN : null
      const there = isRefusedPreflight(seen) ? target(seen) : null
      if (there === null || !isSlash(there) || there.from.protocol !== 'https:' || there.to.protocol !== 'http:')
        return null
      return { confidence: 'certain', evidence: [seen.answerLine, `It leads to ${there.to.href}`] }
    },
  },
  {
    id: 'trailing-slash-redirect',
    title: 'The preflight is redirected because of a slash at the end of the path',
    layer: 'framework',
    symptom: 'Redirect is not allowed for a preflight request, and the redirect only adds or removes a slash.',
    sure: 'The Location is the same path with or without its slash.',
    why: 'The framework knows the path in the other form and redirects. Browsers do not follow redirects of preflights.',
    fix: 'Call the path in the form that the app has.',
    remedy: 'none',
    find: (seen) => {
      if (isRedirectUnseen(seen)) return UNSEEN
      const there = isRefusedPreflight(seen) ? target(seen) : null
      if (there === null || !isSlash(there) || there.from.protocol !== there.to.protocol) return null
      return {
        confidence: 'certain',
        evidence: [seen.answerLine, `It leads to ${there.to.pathname}`],
        summary: `Call ${there.to.pathname} and not ${there.from.pathname}.`,
      }
    },
  },
  {
    id: 's3-region-redirect',
    title: 'The bucket is in another region, and S3 redirects there',
    layer: 'gateway',
    symptom: 'Redirect is not allowed for a preflight request, from s3.amazonaws.com.',
    sure: 'The host is `*.s3.amazonaws.com`, and the redirect leads to the host of a region.',
    why: 'The global address of S3 redirects to the bucket’s region. Browsers do not follow redirects of preflights.',
    fix: 'Use the address of the region: `https://BUCKET.s3.REGION.amazonaws.com`, and sign for it.',
    remedy: 'none',
    find: (seen) => {
      if (isRedirectUnseen(seen)) return /s3[.-].*amazonaws\.com[/:]/.test(`${seen.url}/`) ? UNSEEN : null
      const there = isRefusedPreflight(seen) ? target(seen) : null
      if (
        there === null ||
        !/s3[.-].*amazonaws\.com$/.test(there.to.hostname) ||
        there.from.hostname === there.to.hostname
      )
        return null
      return {
        confidence: 'certain',
        evidence: [seen.answerLine, `It leads to ${there.to.host}`],
        summary: `Call ${there.to.origin} directly.`,
      }
    },
  },
  {
    id: 'preflight-redirected',
    title: 'The preflight is redirected',
    layer: 'app',
    symptom: 'Redirect is not allowed for a preflight request.',
    sure: 'OPTIONS is answered with a redirect.',
    why: 'Browsers do not follow redirects of preflights.',
    fix: 'Call the address to which the redirect leads.',
    remedy: 'none',
    find: (seen) => {
      if (seen.isOnlyMessage) return isRedirectUnseen(seen) ? { ...UNSEEN, confidence: 'likely' } : null
      const there = isRefusedPreflight(seen) ? target(seen) : null
      if (there === null) {
        return seen.code === 'PreflightDisallowedRedirect'
          ? { confidence: 'certain', evidence: [seen.answerLine, 'It has no Location that can be read'] }
          : null
      }
      if (loginHop(seen) !== null || isSlash(there)) return null
      if (
        there.from.hostname === there.to.hostname &&
        there.to.protocol === 'https:' &&
        there.from.protocol === 'http:'
      )
        return null
      if (/s3[.-].*amazonaws\.com$/.test(there.to.hostname)) return null
      return {
        confidence: 'certain',
        evidence: [seen.answerLine, `It leads to ${there.to.origin}${there.to.pathname}`],
        summary: `Call ${there.to.origin}${there.to.pathname} directly.`,
      }
    },
  },
  {
    id: 'redirect-to-other-origin',
    title: 'The request is redirected to a server that does not allow the page',
    layer: 'app',
    symptom: "The fetch is redirected, and there No 'Access-Control-Allow-Origin' header is present.",
    sure: 'The refused address is not the one that was called.',
    why: 'Each server of the chain has to allow the page, the last one included.',
    fix: 'Call the last address directly, and set CORS up there; or let the first server fetch it.',
    remedy: 'none',
    find: (seen) => {
      const first = seen.evidence.request.url
      if (
        seen.check !== 'MissingAllowOriginHeader' ||
        isFreshAllowed(seen) ||
        loginHop(seen) !== null ||
        !URL.canParse(first) ||
        !URL.canParse(seen.url)
      )
        return null
      if (new URL(first).origin === new URL(seen.url).origin) return null
      // Safari names where the redirect leads when it refuses the redirect itself.
      if (seen.isOnlyMessage && isRedirect(seen)) return null
      return {
        confidence: seen.isOnlyMessage ? 'likely' : 'certain',
        unless: ['fresh-url'],
        evidence: [
          `${first} was redirected to ${new URL(seen.url).origin}`,
          `${seen.answerLine}, without Access-Control-Allow-Origin`,
        ],
      }
    },
  },
  {
    id: 'redirect-without-headers',
    title: 'The redirect itself has no CORS headers',
    layer: 'app',
    symptom: "No 'Access-Control-Allow-Origin' header is present, and the status is 301, 302, 303, 307 or 308.",
    sure: 'The redirect has no `Access-Control-Allow-Origin`; the address in `Location` has it.',
    why: 'Each answer of the chain has to allow the page, the redirect included. Whatever redirects (a router, a proxy, a rule for slashes, languages or `www.`) stands before what adds the headers.',
    fix: 'Call the address where the redirect leads, or put CORS before whatever redirects.',
    remedy: 'none',
    find: (seen) => {
      if (seen.isPreflight || seen.check !== 'MissingAllowOriginHeader' || loginHop(seen) !== null) return null
      if (seen.isOnlyMessage)
        return isRedirect(seen)
          ? {
              confidence: 'likely',
              evidence: [seen.answerLine],
              confirm: 'Look at Location in the answer, and ask there: corskit check URL --origin O',
            }
          : null
      const there = seen.redirectTarget
      if (there === null || isFreshAllowed(seen)) return null
      const url = there.origin + there.pathname
      const finding = {
        evidence: [`${seen.answerLine}, without Access-Control-Allow-Origin`, `It leads to ${url}`],
        summary: `Call ${url} directly, or put CORS before whatever redirects.`,
      }
      if (seen.allows('redirect-target'))
        return {
          ...finding,
          confidence: 'certain',
          unless: ['fresh-url'],
          evidence: [...finding.evidence, seen.probeLine('redirect-target')],
        }
      // The server there was asked and has none either, so that calling it would not help.
      if (seen.answer('redirect-target') !== null) return null
      return { ...finding, confidence: 'likely', confirm: `Ask there: corskit check ${url} --origin ${seen.origin}` }
    },
  },
  {
    id: 'redirect-loop',
    title: 'The server redirects in a circle',
    layer: 'app',
    symptom: 'net::ERR_TOO_MANY_REDIRECTS, or CORS request did not succeed.',
    sure: 'The same addresses come again and again in the network panel.',
    why: 'After 20 redirects the browser gives up.',
    fix: 'End the circle: often two layers disagree about https, a slash or a login.',
    remedy: 'none',
    find: (seen) =>
      seen.code === 'TooManyRedirects' || seen.evidence.said?.kind === 'too-many-redirects'
        ? {
            confidence: 'certain',
            evidence: [
              seen.evidence.said?.line ??
                (seen.isOnlyMessage
                  ? 'The console says that it was redirected too often'
                  : `${seen.exchanges.length} redirects were answered`),
            ],
          }
        : null,
  },
  {
    id: 'redirect-not-followable',
    title: 'The redirect leads to an address that a fetch cannot follow',
    layer: 'app',
    symptom:
      'The redirect has a user name, another scheme than http, a port that browsers block (25, 6000…), or an address that cannot be parsed.',
    sure: 'Look at `Location` in the answer.',
    why: 'Across origins a fetch follows redirects only to http(s) addresses without a user name, and never to a port of another protocol.',
    fix: 'Correct the `Location` of the server.',
    remedy: 'none',
    find: (seen) =>
      isBlockedPortOfRedirect(seen) ||
      seen.code === 'RedirectContainsCredentials' ||
      seen.code === 'RedirectUnsupportedScheme' ||
      seen.code === 'InvalidRedirectLocation'
        ? {
            confidence: 'certain',
            evidence: seen.isOnlyMessage
              ? [`It was redirected to ${targetTold(seen) || 'an address that the line does not name'}`]
              : [seen.answerLine, `Location: ${withoutUser(seen.header('location') ?? seen.parameter)}`],
          }
        : null,
  },
]
