/**
 * HAR, as Chromium, Firefox, Safari, Playwright, Charles and mitmproxy write it.
 * http://www.softwareishard.com/blog/har-12-spec/
 */
import { getHeader, type Header } from 'corskit/protocol'
import type { InputRead } from './explanation.ts'
import { cancelledWarnings } from './recorded/cancelled.ts'
import type { RecordedExchange } from './recorded/exchange.ts'
import { failuresIn } from './recorded/failures.ts'
import { recordedInitiator } from './recorded/initiator.ts'

/** Keeps the heads, and the beginning of the request's body. `null` when the entry is not a request over http. */
export function readHarEntry(entry: unknown): RecordedExchange | null {
  const { request, response, ...rest } = objectOf(entry)
  const asked = objectOf(request)
  const answered = objectOf(response)
  const written = asked['url']
  const method = asked['method']
  if (typeof written !== 'string' || typeof method !== 'string' || !/^\s*https?:/i.test(written)) return null
  // Programs that are not browsers write `https://api.example.com` and `/größe`. What may have a password stays as it
  // is: it would be hidden no longer where a part of it is taken for a path.
  const url = URL.canParse(written) && !written.includes('@') ? new URL(written).href : written
  const requestHeaders = withCookies(headersOf(asked['headers']), asked['cookies'])
  const error = textOf(answered['_error']) ?? textOf(answered['_failureText']) ?? textOf(rest['_error'])
  return {
    method,
    url: url.split('#', 1)[0] as string,
    requestHeaders,
    status: typeof answered['status'] === 'number' && answered['status'] > 0 ? answered['status'] : 0,
    responseHeaders: withLocation(headersOf(answered['headers']), textOf(answered['redirectURL'])),
    responseBody: errorOf(answered),
    error,
    corsError: null,
    hasCookies: getHeader(requestHeaders, 'cookie') !== null,
    requestBody: bodyOf(asked['postData']),
    initiator: recordedInitiator(requestHeaders, rest['_resourceType']),
    type: textOf(rest['_resourceType']),
    isOfServiceWorker: [rest, answered].some(isOfServiceWorker),
    pageOrigin: refererOf(requestHeaders, rest['_resourceType']),
  }
}

/** @param creator of the log, where it is known */
export function readHar(entries: readonly RecordedExchange[], creator: unknown): InputRead {
  const { name, version } = objectOf(creator)
  const warnings = cancelledWarnings(entries)
  const source = [name, version].flatMap((part) => productPart(part) ?? []).join(' ')
  return {
    input: {
      kind: 'har',
      ...(source === '' ? {} : { source }),
      requests: entries.length,
      ...(warnings.length === 0 ? {} : { warnings }),
    },
    failures: failuresIn(entries),
  }
}

/** As Chromium writes it, in the answer, and Safari. */
const isOfServiceWorker = (one: Record<string, unknown>) =>
  one['_fetchedViaServiceWorker'] === true || one['_fetchType'] === 'Service Worker'

/** Programs call themselves `WebInspector`, `Playwright`, `537.36`; anything else is not repeated. */
const productPart = (part: unknown): string | null =>
  typeof part === 'string' && /^[A-Za-z\d][\w .()/+-]{0,39}$/.test(part) && !/[A-Za-z\d]{24}/.test(part) ? part : null

/** In Chromium's recordings, a request that was stopped before it was sent has no `Origin`. */
function refererOf(headers: readonly Header[], type: unknown): string | null {
  const referer = type === 'fetch' || type === 'xhr' || type === 'eventsource' ? getHeader(headers, 'referer') : null
  return referer !== null && URL.canParse(referer) ? new URL(referer).origin : null
}

const objectOf = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function headersOf(list: unknown): Header[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((one): Header[] => {
    const { name, value } = objectOf(one)
    if (typeof name !== 'string' || typeof value !== 'string') return []
    // Safari and Charles join lines of one name by a line break.
    return value.split('\n').map((line): Header => [name.toLowerCase(), line.trim()])
  })
}

/** Cookies may be in a field of their own. */
function withCookies(headers: Header[], cookies: unknown): Header[] {
  if (!Array.isArray(cookies) || cookies.length === 0 || getHeader(headers, 'cookie') !== null) return headers
  const pairs = cookies.map(objectOf).map(({ name, value }) => `${String(name)}=${String(value)}`)
  return [...headers, ['cookie', pairs.join('; ')]]
}

const LONGEST_BODY = 64 * 1024
const BASE64 = /^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/

/** The text, and the values of a form, which some programs write as a list. */
function bodyOf(data: unknown): string | null {
  const { text, params } = objectOf(data)
  const values = Array.isArray(params) ? params.map((one) => textOf(objectOf(one)['value']) ?? '') : []
  const parts = [textOf(text) ?? '', ...values].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join('\n').slice(0, LONGEST_BODY)
}

/** What an answer with the status of an error says. Other bodies are not kept. */
function errorOf({ status, statusText, content }: Record<string, unknown>): string | null {
  if (typeof status !== 'number' || status < 400) return null
  const { encoding, text } = objectOf(content)
  const body = textOf(text)?.slice(0, LONGEST_BODY) ?? ''
  const plain = encoding === 'base64' && BASE64.test(body) ? atob(body) : body
  return [textOf(statusText) ?? '', plain].join('\n')
}

/** Some programs write `Location` in a field of its own, and not among the headers. */
const withLocation = (headers: Header[], redirect: string | null): Header[] =>
  redirect === null || getHeader(headers, 'location') !== null ? headers : [...headers, ['location', redirect]]
