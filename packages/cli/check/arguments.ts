/** `corskit check`: from the words of the command line to a request that may be sent. */
import type { Engine, RequestInput } from 'corskit/browser'
import { oneOf, type ParsedOptions, parseOptions } from '../command-line/options.ts'
import { quoted, UsageError } from '../command-line/usage-error.ts'
import { assumedOrigin, parsePageOrigin } from './page-origin.ts'
import { parseRequestHeaders } from './request-headers.ts'
import { methodNote, parseRequestMethod } from './request-method.ts'
import { parseTargetUrl } from './target-url.ts'

export interface CheckCall {
  readonly input: RequestInput
  readonly engine: Engine
  readonly json: boolean
  /** Milliseconds for one exchange. */
  readonly timeout: number
  readonly insecure: boolean
  /** What was assumed, or will not happen as written. */
  readonly notes: readonly string[]
}

const OPTIONS = {
  origin: { type: 'string' },
  method: { type: 'string', short: 'X' },
  header: { type: 'string', short: 'H', multiple: true },
  data: { type: 'string', short: 'd' },
  credentials: { type: 'string' },
  mode: { type: 'string' },
  engine: { type: 'string' },
  json: { type: 'boolean' },
  timeout: { type: 'string' },
  insecure: { type: 'boolean', short: 'k' },
  help: { type: 'boolean', short: 'h' },
} as const

const DEFAULT_TIMEOUT_SECONDS = 10
const MAX_TIMEOUT_SECONDS = 600

export function parseCheckArguments(args: readonly string[]): CheckCall | 'help' {
  const options = parseOptions('check', args, OPTIONS)
  if (options.has('help')) return 'help'
  const url = onlyUrl(options.positionals)
  const notes: string[] = []
  const origin = pageOrigin(options, url, notes)
  const { headers, dropped } = parseRequestHeaders(options.all('header'))
  for (const name of dropped) notes.push(`a browser drops the header ${name}: script may not set it`)
  const data = options.one('data')
  // As curl does: data without a method means POST.
  const method = parseRequestMethod(options.one('method') ?? (data === undefined ? 'GET' : 'POST'))
  const note = methodNote(method)
  if (note !== null) notes.push(note)
  return {
    input: {
      origin,
      url: url.href,
      method,
      headers,
      credentials: oneOf('--credentials', options.one('credentials') ?? 'same-origin', [
        'omit',
        'same-origin',
        'include',
      ]),
      mode: oneOf('--mode', options.one('mode') ?? 'cors', ['cors', 'no-cors']),
      ...(data === undefined ? {} : { body: data }),
    },
    engine: oneOf('--engine', options.one('engine') ?? 'standard', ['standard', 'chromium', 'firefox', 'webkit']),
    json: options.has('json'),
    timeout: timeoutOf(options.one('timeout')),
    insecure: options.has('insecure'),
    notes,
  }
}

function onlyUrl([first, second]: readonly string[]): URL {
  if (first === undefined) throw new UsageError('check expects a URL: corskit check https://api.example.com/users')
  if (second !== undefined) throw new UsageError(`check expects one URL, got ${quoted(second)} after ${quoted(first)}`)
  return parseTargetUrl(first)
}

function pageOrigin(options: ParsedOptions, url: URL, notes: string[]): string {
  const given = options.one('origin')
  if (given !== undefined) return parsePageOrigin(given)
  const origin = assumedOrigin(url)
  notes.push(`no --origin given: assuming a page at ${origin}`)
  return origin
}

function timeoutOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_TIMEOUT_SECONDS * 1000
  const seconds = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0
  if (seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS) return seconds * 1000
  throw new UsageError(`--timeout ${quoted(text)}: expected seconds, more than 0 and at most ${MAX_TIMEOUT_SECONDS}`)
}
