/** Lines of the test environments that imitate a part of CORS: jsdom and happy-dom. lib/jsdom/living/xhr/xhr-utils.js, FetchCORSUtility.ts */
import type { MessageCode, MessageSource, RecognisedMessage } from './recognised-message.ts'
import { readTemplate, type Template, template } from './template.ts'

type Text = readonly [template: Template, engine: MessageSource, codes: readonly [MessageCode, ...MessageCode[]]]
const text = (engine: MessageSource, written: string, ...codes: [MessageCode, ...MessageCode[]]): Text => [
  template(written),
  engine,
  codes,
]

const TEXTS: readonly Text[] = [
  text(
    'jsdom',
    'Cross origin {origin} forbidden',
    'MissingAllowOriginHeader',
    'AllowOriginMismatch',
    'DisallowedByMode',
  ),
  text('jsdom', 'Credentials forbidden', 'InvalidAllowCredentials', 'PreflightInvalidAllowCredentials'),
  text('jsdom', 'Header {header} forbidden', 'HeaderDisallowedByPreflightResponse'),
  text('jsdom', 'Response for preflight has invalid HTTP status code {status}', 'PreflightInvalidStatus'),
  text('jsdom', 'Userinfo forbidden in cors redirect', 'RedirectContainsCredentials'),
  text('jsdom', 'Cannot redirect to non-HTTP(S) URL', 'RedirectUnsupportedScheme'),
  text(
    'happy-dom',
    'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at "{url}".',
    'MissingAllowOriginHeader',
    'AllowOriginMismatch',
    'PreflightInvalidStatus',
    'MethodDisallowedByPreflightResponse',
    'HeaderDisallowedByPreflightResponse',
  ),
]

export function recogniseTestEnvironment(line: string): RecognisedMessage | null {
  for (const [template, engine, codes] of TEXTS) {
    const gaps = readTemplate(template, line)
    if (gaps === null) continue
    const { status, ...rest } = gaps
    return { engine, code: codes[0], codes, ...rest, ...(status === undefined ? {} : { status: Number(status) }) }
  }
  return null
}
