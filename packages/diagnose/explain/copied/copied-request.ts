/** A request that was copied without its answer: curl, fetch, PowerShell. */
import { getHeader, type Header } from 'corskit/protocol'
import { listItems } from '../../words/list-items.ts'
import type { FailureFound, InputKind, InputRead } from '../explanation.ts'
import { scriptHeaders } from '../script-headers.ts'

export interface CopiedRequest {
  readonly url: string
  readonly method: string
  /** Names in lower case. */
  readonly headers: readonly Header[]
  readonly hasCookies: boolean
  /** Known only if the copied text says it. */
  readonly credentials?: 'omit' | 'same-origin' | 'include'
}

export function readCopied(kind: InputKind, written: CopiedRequest): InputRead {
  const copied = behindPreflight(written)
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
        headers: scriptHeaders(headers),
        credentials: copied.credentials ?? (hasCookies ? 'include' : 'same-origin'),
      },
      outcome: null,
      message: null,
    },
    missing: [...(origin === null ? ['the page’s origin'] : []), 'what the server answers'],
  }
  return { input: { kind }, failures: [failure] }
}

/**
 * A preflight that was sent by hand is replaced by the request that it announces. No page sends `OPTIONS` with the
 * headers of a preflight.
 */
function behindPreflight(copied: CopiedRequest): CopiedRequest {
  const method = getHeader(copied.headers, 'access-control-request-method')
  if (copied.method.toUpperCase() !== 'OPTIONS' || method === null) return copied
  const asked = listItems(getHeader(copied.headers, 'access-control-request-headers')).map((name) => name.toLowerCase())
  const own = copied.headers.filter(([name]) => name === 'origin' || name === 'referer')
  return { ...copied, method, headers: [...own, ...asked.map((name): Header => [name, USUAL_VALUE[name] ?? ''])] }
}

/** A preflight asks for a content type only where no form could send it. */
const USUAL_VALUE: Readonly<Record<string, string>> = { 'content-type': 'application/json' }
