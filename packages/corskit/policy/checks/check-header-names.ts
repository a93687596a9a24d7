/** `allowedHeaders`, `exposedHeaders` and `vary`. */
import { asciiLowerCase } from '../../protocol/header-list.ts'
import { isForbiddenRequestHeader, isForbiddenResponseHeaderName, isHeaderName } from '../../protocol/header-name.ts'
import { checkNameList, type NameKind } from './check-names.ts'
import type { CheckedNames } from './checked-options.ts'
import { type Issue, type IssueCode, quoted } from './issue.ts'

/** Names that only ever stand in responses, and are asked for in requests by mistake. */
const RESPONSE_ONLY = new Set(
  'access-control-allow-credentials access-control-allow-headers access-control-allow-methods access-control-allow-origin access-control-allow-private-network access-control-expose-headers access-control-max-age age allow content-security-policy cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy etag expires last-modified location proxy-authenticate retry-after server set-cookie strict-transport-security timing-allow-origin vary www-authenticate x-content-type-options x-frame-options x-powered-by'.split(
    ' ',
  ),
)

/** Names that only ever stand in requests, and are exposed by mistake. */
const REQUEST_ONLY = new Set(
  'accept accept-charset accept-encoding accept-language access-control-request-headers access-control-request-method authorization cookie expect host if-match if-modified-since if-none-match if-range if-unmodified-since max-forwards origin proxy-authorization range referer te upgrade-insecure-requests user-agent'.split(
    ' ',
  ),
)

export function checkRequestHeaders(given: unknown, issues: Issue[]): CheckedNames {
  return checkNameList(given, REQUEST_HEADERS, issues)
}

export function checkExposedHeaders(given: unknown, credentials: boolean, issues: Issue[]): CheckedNames {
  const checked = checkNameList(given, EXPOSED_HEADERS, issues)
  if (checked.any && credentials) {
    issues.push({
      code: 'header-any-with-credentials',
      path: 'exposedHeaders',
      message: "under credentials browsers take '*' for a header of that name, so it exposes nothing: name the headers",
      fix: "['etag']",
      value: given,
    })
  }
  return checked
}

export function checkVaryNames(given: unknown, issues: Issue[]): readonly string[] {
  const checked = checkNameList(given, VARY_NAMES, issues)
  return checked.any ? ['*'] : checked.names
}

const REQUEST_HEADERS: NameKind = {
  option: 'allowedHeaders',
  example: 'content-type',
  duplicate: 'header-duplicate',
  normalize: asciiLowerCase,
  check(name, path) {
    const lower = asciiLowerCase(name)
    if (!isHeaderName(name)) return malformed(name, path)
    // First, because Set-Cookie is on both lists and this says more.
    if (RESPONSE_ONLY.has(lower)) {
      const message = `${quoted(name)} stands in responses; a request that sends it makes no sense`
      return issue('header-not-a-request-header', name, path, message)
    }
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
}

const EXPOSED_HEADERS: NameKind = {
  option: 'exposedHeaders',
  example: 'etag',
  duplicate: 'header-duplicate',
  normalize: asciiLowerCase,
  check(name, path) {
    const lower = asciiLowerCase(name)
    if (!isHeaderName(name)) return malformed(name, path)
    if (isForbiddenResponseHeaderName(lower)) {
      return issue('header-forbidden', name, path, `browsers show ${quoted(name)} to no script, exposed or not`)
    }
    if (REQUEST_ONLY.has(lower)) {
      return issue(
        'header-not-a-response-header',
        name,
        path,
        `${quoted(name)} stands in requests; there is nothing to expose`,
      )
    }
    if (lower.startsWith('access-control-')) {
      return issue(
        'header-not-a-response-header',
        name,
        path,
        `${quoted(name)} is for the browser; script has no use for it`,
      )
    }
    return null
  },
}

const VARY_NAMES: NameKind = {
  option: 'vary',
  example: 'x-tenant',
  duplicate: 'header-duplicate',
  normalize: asciiLowerCase,
  check: (name, path) => (isHeaderName(name) ? null : malformed(name, path)),
}

function malformed(name: string, path: string): Issue {
  const repaired = asciiLowerCase(name.trim().replace(/:$/, '').replace(/\s+/g, '-'))
  const fix = isHeaderName(repaired) ? quoted(repaired) : `remove ${quoted(name)}`
  return { code: 'header-malformed', path, message: `${quoted(name)} is no header name`, fix, value: name }
}

function issue(code: IssueCode, name: string, path: string, message: string): Issue {
  return { code, path, message, fix: `remove ${quoted(name)}`, value: name }
}
