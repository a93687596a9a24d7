/** The head of an answer, or the failure that the command tells. */
import { type HeadFault, readResponseHead } from 'corskit/protocol'
import type { Failure } from './failure.ts'
import type { WireResponse } from './wire.ts'

/** `more`: the head is not complete. */
export type HeadSoFar = WireResponse | { readonly failure: Failure } | 'more'

/** @param received every byte so far, one character each  @param ended whether the server has closed the connection */
export function readHead(received: string, ended: boolean, isTls: boolean): HeadSoFar {
  const head = readResponseHead(received, ended, isTls)
  if (head === 'more') return head
  if ('fault' in head) return { failure: { kind: kindOf(head.fault), ...head.fault } }
  return { status: head.status, headers: head.headers }
}

function kindOf({ code }: HeadFault): Failure['kind'] {
  return code === 'ECONNRESET' || code === 'HEADERS_TRUNCATED' ? 'dropped' : 'http'
}
