/** Lines of Firefox, today's and older ones. dom/locales/en-US/chrome/security/security.properties */
import type { MessageCode, RecognisedMessage } from './recognised-message.ts'
import { readTemplate, type Template, template } from './template.ts'

const FRAME = template(
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. (Reason: {text}',
)

type Text = readonly [template: Template, codes: readonly [MessageCode, ...MessageCode[]]]
const text = (written: string, ...codes: [MessageCode, ...MessageCode[]]): Text => [template(written), codes]

/** One text serves a request and its preflight alike: the request's own code comes first. */
const both = (written: string, code: MessageCode): Text => text(written, code, `Preflight${code}` as MessageCode)

const TEXTS: readonly Text[] = [
  text('CORS disabled).', 'CorsDisabled'),
  text(
    'CORS request did not succeed). Status code: {status}.',
    'NetworkError',
    'RedirectContainsCredentials',
    'RedirectUnsupportedScheme',
    'RedirectNotAllowed',
    'InvalidRedirectLocation',
    'TooManyRedirects',
  ),
  text('CORS request did not succeed).', 'NetworkError'),
  text('CORS request external redirect not allowed).', 'PreflightDisallowedRedirect'),
  text('CORS request not http).', 'CorsDisabledScheme', 'RedirectUnsupportedScheme'),
  both('CORS header ‘Access-Control-Allow-Origin’ missing). Status code: {status}.', 'MissingAllowOriginHeader'),
  both('CORS header ‘Access-Control-Allow-Origin’ missing).', 'MissingAllowOriginHeader'),
  text(
    'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).',
    'MultipleAllowOriginValues',
    'PreflightMultipleAllowOriginValues',
  ),
  text(
    'CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’).',
    'AllowOriginMismatch',
    'InvalidAllowOriginValue',
    'MultipleAllowOriginValues',
    'PreflightAllowOriginMismatch',
    'PreflightInvalidAllowOriginValue',
    'PreflightMultipleAllowOriginValues',
  ),
  both(
    'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
    'WildcardOriginNotAllowed',
  ),
  both('expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).', 'InvalidAllowCredentials'),
  text('Did not find method in CORS header ‘Access-Control-Allow-Methods’).', 'MethodDisallowedByPreflightResponse'),
  text(
    'CORS preflight response did not succeed). Status code: {status}.',
    'PreflightInvalidStatus',
    'PreflightDisallowedRedirect',
  ),
  text('CORS preflight channel did not succeed).', 'PreflightInvalidStatus'),
  text('CORS preflight response did not succeed).', 'PreflightInvalidStatus'),
  text(
    'invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Methods’).',
    'InvalidAllowMethodsPreflightResponse',
  ),
  text(
    'invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Headers’).',
    'InvalidAllowHeadersPreflightResponse',
  ),
  text(
    'header ‘{header}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).',
    'HeaderDisallowedByPreflightResponse',
  ),
  text(
    'missing token ‘{header}’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel).',
    'HeaderDisallowedByPreflightResponse',
  ),
]

const WHOLE_LINES: readonly Text[] = [
  text(
    'Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at {url} soon. (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).',
    'AuthorizationCoveredByWildcard',
  ),
  text(
    'Security Error: Content at {origin} may not load data from {url}.',
    'DisallowedByMode',
    'RedirectUnsupportedScheme',
  ),
  text('Security Error: Content at {origin} may not load or link to {url}.', 'RedirectUnsupportedScheme'),
  text(
    'The resource at “{url}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). {value}',
    'CorpNotSameOrigin',
    'CorpNotSameSite',
  ),
  // The release that was measured forgets the closing quote.
  text(
    'The resource at “{url} was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). {value}',
    'CorpNotSameOrigin',
    'CorpNotSameSite',
  ),
]

export function recogniseFirefox(line: string): RecognisedMessage | null {
  for (const [template, codes] of WHOLE_LINES) {
    const gaps = readTemplate(template, line)
    if (gaps !== null) return { engine: 'firefox', code: codes[0], codes, ...withoutNoise(gaps) }
  }
  const frame = readTemplate(FRAME, line)
  if (frame === null) return null
  const url = unquote(frame['url'] ?? '')
  for (const [template, codes] of TEXTS) {
    const gaps = readTemplate(template, frame['text'] ?? '')
    if (gaps === null) continue
    const { status, ...rest } = gaps
    const known = status === undefined || !/^\d{3}$/.test(status) ? {} : { status: Number(status) }
    return { engine: 'firefox', code: codes[0], codes, url, ...rest, ...known }
  }
  return null
}

/** The line about wildcards and credentials has its URL in quotes. */
function unquote(url: string): string {
  return url.startsWith('‘') && url.endsWith('’') ? url.slice(1, -1) : url
}

/** A link to an article, and a page where the other engines print its origin. */
function withoutNoise({ value: _link, origin, ...gaps }: Readonly<Record<string, string>>): Partial<RecognisedMessage> {
  return origin !== undefined && URL.canParse(origin) ? { ...gaps, origin: new URL(origin).origin } : gaps
}
