/** `allowedHeaders`, `exposedHeaders` and `vary`. */
import { asciiLowerCase } from '../../protocol/header-list.ts'
import { isForbiddenRequestHeader, isForbiddenResponseHeaderName, isHeaderName } from '../../protocol/header-name.ts'
import { checkNameList, type NameKind } from './check-names.ts'
import type { CheckedNames } from './checked-options.ts'
import { type Issue, type IssueCode, quoted } from './issue.ts'
import { fixOfNames, isClear, namesIn } from './names-in-text.ts'

/**
 * Names of response headers. Some clients send them in requests (`access-control-allow-origin` most often), and
 * browsers let them. A server may have to allow them, so they are odd and not wrong.
 */
const RESPONSE_ONLY = new Set(
  'access-control-allow-credentials access-control-allow-headers access-control-allow-methods access-control-allow-origin access-control-allow-private-network access-control-expose-headers access-control-max-age age allow content-security-policy cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy etag last-modified location proxy-authenticate retry-after server strict-transport-security timing-allow-origin vary www-authenticate x-content-type-options x-frame-options x-powered-by'.split(
    ' ',
  ),
)

/**
 * Names of request headers. A server may send them in responses too, and then browsers show them; `authorization` and
 * `accept…` are often sent.
 */
const REQUEST_ONLY = new Set(
  'access-control-request-headers access-control-request-method cookie expect host if-match if-modified-since if-none-match if-range if-unmodified-since max-forwards origin proxy-authorization range referer te upgrade-insecure-requests user-agent'.split(
    ' ',
  ),
)

export function checkRequestHeaders(given: unknown, issues: Issue[], warnings: Issue[]): CheckedNames {
  return checkNameList(given, REQUEST_HEADERS, issues, warnings)
}

export function checkExposedHeaders(
  given: unknown,
  credentials: boolean,
  issues: Issue[],
  warnings: Issue[],
): CheckedNames {
  const kind = credentials ? EXPOSED_UNDER_CREDENTIALS : EXPOSED_HEADERS
  const checked = checkNameList(given, kind, issues, warnings)
  if (checked.any && credentials) {
    issues.push({
      code: 'header-any-with-credentials',
      path: 'exposedHeaders',
      message: "under credentials browsers take '*' for a header of that name, so it exposes nothing: name the headers",
      fix: "name the headers, like ['etag']",
      value: given,
    })
  }
  return checked
}

export function checkVaryNames(given: unknown, issues: Issue[], warnings: Issue[]): readonly string[] {
  const checked = checkNameList(given, VARY_NAMES, issues, warnings)
  return checked.any ? ['*'] : checked.names
}

const REQUEST_HEADERS: NameKind = {
  option: 'allowedHeaders',
  example: 'content-type',
  duplicate: 'header-duplicate',
  normalize: asciiLowerCase,
  check(name, path) {
    const lower = asciiLowerCase(name)
    if (!isHeaderName(name)) return malformed(name, path, (one) => isForbiddenRequestHeader(one, ''))
    if (isForbiddenRequestHeader(lower, '')) {
      return issue(
        'header-forbidden',
        name,
        path,
        `no page can set ${quoted(name)}: browsers forbid it, so it need not be allowed`,
      )
    }
    return null
  },
  warn(name, path) {
    if (!RESPONSE_ONLY.has(asciiLowerCase(name))) return null
    const message = `${quoted(name)} stands in responses: it need not be allowed, unless a client that you cannot change sends it`
    return issue('header-not-a-request-header', name, path, message)
  },
}

const EXPOSED_HEADERS: NameKind = {
  option: 'exposedHeaders',
  example: 'etag',
  duplicate: 'header-duplicate',
  normalize: asciiLowerCase,
  check(name, path) {
    const lower = asciiLowerCase(name)
    if (!isHeaderName(name)) return malformed(name, path, isForbiddenResponseHeaderName)
    if (isForbiddenResponseHeaderName(lower)) {
      return issue('header-forbidden', name, path, `browsers never show ${quoted(name)} to script, exposed or not`)
    }
    return null
  },
  warn(name, path) {
    const lower = asciiLowerCase(name)
    if (REQUEST_ONLY.has(lower)) {
      const message = `${quoted(name)} stands in requests: it need not be exposed, unless the server sends it back`
      return issue('header-not-a-response-header', name, path, message)
    }
    if (!lower.startsWith('access-control-')) return null
    const message = `${quoted(name)} is for the browser; script seldom has a use for it`
    return issue('header-not-a-response-header', name, path, message)
  },
}

const EXPOSED_UNDER_CREDENTIALS: NameKind = { ...EXPOSED_HEADERS, refusesAny: true }

const VARY_NAMES: NameKind = {
  option: 'vary',
  example: 'x-tenant',
  duplicate: 'header-duplicate',
  normalize: asciiLowerCase,
  check: (name, path) => (isHeaderName(name) ? null : malformed(name, path)),
}

/**
 * Names of one word: two of them, or names with hyphens, are several names. Other words may be one name, badly written.
 */
const ONE_WORD = new Set(
  'accept age allow authorization baggage cookie date depth destination dnt etag expires from host if link location origin overwrite pragma prefer priority range referer server te trailer traceparent tracestate translate vary via warning'.split(
    ' ',
  ),
)
/** `*:` and `x"` may be anything. */
const isName = (name: string) => isClear(name) && name !== '*'
const isPlainName = (name: string) => isName(name) && isHeaderName(name) && (name.includes('-') || ONE_WORD.has(name))

/** The fix has only names that were given and that are accepted: another one would be a header that nobody meant. */
function malformed(name: string, path: string, isForbidden: (name: string) => boolean = () => false): Issue {
  // `Origin:, Accept:` has colons that are not the beginning of a value.
  const text = asciiLowerCase(name).replace(/(?<!\s)\s*:\s*(?=[,;|]|$)/g, '')
  const names = namesIn(text)
  const shown = quoted(withoutValue(name))
  const otherwise = names.every(isHeaderName) ? `write each name as it is sent (or remove ${shown})` : `remove ${shown}`
  const isList =
    names.length === 1
      ? names.every((one) => isHeaderName(one) && isName(one))
      : names.length > 1 && names.every(isPlainName)
  const { fix, leftOut } = isList ? fixOfNames(names, isForbidden, name, path) : { fix: otherwise, leftOut: '' }
  return { code: 'header-malformed', path, message: `${shown} is not a header name${leftOut}`, fix, value: name }
}

/** `authorization: Bearer …`: a value may be a secret, and messages are printed when an app starts. */
const withoutValue = (name: string) => name.replace(/^(\s*[\w-]+\s*[:=])(?!\s*(?:[,;|]|$)).*$/s, '$1 …')

function issue(code: IssueCode, name: string, path: string, message: string): Issue {
  return { code, path, message, fix: `remove ${quoted(name)}`, value: name }
}
