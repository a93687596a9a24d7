/** What a call of XMLHttpRequest asks of the model, as that of `@corskit/fetch` gathers it. */
import type { RequestInput } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import { withUtf8 } from '../../packages/fetch/xhr/answer/xhr-mime-type.ts'
import { addHeader, headersAsSet, readOpening } from '../../packages/fetch/xhr/xhr-opening.ts'
import type { CallWay } from '../scenario.ts'

export function xhrInput(request: RequestInput, by: CallWay): RequestInput {
  const { method = 'GET', url, headers, body = null, credentials, ...rest } = request
  const opening = readOpening([method, url], url)
  const written = (Array.isArray(headers) ? headers : Object.entries(headers ?? {})) as Header[]
  for (const [name, value] of written) addHeader(opening, name, value)
  const sent = opening.method === 'GET' || opening.method === 'HEAD' ? null : body
  const type = opening.headers.get('content-type')
  if (typeof sent === 'string' && type !== null) opening.headers.set('content-type', withUtf8(type))
  return {
    ...rest,
    url: opening.url,
    method: opening.method,
    headers: headersAsSet(opening),
    credentials: credentials === 'include' ? 'include' : 'same-origin',
    body: sent,
    initiator: 'xmlhttprequest',
    ...(by === 'xhr-upload' ? { useCorsPreflight: true } : {}),
  }
}
