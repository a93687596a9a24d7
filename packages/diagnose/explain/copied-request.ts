/** A request that was copied without its answer: curl, fetch, PowerShell. */
import { getHeader, type Header, isForbiddenRequestHeader } from 'corskit/protocol'
import type { FailureFound, InputKind, InputRead } from './explanation.ts'

export interface CopiedRequest {
  readonly url: string
  readonly method: string
  /** Names in lower case. */
  readonly headers: readonly Header[]
  readonly hasCookies: boolean
  /** Where the copy says so itself. */
  readonly credentials?: 'omit' | 'same-origin' | 'include'
}

/** Headers that a browser adds by itself, beside those that script may not set. */
const OWN_HEADERS =
  /^(user-agent|accept|accept-language|accept-encoding|cache-control|pragma|priority|sec-.*|upgrade-insecure-requests|if-none-match|if-modified-since)$/

export function readCopied(kind: InputKind, copied: CopiedRequest): InputRead {
  const { url, method, headers, hasCookies } = copied
  const referer = getHeader(headers, 'referer')
  const fromReferer = referer !== null && URL.canParse(referer) ? new URL(referer).origin : null
  const origin = getHeader(headers, 'origin') ?? fromReferer
  const failure: FailureFound = {
    evidence: {
      request: {
        method: method.toUpperCase() === 'PATCH' ? method : method.toUpperCase(),
        url,
        origin,
        headers: headers.filter(([name, value]) => !OWN_HEADERS.test(name) && !isForbiddenRequestHeader(name, value)),
        credentials: copied.credentials ?? (hasCookies ? 'include' : 'same-origin'),
      },
      outcome: null,
      message: null,
    },
    missing: [...(origin === null ? ['the page’s origin'] : []), 'what the server answers'],
  }
  return { input: { kind }, failures: [failure] }
}
