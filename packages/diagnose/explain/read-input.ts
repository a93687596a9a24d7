/**
 * Recognises the kind of a pasted text. When a HAR is too large for one text, the caller reads it entry by entry with
 * `readHarEntry`.
 */
import { readConsole } from './console-lines.ts'
import { readCopied } from './copied/copied-request.ts'
import { isCurl, isPowerShell, readCurl, readPowerShell } from './copied/curl.ts'
import { isFetchCall, readFetchCall } from './copied/fetch-call.ts'
import { readDevtools } from './devtools.ts'
import type { InputRead } from './explanation.ts'
import { readHar, readHarEntry } from './har.ts'
import { readSaidLines } from './said-lines.ts'

/** The kinds of input, for the sentence that lists them. */
export const READABLE =
  'console lines of Chromium, Firefox, Safari, jsdom or happy-dom; a HAR; a request copied as cURL, fetch or PowerShell; an issue or a protocol log of DevTools as JSON'

/** Why nothing was recognised, in a sentence. */
export type NotRead = { readonly why: string }

/**
 * Reads what a person has in the clipboard: console lines, a HAR, a copied curl or fetch, an issue or a log of
 * DevTools. Never throws.
 */
export function readInput(text: string): InputRead | NotRead {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed === '') return { why: 'it is empty' }
  if (/^[[{]/.test(trimmed)) {
    const read = readJson(trimmed)
    if (read !== null) return read
  }
  if (isCurl(trimmed)) {
    const copied = readCurl(trimmed)
    return copied === null ? { why: 'it is a curl call without a URL' } : readCopied('curl', copied)
  }
  if (isPowerShell(trimmed)) {
    const copied = readPowerShell(trimmed)
    if (copied !== null) return readCopied('curl', copied)
  }
  const console = readConsole(trimmed)
  if (console !== null) return console
  if (isFetchCall(trimmed)) {
    const copied = readFetchCall(trimmed)
    return copied === null ? { why: 'it is a call of fetch whose URL is not written out' } : readCopied('fetch', copied)
  }
  // Only used when no line is about CORS. Otherwise the other lines of a console do not matter.
  return (
    readSaidLines(trimmed) ?? {
      why: SAYS_NOTHING.test(trimmed) ? NOTHING_SAID : 'nothing in it is about a cross-origin request',
    }
  )
}

/** The error that script gets for every failure. */
const SAYS_NOTHING = /Failed to fetch|NetworkError when attempting to fetch|Load failed|AxiosError|Network Error/

const NOTHING_SAID =
  'script gets this sentence for every failure, and no reason; paste the red line above it in the console too, or run corskit check URL'

/** JSON as one value, or a value a line, as protocol logs are written. */
function readJson(text: string): InputRead | NotRead | null {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    const lines = jsonLines(text)
    if (lines.length > 1) return readDevtools(lines)
    // Console lines may begin with a bracket: `[Error] …`.
    return text.startsWith('{') ? { why: `it begins as JSON and breaks off: ${(error as Error).message}` } : null
  }
  const log = (data as { log?: { entries?: unknown; creator?: unknown } } | null)?.log
  if (Array.isArray(log?.entries)) {
    return readHar(
      log.entries.flatMap((entry) => readHarEntry(entry) ?? []),
      log.creator,
    )
  }
  return readDevtools(data) ?? { why: 'it is JSON, and neither a HAR nor an issue or a log of DevTools' }
}

function jsonLines(text: string): unknown[] {
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return []
    try {
      return [JSON.parse(line)]
    } catch {
      return []
    }
  })
}
