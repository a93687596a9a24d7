/** Chromium's console lines for a blocked fetch. */
import { INTEGRITY_ALGORITHMS, integrityNeed } from '../checks/integrity.ts'
import { isRedirectStatus } from '../checks/location-url.ts'
import type { ElementInitiator } from '../words/initiator.ts'
import {
  CHROMIUM_ADVICE,
  CHROMIUM_CHECKS,
  CHROMIUM_FRAME,
  CHROMIUM_INITIATORS,
  CHROMIUM_LINES,
  CHROMIUM_PREFLIGHT,
  CHROMIUM_REASONS,
  CHROMIUM_REDIRECTED_FRAME,
  CHROMIUM_XHR_ADVICE,
} from './chromium-sentences.ts'
import { type FailureFacts, isQuietUserinfo } from './failure-facts.ts'
import { fill } from './fill.ts'

export function chromiumMessages(facts: FailureFacts): string[] {
  const { reason, firstUrl, pageOrigin } = facts
  // Refused by another part of Chromium, which prints nothing.
  if (isQuietUserinfo(facts)) return []
  if (reason.code === 'IntegrityCheckFailed') return integrityLines(facts)
  const line = lineOf(facts)
  if (line !== null) return [line]
  const text = textOf(facts)
  if (text === null) return []
  const strange = strangeLocation(facts)
  const isRedirected = facts.urls.length > 1 || strange !== null
  const frame = fill(isRedirected ? CHROMIUM_REDIRECTED_FRAME : CHROMIUM_FRAME, {
    initiator: CHROMIUM_INITIATORS[facts.initiator],
    url: strange ?? facts.wholeUrl,
    firstUrl,
    origin: pageOrigin,
  })
  return [frame + (reason.code.startsWith('Preflight') ? CHROMIUM_PREFLIGHT : '') + text]
}

/** The refusals whose lines do not begin with "Access to fetch at …". */
function lineOf(facts: FailureFacts): string | null {
  const { reason, pageOrigin, pageUrl, wholeUrl } = facts
  if (reason.code === 'MixedContent') return mixedContent(facts)
  if (reason.phase === 'redirect') {
    const target = reason.code === 'DisallowedByMode' ? wholeUrl : strangeLocation(facts)
    if (target === null || facts.mode !== 'same-origin') return null
    return `${fill(CHROMIUM_LINES.unsafeLoad, { url: target, value: pageUrl })}\n`
  }
  switch (reason.code) {
    case 'DisallowedByMode':
      return fill(CHROMIUM_LINES.sameOriginMode, { url: reason.url, origin: pageOrigin })
    case 'NoCorsRedirectModeNotFollow':
      return fill(CHROMIUM_LINES.noCorsRedirectMode, { url: reason.url })
    case 'CorsDisabledScheme':
      return fill(CHROMIUM_LINES.scheme, { url: reason.url, value: reason.parameter })
    default:
      return null
  }
}

function integrityLines({ reason, tainting, wholeUrl, wholeFirstUrl, answer }: FailureFacts): string[] {
  const failed = fill(CHROMIUM_LINES.integrityFailed, { url: wholeFirstUrl })
  const need = integrityNeed(reason.parameter)
  const isEligible = tainting !== 'opaque' && answer !== null && !isRedirectStatus(answer.status)
  if (!isEligible || need === null) return [fill(CHROMIUM_LINES.noIntegrity, { url: wholeUrl }), failed]
  const { algorithm } = need
  const value = algorithm.replace('sha', 'SHA-')
  return [fill(CHROMIUM_LINES.otherIntegrity, { url: wholeUrl, value, rest: INTEGRITY_ALGORITHMS[algorithm] }), failed]
}

function mixedContent(facts: FailureFacts): string {
  const { initiator, wholeUrl } = facts
  const gaps = { value: topPage(facts), url: wholeUrl }
  if (initiator === 'fetch') return fill(CHROMIUM_LINES.mixedContent, gaps)
  if (initiator === 'xmlhttprequest') return fill(CHROMIUM_LINES.mixedContentOfXhr, gaps)
  return fill(CHROMIUM_LINES.mixedContentOfElement, { ...gaps, initiator: MIXED_CONTENT_INITIATORS[initiator] })
}

const MIXED_CONTENT_INITIATORS: Readonly<Record<ElementInitiator, string>> = {
  img: 'element',
  script: 'script',
  module: 'script',
  stylesheet: 'stylesheet',
  font: 'font',
  audio: 'element',
  video: 'element',
  eventsource: 'EventSource endpoint',
  beacon: 'Beacon endpoint',
}

/** A sandboxed frame lives in a process of its own, which does not know the path of the page around it. */
const topPage = ({ documentUrl, pageOrigin }: FailureFacts) =>
  pageOrigin === 'null' ? `${new URL(documentUrl).origin}/` : documentUrl

/** Schemes to which Chromium's net refuses a redirect and prints nothing: ERR_UNSAFE_REDIRECT. */
const UNSAFE_SCHEMES = /^(?:about|blob|chrome|data|file|filesystem):/

/** The URL of a redirect whose scheme is neither http(s) nor unsafe. */
function strangeLocation({ reason, locationUrl }: FailureFacts): string | null {
  if (reason.code !== 'RedirectUnsupportedScheme' || locationUrl === null) return null
  return UNSAFE_SCHEMES.test(locationUrl) ? null : locationUrl
}

const CORS_SCHEMES =
  'chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app'

/** The codes whose sentence quotes a value of `Access-Control-Allow-Origin`. */
const ADVISED: ReadonlySet<string> = new Set([
  'MultipleAllowOriginValues',
  'InvalidAllowOriginValue',
  'AllowOriginMismatch',
])

/** The codes about credentials, for which XMLHttpRequest has another word. */
const ABOUT_CREDENTIALS: ReadonlySet<string> = new Set(['WildcardOriginNotAllowed', 'InvalidAllowCredentials'])

function textOf(facts: FailureFacts): string | null {
  const { code, parameter } = facts.reason
  if (code === 'RedirectUnsupportedScheme') {
    if (strangeLocation(facts) === null || facts.mode !== 'cors') return null
    return fill(CHROMIUM_REASONS.CorsDisabledScheme, { value: CORS_SCHEMES })
  }
  // The release that was measured prints no location.
  if (code === 'RedirectContainsCredentials') return fill(CHROMIUM_REASONS[code], { value: '' })
  const check = code.replace(/^Preflight/, '')
  if (Object.hasOwn(CHROMIUM_CHECKS, check)) {
    const text = fill(CHROMIUM_CHECKS[check as keyof typeof CHROMIUM_CHECKS], { value: escapeValue(parameter) })
    if (facts.initiator === 'xmlhttprequest') return ABOUT_CREDENTIALS.has(check) ? text + CHROMIUM_XHR_ADVICE : text
    return ADVISED.has(check) && facts.initiator === 'fetch' ? text + CHROMIUM_ADVICE : text
  }
  // Printed by parts of Chromium that the model does not have.
  if (!Object.hasOwn(CHROMIUM_REASONS, code) || code === 'InvalidLocalNetworkAccess') return null
  const told = { method: parameter, header: parameter, addressSpace: parameter }
  return fill(CHROMIUM_REASONS[code as keyof typeof CHROMIUM_REASONS], told)
}

/** Control and non-ASCII characters are printed as `\uXXXX`. */
function escapeValue(value: string): string {
  return value.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}
