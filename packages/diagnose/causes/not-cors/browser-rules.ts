/** Rules of browsers that people call CORS: what may be asked at all, and from where. */
import type { Case } from '../../case.ts'
import type { CauseRule, Finding } from '../../words/cause-rule.ts'
import { isBlockedPortOfRedirect } from '../redirects.ts'
import { isUnsafeLoad, isUnsafeTrack } from './unsafe-load.ts'

/** A console says that the permission was denied. The model only knows that one is needed. */
function withoutPermission(seen: Case): Finding {
  const summary =
    'Let the user allow it (the site’s settings, “Local network access”), or serve it from the same network. Headers of the server change nothing here.'
  return seen.evidence.message === null
    ? {
        confidence: 'possible',
        evidence: ['It is not known whether the user has allowed it; without the permission the browser sends nothing'],
        confirm: 'Look into the site’s settings in the browser, at “Local network access”.',
        summary,
      }
    : {
        confidence: 'certain',
        evidence: ['Without the permission of the user the browser does not send the request'],
        summary,
      }
}

/** What Chromium before 142 printed of Private Network Access, which Local Network Access has replaced. */
const OLDER_ACCESS: ReadonlySet<string> = new Set([
  'PreflightMissingAllowPrivateNetwork',
  'PreflightInvalidAllowPrivateNetwork',
  'UnexpectedPrivateNetworkAccess',
  'PreflightMissingPrivateNetworkAccessId',
  'PreflightMissingPrivateNetworkAccessName',
  'PrivateNetworkAccessPermissionUnavailable',
  'PreflightMissingAllowExternal',
  'PreflightInvalidAllowExternal',
])

const OLDER_FINDING: Finding = {
  confidence: 'certain',
  evidence: ['Chromium before version 142 prints this line'],
  summary:
    'Update the browser: since version 142 it asks the user instead. For older ones answer the preflight with `Access-Control-Allow-Private-Network: true`, and serve the page over https or from the same network.',
}

const urlIn = ({ url }: Case) => url || 'The URL, which the line does not name,'

/** A console line does not tell the value. */
const resourcePolicyLine = (value: string) =>
  value === '' ? 'The console names Cross-Origin-Resource-Policy' : `Cross-Origin-Resource-Policy is ${value}`

/** A call of script in mode no-cors: whatever the server answers, the page cannot read it. */
function isUnaskedNoCors({ evidence: { message, outcome, request, said } }: Case): boolean {
  const { element, mode, origin, url } = request
  if (outcome !== null || message !== null || said !== undefined) return false
  return mode === 'no-cors' && element === undefined && URL.canParse(url) && new URL(url).origin !== origin
}

export const BROWSER_RULE_CAUSES: readonly CauseRule[] = [
  {
    id: 'mixed-content',
    title: 'Not CORS: an https page asks an http server',
    layer: 'client',
    symptom: 'Mixed Content: The page was loaded over HTTPS, but requested an insecure resource.',
    sure: 'The page has https, the URL http.',
    why: 'Browsers do not let a secure page use what was sent unencrypted. Loopback is an exception in Chromium and Firefox.',
    fix: 'Call the server with https.',
    remedy: 'none',
    find: (seen) => {
      const { said, request } = seen.evidence
      if (seen.isUpgradedInVain)
        return {
          confidence: 'certain',
          evidence: [
            `${seen.origin ?? 'The page'} names ${request.url}`,
            `The browser asks ${seen.url} in its place, and nobody answers there`,
          ],
          summary: 'Let the server answer by https, and write https: in the page.',
        }
      if (seen.code !== 'MixedContent' && said?.kind !== 'mixed-content') return null
      const asks = `${seen.origin ?? 'The page'} asks ${seen.url || 'an address of http'}`
      return { confidence: 'certain', evidence: [said?.line ?? asks] }
    },
  },
  {
    id: 'local-network-access',
    title: 'Not CORS: the browser asks the user before a page may reach the local network',
    layer: 'browser',
    symptom: 'Permission was denied for this request to access the `loopback` (or `local`) address space.',
    sure: 'The page is public, and the server stands on this machine or in the local network. The server never saw the request.',
    why: 'Chromium 142 and later let a page into the local network only with the user’s permission, and only a page of https.',
    fix: 'Let the user allow it (the site’s settings, “Local network access”), serve the page over https, or serve it from the same network. Headers of the server change nothing here.',
    remedy: 'none',
    find: (seen) => {
      const { said } = seen.evidence
      if (said?.kind === 'local-network') return { confidence: 'certain', evidence: [said.line] }
      switch (seen.code) {
        case 'LocalNetworkAccessPermissionDenied':
          return withoutPermission(seen)
        case 'InsecureLocalNetwork':
          return { confidence: 'certain', evidence: ['The page is not a secure context'] }
        case 'InvalidLocalNetworkAccess':
          return { confidence: 'certain', evidence: ['targetAddressSpace names another network'] }
        default:
          return OLDER_ACCESS.has(seen.code ?? '') ? OLDER_FINDING : null
      }
    },
  },
  {
    id: 'browser-setting',
    title: 'Not CORS: a setting or an extension of the browser stops requests to other origins',
    layer: 'browser',
    symptom: '(Reason: CORS disabled) or (Reason: CORS header ‘Origin’ cannot be added) in Firefox.',
    sure: 'The same page in a fresh profile without extensions gets its answer. In `about:config`, `content.cors.disable` is true.',
    why: 'With `content.cors.disable`, Firefox refuses every request to another origin. The server cannot change that. Where Firefox cannot add `Origin`, an extension or a script of the browser prevents it.',
    fix: 'Set `content.cors.disable` to false in `about:config`, and try a fresh profile without extensions. Headers of the server change nothing here.',
    remedy: 'none',
    find: ({ code }) => {
      if (code === 'CorsDisabled')
        return { confidence: 'certain', evidence: ['Firefox prints this line where content.cors.disable is true'] }
      return code === 'OriginHeaderNotAdded'
        ? { confidence: 'likely', evidence: ['Firefox says that it could not add Origin to the request'] }
        : null
    },
  },
  {
    id: 'resource-policy',
    title: 'Not CORS: Cross-Origin-Resource-Policy keeps the resource from other sites',
    layer: 'app',
    symptom: 'net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin.',
    sure: 'The answer has `Cross-Origin-Resource-Policy: same-origin` or `same-site`. Helmet sets it by default.',
    why: 'The header is about resources that are loaded without CORS: images, scripts, no-cors fetches.',
    fix: 'Send `Cross-Origin-Resource-Policy: cross-origin` on what other sites may embed, or load it with CORS.',
    remedy: 'none',
    find: (seen) =>
      seen.evidence.said?.kind === 'resource-policy'
        ? { confidence: 'certain', evidence: [seen.evidence.said.line] }
        : seen.code === 'CorpNotSameOrigin' || seen.code === 'CorpNotSameSite'
          ? {
              confidence: 'certain',
              evidence: [resourcePolicyLine(seen.header('cross-origin-resource-policy') ?? seen.parameter)],
            }
          : null,
  },
  {
    id: 'opaque-response',
    title: 'mode: "no-cors" hides the answer from script',
    layer: 'client',
    symptom: 'The fetch succeeds, with status 0 and an empty body.',
    sure: 'The call has `mode: "no-cors"`; `response.type` is `opaque`.',
    why: 'no-cors asks for less, not for more: the request goes out, and script sees nothing of the answer.',
    fix: 'Remove the mode, and allow the page on the server.',
    remedy: 'allow-request',
    find: (seen) => {
      const { outcome } = seen.evidence
      if (isUnaskedNoCors(seen))
        return {
          confidence: 'certain',
          evidence: [
            'The call has mode no-cors: it is sent, and its response is opaque: status 0, no headers, no body',
          ],
        }
      return outcome?.verdict === 'opaque' && outcome.response?.type === 'opaque'
        ? { confidence: 'certain', evidence: ['The response is opaque: status 0, no headers, no body'] }
        : null
    },
  },
  {
    id: 'scheme-not-supported',
    title: 'The URL has a scheme that a fetch cannot use across origins',
    layer: 'client',
    symptom:
      'Cross origin requests are only supported for protocol schemes: http, https …; often a page that was opened from a file.',
    sure: 'The URL begins with `file:`, `localhost:` (without http://) or another scheme.',
    why: 'CORS is for http and https. A page that is opened from a file has no origin of its own.',
    fix: 'Write the URL with `http://` or `https://`, and serve the page and its files by a small server instead of opening them from the disk.',
    remedy: 'none',
    find: (seen) =>
      seen.evidence.said?.kind === 'file-page'
        ? { confidence: 'certain', evidence: [seen.evidence.said.line] }
        : seen.code === 'CorsDisabledScheme'
          ? {
              confidence: 'certain',
              evidence: [`${urlIn(seen)} is not http or https`],
            }
          : null,
  },
  {
    id: 'own-origin-only',
    title: 'Not CORS: a page may load such a file only from its own origin',
    layer: 'client',
    symptom:
      'Unsafe attempt to load URL … from frame with URL … Domains, protocols and ports must match (Chromium; Safari: from origin …). Security Error: Content at … may not load data from … (Firefox).',
    sure: 'The URL stands in `<use href>` of an SVG, in an XSLT stylesheet, or (Firefox) in `new Worker(…)`; no `fetch` asks for it.',
    why: 'Browsers load these only from the origin of the page. No header of the other server and no attribute changes that.',
    fix: 'Serve the file from the page’s own origin (or by a proxy there). An SVG can also be fetched with CORS and put into the page.',
    remedy: 'none',
    find: (seen) =>
      isUnsafeLoad(seen) && !isUnsafeTrack(seen)
        ? { confidence: 'certain', evidence: [`${urlIn(seen)} is of another origin than ${seen.origin ?? 'the page'}`] }
        : null,
  },
  {
    id: 'same-origin-mode',
    title: 'mode: "same-origin" does not ask other origins',
    layer: 'client',
    symptom: 'Request mode is "same-origin" but the URL’s origin is not same as the request origin.',
    sure: 'The call has `mode: "same-origin"`.',
    why: 'The page’s own code says that no other origin is to be asked.',
    fix: 'Use `mode: "cors"`, which is the default.',
    remedy: 'none',
    find: (seen) =>
      seen.code === 'DisallowedByMode'
        ? {
            confidence: isUnsafeLoad(seen) ? 'possible' : 'certain',
            evidence: [`${urlIn(seen)} is of another origin than ${seen.origin ?? 'the page'}`],
          }
        : null,
  },
  {
    id: 'call-is-wrong',
    title: 'The call of fetch itself is wrong',
    layer: 'client',
    symptom: 'A TypeError before anything is sent.',
    sure: 'The network panel shows no request.',
    why: 'Browsers refuse some URLs, methods, headers and bodies whatever the server says.',
    fix: 'Correct the call as the rule says.',
    remedy: 'none',
    find: (seen) => {
      const { said } = seen.evidence
      // WebKit prints the same line of a redirect that leads there.
      if (said?.kind === 'bad-port') return { confidence: 'likely', evidence: [said.line], summary: badPort(seen) }
      const codes = [
        'InvalidUrl',
        'UrlIncludesCredentials',
        'InvalidMethod',
        'ForbiddenMethod',
        'InvalidHeader',
        'BodyNotAllowed',
        'NoCorsUnsafeMethod',
        'NoCorsRedirectModeNotFollow',
        'StreamBodyNotAllowed',
        'BadPort',
        'InvalidRequestOption',
        'RedirectNotAllowed',
      ]
      if (!codes.includes(seen.code ?? '') || isBlockedPortOfRedirect(seen)) return null
      const detail = seen.evidence.outcome?.steps.findLast(({ passed }) => !passed)?.detail
      return {
        confidence: 'certain',
        evidence: [detail ?? seen.code ?? ''],
        ...(seen.code === 'BadPort' ? { summary: badPort(seen) } : {}),
      }
    },
  },
]

/** https://fetch.spec.whatwg.org/#port-blocking */
function badPort({ url }: Case): string {
  const port = URL.canParse(url) ? new URL(url).port : ''
  return `Let the server listen on another port: browsers never send requests to ${port === '' ? 'that one' : port}.`
}
