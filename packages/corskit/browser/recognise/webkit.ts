/** Lines of WebKit, today's and older ones. Source/WebCore/loader/CrossOriginAccessControl.cpp and its neighbours */
import type { MessageCode, RecognisedMessage } from './recognised-message.ts'
import { readTemplate, type Template, template } from './template.ts'

type Text = readonly [template: Template, codes: readonly [MessageCode, ...MessageCode[]]]
const text = (written: string, ...codes: [MessageCode, ...MessageCode[]]): Text => [template(written), codes]

/** One text serves a request and its preflight alike: the request's own code comes first. */
const both = (written: string, ...codes: MessageCode[]): Text => {
  const all = [...codes, ...codes.map((code) => `Preflight${code}` as MessageCode)]
  return [template(written), all as [MessageCode, ...MessageCode[]]]
}

/** Missing, another value, no origin at all: WebKit has one line for all of them. */
const NOT_ALLOWED: MessageCode[] = [
  'MissingAllowOriginHeader',
  'AllowOriginMismatch',
  'InvalidAllowOriginValue',
  'MultipleAllowOriginValues',
]

const TEXTS: readonly Text[] = [
  text('FTP URLs are disabled', 'RedirectUnsupportedScheme'),
  both('Origin {origin} is not allowed by Access-Control-Allow-Origin. Status code: {status}', ...NOT_ALLOWED),
  both('Origin {origin} is not allowed by Access-Control-Allow-Origin.', ...NOT_ALLOWED),
  both('Access-Control-Allow-Origin cannot contain more than one origin.', 'MultipleAllowOriginValues'),
  both('Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.', 'WildcardOriginNotAllowed'),
  both('Credentials flag is true, but Access-Control-Allow-Credentials is not "true".', 'InvalidAllowCredentials'),
  text(
    'Preflight response is not successful. Status code: {status}',
    'PreflightInvalidStatus',
    'PreflightDisallowedRedirect',
  ),
  text('Preflight response is not successful', 'PreflightInvalidStatus', 'PreflightDisallowedRedirect'),
  text('Header Access-Control-Allow-Methods has an invalid value: {value}', 'InvalidAllowMethodsPreflightResponse'),
  text('Header Access-Control-Allow-Headers has an invalid value: {value}', 'InvalidAllowHeadersPreflightResponse'),
  text('Method {method} is not allowed by Access-Control-Allow-Methods.', 'MethodDisallowedByPreflightResponse'),
  text(
    'Request header field {header} is not allowed by Access-Control-Allow-Headers.',
    'HeaderDisallowedByPreflightResponse',
  ),
  text(
    'Cross-origin redirection to {url} denied by Cross-Origin Resource Sharing policy: not allowed to follow a cross-origin CORS redirection with non CORS scheme',
    'RedirectUnsupportedScheme',
    'InvalidRedirectLocation',
  ),
  text(
    'Cross-origin redirection to {url} denied by Cross-Origin Resource Sharing policy: redirection URL {value} has credentials',
    'RedirectContainsCredentials',
  ),
  text('Cross origin requests are not allowed when using same-origin fetch mode.', 'DisallowedByMode'),
  text('Cross origin requests are only supported for HTTP.', 'CorsDisabledScheme'),
  text(
    'Unsafe attempt to load URL {url} from origin {origin}. Domains, protocols and ports must match.',
    'DisallowedByMode',
    'RedirectUnsupportedScheme',
  ),
  text('No-Cors mode requires follow redirect mode', 'NoCorsRedirectModeNotFollow'),
  text('Not allowed to request resource', 'NoCorsRedirectModeNotFollow'),
  text('No-Cors mode requires follow redirect mode; Not allowed to request resource', 'NoCorsRedirectModeNotFollow'),
  text('Load cannot follow more than 20 redirections', 'TooManyRedirects'),
  text('Not allowed to load local resource: {url}', 'RedirectUnsupportedScheme'),
  text('Redirection to URL with a scheme that is not HTTP(S).', 'RedirectUnsupportedScheme'),
  text('Not allowed to follow a redirection while loading {url}', 'RedirectNotAllowed'),
  text(
    "Cancelled load to {url} because it violates the resource's Cross-Origin-Resource-Policy response header.",
    'CorpNotSameOrigin',
    'CorpNotSameSite',
  ),
  text('{initiator} cannot load {url} due to access control checks.', 'AccessControlChecks'),
  text('Fetch API cannot load {url}.', 'DisallowedByMode'),
]

const REDIRECTED = template('Cross-origin redirection to {url} denied by Cross-Origin Resource Sharing policy: {text}')

export function recogniseWebkit(line: string): RecognisedMessage | null {
  for (const [template, codes] of TEXTS) {
    const gaps = readTemplate(template, line)
    if (gaps !== null) return message(codes, gaps)
  }
  const redirected = readTemplate(REDIRECTED, line)
  if (redirected === null) return null
  const inner = recogniseWebkit(redirected['text'] ?? '')
  return inner === null ? null : { ...inner, url: redirected['url'] ?? '' }
}

function message(codes: readonly [MessageCode, ...MessageCode[]], gaps: Readonly<Record<string, string>>) {
  const { status, ...rest } = gaps
  const known = status === undefined ? {} : { status: Number(status) }
  return { engine: 'webkit', code: codes[0], codes, ...rest, ...known } as const
}
