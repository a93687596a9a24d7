/**
 * Recognises the kind of a pasted text. When a HAR is too large for one text, the caller reads it entry by entry with
 * `readHarEntry`.
 */
import { readConsole } from './console-lines.ts'
import { type Printed, readCopied, readWebSocketCall, readWithAnswers } from './copied/copied-request.ts'
import { readCurl } from './copied/curl.ts'
import { curlCalls, isCurl } from './copied/curl-in-text.ts'
import { printedAnswers, printedBody, printedError } from './copied/curl-output.ts'
import { isFetchCall, readFetchCall } from './copied/fetch-call.ts'
import { isPowerShell, readPowerShell } from './copied/powershell.ts'
import { readDevtools } from './devtools/devtools.ts'
import { readIssuesTab } from './devtools/issues-tab.ts'
import type { FailureFound, InputRead } from './explanation.ts'
import { readHar, readHarEntry } from './har.ts'
import { withReasonBeside } from './lines/reason-beside.ts'
import { withoutRepeatedLinks } from './lines/repeated-links.ts'
import { whyNotRead } from './not-read.ts'
import { isOfServer, readSaidLines } from './said/said-lines.ts'

/** The kinds of input, for the sentence that lists them. */
export const READABLE =
  'console lines of Chromium, Firefox, Safari, jsdom or happy-dom; a HAR; a request copied as cURL, fetch or PowerShell; an issue of DevTools (JSON, or the text of the Issues tab) or a protocol log'

/** Why nothing was recognised, in a sentence. */
export type NotRead = { readonly why: string }

/**
 * Reads what a person has in the clipboard: console lines, a HAR, a copied curl or fetch, an issue or a log of
 * DevTools. Never throws.
 */
export function readInput(text: string): InputRead | NotRead {
  const trimmed = withoutRepeatedLinks(text.replace(/^\uFEFF/, '').trim())
  if (trimmed === '') return { why: 'it is empty' }
  if (/^[[{]/.test(trimmed)) {
    const read = readJson(trimmed)
    if (read !== null) return read
  }
  const fenced = FENCE.exec(trimmed)?.[1]
  const inFence = fenced === undefined ? null : readJson(fenced)
  if (inFence !== null && !('why' in inFence)) return inFence
  if (isCurl(trimmed)) {
    const copied = readCurl(trimmed.replace(/^[$>#]\s*/, ''))
    return 'why' in copied ? copied : readWithAnswers(copied, printedIn(trimmed))
  }
  if (isPowerShell(trimmed)) {
    const copied = readPowerShell(trimmed)
    if (copied !== null) return readCopied('curl', copied)
  }
  const console = readLines(trimmed)
  const issues = readIssuesTab(trimmed)
  // The advice of an issue has words that are a line of another engine.
  if (console !== null && (issues === null || console.failures.some(({ evidence }) => evidence.request.url !== '')))
    return console
  if (issues !== null) return issues
  const called = curlIn(trimmed)
  if (called !== null) return called
  if (isFetchCall(trimmed)) {
    const copied = readFetchCall(trimmed)
    if (copied !== null) return 'why' in copied ? copied : readCopied('fetch', copied)
  }
  // Only used when no line is about CORS. Otherwise the other lines of a console do not matter.
  const said = readSaidLines(trimmed)
  if (said !== null) return said
  const socket = readWebSocketCall(trimmed)
  if (socket !== null) return socket
  const why = whyNotRead(trimmed)
  const copied = why === null ? readFetchCall(trimmed) : null
  if (copied === null) return { why: why ?? 'nothing in it is about a cross-origin request' }
  return 'why' in copied ? copied : readCopied('fetch', copied)
}

/** JSON in a fence of Markdown, behind a few lines of text. */
const FENCE = /^(?:[^[{\n]{0,300}\n){0,20}?[ \t]*```\w{0,10}[ \t]*\n([[{].*?)\n[ \t]*```/s

/** Of several calls in a text, the first that can be read. */
function curlIn(text: string): InputRead | NotRead | null {
  const read = curlCalls(text).map(readCurl)
  const copied = read.find((one) => !('why' in one)) ?? read[0]
  if (copied === undefined) return null
  return 'why' in copied ? copied : readWithAnswers(copied, printedIn(text))
}

/** Behind several calls, it is not known whose answer is whose. */
function printedIn(text: string): Printed {
  const [call = text, ...others] = curlCalls(text)
  if (others.length > 0) return { answers: [], body: '', error: null }
  return { answers: printedAnswers(text), body: printedBody(call), error: printedError(text) }
}

/** JSON as one value, or a value a line, as protocol logs are written. */
function readJson(text: string): InputRead | NotRead | null {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    const lines = jsonLines(text)
    if (lines.length > 1) return readDevtoolsOrLines(lines)
    // Console lines may begin with a bracket: `[Error] …`.
    if (!text.startsWith('{')) return null
    const why = mistakeInJson(text, error as Error)
    // `{'level': 'SEVERE', 'message': "…"}` of Python, and a value with more behind it.
    return linesIn([text, ...lines.flatMap((line) => textsIn(line))]) ?? linesIn([unescaped(text)]) ?? { why }
  }
  const log = (data as { log?: { entries?: unknown; creator?: unknown } } | null)?.log
  if (Array.isArray(log?.entries)) {
    return readHar(
      log.entries.flatMap((entry) => readHarEntry(entry) ?? []),
      log.creator,
    )
  }
  return (
    readDevtoolsOrLines(data) ?? {
      why:
        whyNotRead(text) ??
        'it is JSON, and neither a HAR nor an issue or a log of DevTools, and no text in it is a console line about CORS',
    }
  )
}

/** Not V8's own sentence, which repeats the text around the mistake: a secret may stand there. */
function mistakeInJson(text: string, { message }: Error): string {
  const [, position] = /at position (\d+)/.exec(message) ?? []
  const isAtEnd = position !== undefined && Number(position) >= text.trimEnd().length
  if (isAtEnd || /^(?:Unexpected end|Unterminated string)/.test(message)) return 'it begins as JSON and breaks off'
  const where = position === undefined ? '' : `: the mistake is at character ${Number(position) + 1}`
  return `it begins as JSON and is none${where}`
}

/** An issue or a log of DevTools, or a log of something else. */
function readDevtoolsOrLines(data: unknown): InputRead | NotRead | null {
  const read = readDevtools(data)
  return read !== null && !('why' in read) ? read : (linesIn(textsIn(data)) ?? read)
}

/** Console lines that a log of something else repeats: of a logger, a crash reporter, a driver of browsers. */
function linesIn(texts: readonly string[]): InputRead | null {
  const text = texts.join('\n')
  return readLines(text) ?? readSaidLines(text)
}

/** `null` when no line is about CORS. */
function readLines(text: string): InputRead | null {
  const read = readConsole(text)
  if (read === null) return null
  // `Error: Blocked by CORS policy` of a server has words of Chromium.
  const said = read.failures.every(hasNoReason) ? readSaidLines(text) : null
  return said?.failures.some(({ evidence }) => isOfServer(evidence.said)) ? said : withReasonBeside(read, text)
}

const hasNoReason = ({ evidence: { message, request } }: FailureFound) => message?.code === null && request.url === ''

const MAX_DEPTH = 100

/** The texts in a value; where a text is JSON itself, those in it. */
function textsIn(data: unknown, depth = 0): string[] {
  if (depth > MAX_DEPTH || data === null) return []
  if (typeof data === 'object') return Object.values(data).flatMap((value) => textsIn(value, depth + 1))
  if (typeof data !== 'string') return []
  const inner = /^\s*[[{"]/.test(data) ? parsed(data) : null
  if (inner !== null) return textsIn(inner, depth + 1)
  // Drivers of Chromium put the line in quotes, with its line breaks written out.
  return [/\\["'nu]/.test(data) ? unescaped(data) : data]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Escapes of JSON, Python and JavaScript, however often they were escaped again. */
function unescaped(text: string): string {
  return text
    .replace(/(?<!\\)\\+u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/(?<!\\)\\+n/g, '\n')
    .replace(/(?<!\\)\\+(["'/])/g, '$1')
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
