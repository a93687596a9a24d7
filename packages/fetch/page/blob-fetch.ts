/**
 * Fetches a `blob:` URL of this process. The model does not have blobs, so it refuses such URLs by their origin;
 * everything else that it decides stays.
 */
import { resolveObjectURL } from 'node:buffer'
import { MIMEType } from 'node:util'
import type { Outcome, RequestInput, VisibleResponse } from 'corskit/browser'
import { getHeader, type Header, toHeaderList } from 'corskit/protocol'
import { byteRange } from './byte-range.ts'

const SPEC = 'https://fetch.spec.whatwg.org/#scheme-fetch'

/** A `blob:` URL that could be of the page, and is not. */
export const NO_SUCH_BLOB = { networkError: 'no blob has this URL' }

/** How the model refuses a URL of another origin that is neither http nor https. */
const REFUSED_AS_FOREIGN: ReadonlySet<string> = new Set([
  'CorsDisabledScheme',
  'DisallowedByMode',
  'NoCorsRedirectModeNotFollow',
])

/**
 * *Blob URL entry*: looked up as the call is made, since script may revoke the URL right after it.
 * https://w3c.github.io/FileAPI/#blob-url-resolve
 */
export function blobOf(url: string): Blob | null {
  return url.startsWith('blob:') ? ((resolveObjectURL(url) as Blob | undefined) ?? null) : null
}

export interface BlobFetch {
  readonly outcome: Outcome
  readonly statusText: string
  /** The part that was asked for; `null` where script gets an error. */
  readonly blob: Blob | null
}

/** @returns `null` where the model refused for another reason than the URL */
export function fetchBlob(blob: Blob, input: RequestInput, refused: Outcome): BlobFetch | null {
  if (!REFUSED_AS_FOREIGN.has(refused.reason?.code ?? '')) return null
  const [url] = input.url.split('#') as [string]
  const answer = answerOf(blob, input)
  const isError = typeof answer === 'string'
  const detail = isError ? answer : 'a blob of this process'
  const outcome: Outcome = {
    ...(isError
      ? {
          verdict: 'unreachable',
          reason: { code: 'NetworkError', phase: 'actual', parameter: answer, url, spec: SPEC },
        }
      : { verdict: 'allowed', reason: null }),
    exchanges: [],
    steps: [...refused.steps.slice(0, -1), { rule: 'scheme fetch', spec: SPEC, passed: !isError, detail }],
    response: isError ? null : { type: 'basic', url, status: answer.status, headers: answer.headers },
    messages: { chromium: [], firefox: [], webkit: [] },
  }
  if (isError) return { outcome, statusText: '', blob: null }
  return { outcome, statusText: answer.statusText, blob: answer.blob }
}

interface BlobAnswer extends Pick<VisibleResponse, 'status' | 'headers'> {
  readonly statusText: string
  readonly blob: Blob
}

/** The steps for `blob`, or what is wrong. https://fetch.spec.whatwg.org/#scheme-fetch */
function answerOf(blob: Blob, { method = 'GET', headers, mode }: RequestInput): BlobAnswer | string {
  if (method.toUpperCase() !== 'GET') return `a blob: URL takes GET, not ${method}`
  const asked = mode === 'no-cors' ? null : getHeader(toHeaderList(headers), 'range') // which script cannot set in no-cors
  if (asked === null) return { status: 200, statusText: 'OK', headers: headersOf(blob, blob.type), blob }
  const range = byteRange(asked, blob.size)
  if (range === null) return `the blob of ${blob.size} bytes has no range ${JSON.stringify(asked)}`
  const part = blob.slice(range.start, range.end + 1, blob.type)
  const contentRange: Header = ['content-range', `bytes ${range.start}-${range.end}/${blob.size}`]
  const list = [...headersOf(part, blob.type), contentRange]
  return { status: 206, statusText: 'Partial Content', headers: list, blob: part }
}

/** Browsers leave out a type that is not valid. */
function headersOf({ size }: Blob, type: string): Header[] {
  return [
    ['content-length', String(size)],
    ['content-type', isMimeType(type) ? type : ''],
  ]
}

function isMimeType(type: string): boolean {
  try {
    return new MIMEType(type).essence !== ''
  } catch {
    return false
  }
}
