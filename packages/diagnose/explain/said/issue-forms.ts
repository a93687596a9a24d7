/**
 * Titles of DevTools' Issues tab.
 * https://github.com/ChromeDevTools/devtools-frontend/tree/main/front_end/models/issues_manager/descriptions
 */
import type { SaidKind } from '../../words/said-line.ts'

/** Issues about something other than CORS. */
export const ISSUE_FORMS: readonly (readonly [kind: SaidKind, source: string])[] = [
  [
    'embedder-policy',
    '(?<detail>Specify a Cross-Origin (?:Resource Policy to (?:prevent|stop) a resource|Embedder Policy to (?:prevent|stop) this frame) from being blocked)',
  ],
  [
    'resource-policy',
    '(?<detail>Specify a more permissive Cross-Origin Resource Policy to (?:prevent|stop) a resource from being blocked)',
  ],
  [
    'opener-policy',
    '(?<detail>An iframe navigation to a document with a [Cc]ross-[Oo]rigin [Oo]pener [Pp]olicy was blocked)',
  ],
  ['content-security-policy', '(?<detail>Content Security Policy of your site blocks some resources)'],
  ['mixed-content', '(?<detail>Mixed content: load all resources via HTTPS to improve the security of your site)'],
  [
    'cookie',
    '(?<detail>Mark cross-site cookies as Secure to allow [\\w ]{3,40} in cross-site contexts|Indicate whether to \\w{3,4} a cookie in a cross-site \\w{3,10} by specifying its SameSite attribute)',
  ],
]
