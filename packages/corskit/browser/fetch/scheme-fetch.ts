/**
 * *Scheme fetch* of a `data:` URL: the only scheme beside http(s) that needs nothing from outside the model.
 * https://fetch.spec.whatwg.org/#scheme-fetch
 */
import type { Header } from '../../protocol/header-list.ts'
import { mimeTypeEssence } from '../../protocol/mime-type.ts'
import type { FetchContext } from '../state/context.ts'
import { withoutFragment } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { FetchedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'

/**
 * https://fetch.spec.whatwg.org/#data-url-processor. As everywhere, the model leaves the body out and knows only its
 * length.
 */
export function fetchDataUrl(url: URL, context: FetchContext): FetchedResponse | NetworkError {
  const content = withoutFragment(url).slice('data:'.length)
  const comma = content.indexOf(',')
  if (comma < 0) return fail(url, context, 'a data: URL needs a comma')
  const before = content.slice(0, comma).trim()
  const written = before.replace(BASE64, '')
  const length = lengthOf(content.slice(comma + 1), written !== before)
  if (length === null) return fail(url, context, 'the content of the data: URL is not base64')
  const type = written.startsWith(';') ? `text/plain${written}` : written
  context.pass(RULES.schemeFetch, 'a data: URL carries its own content')
  const headers: Header[] = [['content-type', mimeTypeEssence(type) === null ? 'text/plain;charset=US-ASCII' : type]]
  if (context.profile.dataUrlsHaveLength) headers.push(['content-length', String(length)])
  return { status: 200, headers, kind: 'response' }
}

const BASE64 = /; *base64$/i

function fail(url: URL, context: FetchContext, detail: string): NetworkError {
  return context.fail(RULES.schemeFetch, detail, { code: 'InvalidUrl', phase: 'request', url: withoutFragment(url) })
}

/** The number of bytes of the content, or `null` when it should be base64 and is not. */
function lengthOf(content: string, isBase64: boolean): number | null {
  const bytes = content.replace(/%[0-9a-f]{2}/gi, (written) =>
    String.fromCharCode(Number.parseInt(written.slice(1), 16)),
  )
  if (!isBase64) return bytes.length
  try {
    return atob(bytes).length
  } catch {
    return null
  }
}
