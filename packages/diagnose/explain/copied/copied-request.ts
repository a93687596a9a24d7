/** A request that was copied without its answer: curl, fetch, PowerShell. */
import { getHeader, type Header } from 'corskit/protocol'
import { behindPreflight } from '../../words/behind-preflight.ts'
import type { FailureFound, InputKind, InputRead } from '../explanation.ts'
import { pageOrigin } from '../page-origin.ts'
import { scriptHeaders } from '../script-headers.ts'

export interface CopiedRequest {
  readonly url: string
  readonly method: string
  /** Names in lower case. */
  readonly headers: readonly Header[]
  readonly hasCookies: boolean
  /** Whether other requests stand behind it in the text. */
  readonly isFirst?: boolean
  /** What of the request the text does not say. */
  readonly unread?: readonly string[]
  /** Known only if the copied text says it. */
  readonly credentials?: 'omit' | 'same-origin' | 'include'
}

export function readCopied(kind: InputKind, written: CopiedRequest): InputRead {
  const copied = behindPreflight(written) ?? written
  const { url, method, headers, hasCookies } = copied
  const origin = pageOrigin(getHeader(headers, 'origin')) ?? pageOrigin(getHeader(headers, 'referer'))
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
    missing: [
      ...(origin === null ? ['the page’s origin'] : []),
      'what the server answers',
      ...(written.unread ?? []),
      ...(written.isFirst === true ? ['the requests behind the first one, which alone was read'] : []),
    ],
  }
  return { input: { kind }, failures: [failure] }
}
