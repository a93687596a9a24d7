/**
 * The text of DevTools' Issues tab about CORS: the title of an issue, its advice, and a table of requests.
 * https://github.com/ChromeDevTools/devtools-frontend/tree/main/front_end/models/issues_manager/descriptions
 */
import type { MessageCode } from 'corskit/browser'
import { failureOf } from '../console-lines.ts'
import type { InputRead } from '../explanation.ts'

const withPreflight = (code: string) => [code, `Preflight${code}`] as MessageCode[]

/** Issues about CORS: the title, and the codes that have it. */
const CODES_BY_TITLE: readonly (readonly [title: string, codes: readonly MessageCode[]])[] = [
  [
    'Ensure CORS response header values are valid',
    [
      ...withPreflight('MissingAllowOriginHeader'),
      ...withPreflight('MultipleAllowOriginValues'),
      ...withPreflight('InvalidAllowOriginValue'),
      'InvalidAllowMethodsPreflightResponse',
      'InvalidAllowHeadersPreflightResponse',
    ],
  ],
  ['Ensure preflight responses are valid', ['PreflightInvalidStatus', 'PreflightDisallowedRedirect']],
  [
    "Ensure credentialed requests (?:aren't|are not) sent to CORS resources with origin wildcards",
    withPreflight('WildcardOriginNotAllowed'),
  ],
  ["Ensure CORS requesting origin matches resource's allowed origin", withPreflight('AllowOriginMismatch')],
  ['Ensure CORS requests include credentials only when allowed', withPreflight('InvalidAllowCredentials')],
  ['Ensure CORS request uses allowed method', ['MethodDisallowedByPreflightResponse']],
  ['Ensure CORS request includes only allowed headers', ['HeaderDisallowedByPreflightResponse']],
  ['Ensure CORS requests are made on supported schemes', ['CorsDisabledScheme']],
  ['Ensure only same-origin resources are fetched with same-origin request mode', ['DisallowedByMode']],
  [
    "Ensure CORS requests (?:aren't|are not) redirected to URLs containing credentials",
    ['RedirectContainsCredentials'],
  ],
  ['Ensure no-cors requests configure redirect mode follow', ['NoCorsRedirectModeNotFollow']],
  [
    'Ensure (?:that )?local network requests are (?:compatible with restrictions|only made from secure contexts)',
    ['LocalNetworkAccessPermissionDenied', 'InsecureLocalNetwork'],
  ],
]

const TITLES = CODES_BY_TITLE.map(([title, codes]) => ({ title: new RegExp(title, 'g'), codes }))

/** What the table below a title says, and the codes of which it says it. */
const TABLE: readonly (readonly [text: RegExp, codes: RegExp])[] = [
  [/Access-Control-Allow-Methods/, /AllowMethods/],
  [/Access-Control-Allow-Headers/, /AllowHeaders/],
  [/Access-Control-Allow-Origin/, /AllowOrigin/],
  [/Missing header/i, /Missing/],
  [/Multiple values/i, /Multiple/],
  [/Invalid value(?! \(if)/i, /Invalid(?!Status)/],
  [/Response to preflight was a redirect/, /DisallowedRedirect/],
  [/HTTP status of preflight request didn't/, /InvalidStatus/],
]

/** `null` when no title of an issue about CORS is in the text. */
export function readIssuesTab(text: string): InputRead | null {
  const plain = text.replace(/[\u2018\u2019]/g, "'")
  const found = TITLES.flatMap(({ title, codes }) =>
    [...plain.matchAll(title)].map(({ index }) => ({ index, codes })),
  ).sort((one, other) => one.index - other.index)
  if (found.length === 0) return null
  const failures = found.map(({ index, codes }, place) => {
    const issue = plain.slice(index, found[place + 1]?.index)
    const url = /(https?:\/\/\S{1,4096})\s+blocked\b/.exec(issue)?.[1]
    const [code, ...others] = narrowedBy(issue, codes)
    return failureOf({
      engine: 'chromium',
      code: code as MessageCode,
      codes: [code as MessageCode, ...others],
      ...(url === undefined ? {} : { url }),
      start: index,
      end: index,
    })
  })
  return { input: { kind: 'devtools', source: 'Chromium' }, failures }
}

function narrowedBy(issue: string, codes: readonly MessageCode[]): readonly MessageCode[] {
  return TABLE.reduce((left, [text, ofCodes]) => {
    const told = text.test(issue) ? left.filter((code) => ofCodes.test(code)) : left
    return told.length === 0 ? left : told
  }, codes)
}
