/** *Scheme fetch* of a `data:` URL, the one scheme beside http(s) that needs nothing from outside. https://fetch.spec.whatwg.org/#scheme-fetch */
import { mimeTypeEssence } from '../../protocol/mime-type.ts'
import type { FetchContext } from '../state/context.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { FetchedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'

/** https://fetch.spec.whatwg.org/#data-url-processor; the body is left out, as everywhere in the model. */
export function fetchDataUrl(url: URL, context: FetchContext): FetchedResponse | NetworkError {
  const content = url.href.slice('data:'.length)
  const comma = content.indexOf(',')
  if (comma < 0) {
    const detail = 'a data: URL needs a comma'
    return context.fail(RULES.schemeFetch, detail, { code: 'InvalidUrl', phase: 'request', url: url.href })
  }
  const written = content
    .slice(0, comma)
    .trim()
    .replace(/; *base64$/i, '')
  const type = written.startsWith(';') ? `text/plain${written}` : written
  context.pass(RULES.schemeFetch, 'a data: URL carries its own content')
  return {
    status: 200,
    headers: [['content-type', mimeTypeEssence(type) === null ? 'text/plain;charset=US-ASCII' : type]],
    kind: 'response',
  }
}
