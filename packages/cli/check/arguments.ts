/** `corskit check`: makes a request out of the words of the command line. */
import { behindPreflight, copiedElement, copiedMode } from '@corskit/diagnose'
import type { AddressSpace, Engine, RequestInput } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import { stackOf } from '../causes/stack-option.ts'
import { certificatesFile } from '../command-line/named-file.ts'
import { oneOf, type ParsedOptions, parseOptions } from '../command-line/options.ts'
import { named } from '../command-line/secrets.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { headerFile } from '../request/header-file.ts'
import { parseNameMap } from '../request/name-map.ts'
import { assumedOrigin, parsePageOrigin } from '../request/page-origin.ts'
import { parseProxy } from '../request/proxy-option.ts'
import { type GivenBody, parseBody, urlEncodedOrFile } from '../request/request-body.ts'
import { parseRequestHeaders, type RequestHeaders } from '../request/request-headers.ts'
import { methodNote, parseRequestMethod } from '../request/request-method.ts'
import { parseTargetUrl } from '../request/target-url.ts'
import type { HttpProxy, NameMap } from '../transport/wire.ts'
import { notesOnCurl, OPTIONS, onlyInCurl, REFUSED } from './known-options.ts'

export interface CheckCall {
  readonly input: RequestInput
  readonly engine: Engine
  /** Whether more requests may be sent, to find out why the first one was blocked. */
  readonly probe: boolean
  /** The stack for which fixes are written; `undefined` to recognise it from the answers. */
  readonly stack: string | undefined
  readonly json: boolean
  readonly showSecrets: boolean
  /** How many milliseconds one exchange may take: for the connection, and then for the answer. */
  readonly timeout: { readonly connection: number; readonly answer: number }
  readonly insecure: boolean
  /** Extra certificate authorities in PEM. */
  readonly authorities: readonly string[]
  readonly names: NameMap
  readonly proxy: HttpProxy | null
  /** The network of the page; `null` to derive it from the page's origin. */
  readonly pageAddress: AddressSpace | null
  readonly permission: 'granted' | 'denied' | 'prompt'
  /** Notes for the user: what was assumed, and which parts of the call have no effect. */
  readonly notes: readonly string[]
}

/**
 * WebKit gives up after a minute without an answer, the others later. A connection gets ten seconds, because nobody
 * waits longer for one.
 */
const DEFAULT_TIMEOUT = { connection: 10_000, answer: 60_000 } as const
const MAX_TIMEOUT_SECONDS = 600

/** Other names of the engines. */
const BROWSERS = new Map<string, Engine>([
  ...['chrome', 'blink', 'edge', 'brave', 'opera', 'vivaldi', 'android'].map((name) => [name, 'chromium'] as const),
  ...['gecko', 'mozilla', 'ff'].map((name) => [name, 'firefox'] as const),
  ...['safari', 'ios', 'iphone', 'ipad', 'epiphany'].map((name) => [name, 'webkit'] as const),
])

export function parseCheckArguments(args: readonly string[]): CheckCall | 'help' {
  const options = parseOptions('check', args, OPTIONS, onlyInCurl)
  if (options.has('help')) return 'help'
  for (const [name, instead] of Object.entries(REFUSED)) if (options.has(name)) throw new UsageError(instead)
  const given = parseRequestHeaders(headerLines(options))
  const body = parseBody(options)
  const url = targetOf(options, body)
  const notes: string[] = notesOnCurl(options)
  const origin = pageOrigin(options, given, url, notes)
  const behind = behindPreflight({ method: methodOf(options, null), headers: given.headers })
  const headers =
    behind === null
      ? [...scriptHeaders(given, notes), ...typeHeader(body, given)]
      : announced(
          parseRequestHeaders(behind.headers.map(([name, value]) => (value === '' ? `${name};` : `${name}: ${value}`))),
          notes,
        )
  const sent = options.has('get') || behind !== null ? null : body
  const method = parseRequestMethod(behind?.method ?? methodOf(options, sent))
  if (behind !== null) notes.push(preflightNote(method, headers))
  const note = methodNote(method)
  if (note !== null) notes.push(note)
  const credentials = wordOrNull(options, 'credentials', ['omit', 'same-origin', 'include'])
  const element = wordOrNull(options, 'as', ELEMENTS)
  const chosen = wordOrNull(options, 'mode', ['cors', 'no-cors'])
  const copied = element === null && chosen === null ? copiedInput(method, given, notes) : null
  const mode = chosen ?? copied?.mode ?? null
  const settings = { ...(mode === null ? {} : { mode }), ...(credentials === null ? {} : { credentials }) }
  const asked = { method, headers, credentials: 'same-origin', mode: 'cors', ...settings } as const
  return {
    input: {
      origin,
      url: url.href,
      ...(copied?.initiator !== undefined
        ? { initiator: copied.initiator }
        : element === null
          ? asked
          : elementOf(element, asked, settings)),
      ...(sent === null ? {} : { body: sent.body }),
    },
    engine: oneOf(
      '--engine',
      options.one('engine') ?? 'standard',
      ['standard', 'chromium', 'firefox', 'webkit'],
      BROWSERS,
    ),
    probe: !options.has('no-probe'),
    stack: stackOf(options.one('stack')),
    json: options.has('json'),
    showSecrets: options.has('show-secrets'),
    timeout: timeoutOf(options),
    insecure: options.has('insecure'),
    authorities: options.all('cacert').map((path) => certificatesFile('cacert', path)),
    names: parseNameMap(options.all('resolve')),
    proxy: parseProxy(options.one('proxy'), options.one('proxy-user')),
    pageAddress: wordOrNull(options, 'page-address', ['public', 'local', 'loopback']),
    permission: wordOrNull(options, 'permission', ['granted', 'denied', 'prompt']) ?? 'prompt',
    notes,
  }
}

/** What `--as` may be. A beacon is a POST with a body, as `-d` makes it. */
const ELEMENTS = ['img', 'script', 'module', 'stylesheet', 'font', 'audio', 'video', 'eventsource'] as const

/** What no page can choose for an element is a mistake of the call. */
function elementOf(
  initiator: (typeof ELEMENTS)[number],
  { method, headers }: Pick<RequestInput, 'method'> & { readonly headers: readonly Header[] },
  settings: Pick<RequestInput, 'mode' | 'credentials'>,
): Pick<RequestInput, 'initiator' | 'mode' | 'credentials'> {
  const [first] = headers
  if (method !== 'GET' || first !== undefined) {
    const what = first === undefined ? `the method ${method}` : `the header ${first[0]}`
    throw new UsageError(`--as ${initiator}: expected a call without ${what}: a page cannot choose it for this element`)
  }
  return { initiator, ...settings }
}

/** Headers that browsers set, and hardly anybody writes by hand. */
const OF_BROWSERS = /^(?:sec-|accept$|accept-language$|upgrade|user-agent$|ping-|referer$)/

/** A request that was copied from a browser says its mode; what a page made without CORS is not judged by its rules. */
function copiedInput(
  method: string,
  { headers }: RequestHeaders,
  notes: string[],
): Pick<RequestInput, 'initiator' | 'mode'> | null {
  const mode = copiedMode(method, headers)
  if (mode !== 'no-cors' && mode !== 'same-origin') return null
  if (!headers.some(([name]) => OF_BROWSERS.test(name))) return null
  const sent = headers.find(([name]) => name === 'sec-fetch-mode')?.[1] ?? 'navigate'
  const initiator = copiedElement(method, headers, mode)
  const how = initiator === null ? `in the mode ${mode}` : `with --as ${initiator}`
  notes.push(`judged ${how}: it was copied with the mode ${sent}; --mode cors asks as fetch does`)
  return initiator === null ? { mode } : { initiator }
}

function wordOrNull<const Word extends string>(
  options: ParsedOptions,
  name: string,
  words: readonly Word[],
): Word | null {
  const value = options.one(name)
  return value === undefined ? null : oneOf(`--${name}`, value, words)
}

function targetOf(options: ParsedOptions, body: GivenBody | null): URL {
  const [word, ...words] = options.positionals
  // A copied call begins with the name of the program.
  const [first, ...others] = [...options.all('url'), ...(word === 'curl' ? words : options.positionals)]
  if (first === undefined) throw new UsageError('check expects a URL: corskit check https://api.example.com/users')
  if (others.length > 0) throw tooMany([first, ...others], options)
  const url = parseTargetUrl(first)
  const inQuery = [
    ...(options.has('get') && typeof body?.body === 'string' ? [body.body] : []),
    ...options.all('url-query').map((text) => (text.startsWith('+') ? text.slice(1) : urlEncodedOrFile(text))),
  ]
  if (inQuery.length > 0) url.search = [...(url.search === '' ? [] : [url.search]), ...inQuery].join('&')
  return url
}

function tooMany(words: readonly string[], options: ParsedOptions): UsageError {
  if (options.has('json') && words.some((word) => /^\s*[[{"@]/.test(word)))
    return new UsageError(
      "--json prints the outcome as JSON; what curl's --json DATA does is -d DATA -H 'content-type: application/json'",
    )
  if (words.every((word) => /^https?:/i.test(word)))
    return new UsageError(`check expects one URL, got ${words.length}: call it once for each`)
  const dash = words.find((word) => /^[\u2010-\u2015\u2212]/.test(word))
  if (dash !== undefined)
    return new UsageError(`${named(dash)} begins with a dash, which is not a hyphen: options begin with - or --`)
  const hint = "a value with spaces is quoted, as in -H 'Name: value'"
  return new UsageError(`check expects one URL, got ${words.length} words without an option: ${hint}`)
}

/** As curl does: data without a method means POST. */
function methodOf(options: ParsedOptions, body: GivenBody | null): string {
  const named = options.one('method') ?? options.one('request')
  if (named !== undefined) return named
  if (options.has('head')) return 'HEAD'
  return body === null ? 'GET' : 'POST'
}

/** The headers of `-H`, and those that have an option of their own in curl. */
function headerLines(options: ParsedOptions): string[] {
  const user = options.one('user')
  const cookies = options.all('cookie').filter((text) => text.includes('='))
  return [
    ...options.all('header').flatMap(headerFile),
    ...(user === undefined ? [] : [`Authorization: Basic ${Buffer.from(user).toString('base64')}`]),
    ...options.all('oauth2-bearer').map((token) => `Authorization: Bearer ${token}`),
    ...options.all('range').map((range) => `Range: bytes=${range}`),
    ...cookies.map((text) => `Cookie: ${text}`),
    ...options.all('user-agent').map((text) => `User-Agent: ${text}`),
    ...options.all('referer').map((text) => `Referer: ${text}`),
  ]
}

function typeHeader(body: GivenBody | null, { headers }: RequestHeaders): Header[] {
  if (body === null || body.type === null || headers.some(([name]) => name === 'content-type')) return []
  return [['content-type', body.type]]
}

/**
 * Headers that the browser adds to every request. In a request that was copied from a browser they stand beside the
 * headers of the script.
 */
const OF_THE_BROWSER = /^(user-agent|cache-control|pragma|priority|dnt|upgrade-insecure-requests)$/

function scriptHeaders({ headers, dropped }: RequestHeaders, notes: string[]): Header[] {
  const isCopied = headers.some(([name]) => /^sec-(fetch|ch-ua)/.test(name))
  const own = isCopied ? headers.filter(([name]) => OF_THE_BROWSER.test(name)).map(([name]) => name) : []
  const gone = [...new Set(dropped)].filter((name) => name !== 'origin')
  const [are, they] = gone.length === 1 ? ['header', 'script may not set it'] : ['headers', 'script may not set them']
  if (gone.length > 0) notes.push(`a browser drops the ${are} ${gone.join(', ')}: ${they}`)
  if (own.length > 0)
    notes.push(`${own.join(', ')} are left out: the request was copied from a browser, which sets them by itself`)
  return headers.filter(([name]) => name !== 'origin' && !own.includes(name))
}

/** The headers that a preflight asks for; a browser asks for none that script may not set. */
function announced({ headers, dropped }: RequestHeaders, notes: string[]): Header[] {
  return scriptHeaders({ headers: headers.filter(([name]) => name !== 'referer'), dropped }, notes)
}

function preflightNote(method: string, headers: readonly Header[]): string {
  const names = headers.map(([name]) => name).join(', ')
  return `this is a preflight sent by hand; the request behind it is judged: ${method}${names === '' ? '' : ` with ${names}`}`
}

/** In a call of curl, `-H 'Origin: …'` says the page's origin. */
function pageOrigin(options: ParsedOptions, { headers }: RequestHeaders, url: URL, notes: string[]): string {
  const inHeader = headers.find(([name]) => name === 'origin')?.[1]
  const given = options.one('origin')
  if (given !== undefined) {
    const origin = parsePageOrigin(given)
    if (inHeader !== undefined && inHeader !== origin)
      notes.push('the Origin of -H is left out: --origin says where the page is from')
    return origin
  }
  if (inHeader !== undefined) {
    const origin = parsePageOrigin(inHeader)
    notes.push(`the page is taken to be at ${origin}, the Origin of -H`)
    return origin
  }
  const referer = headers.find(([name]) => name === 'referer')?.[1] ?? ''
  if (/^https?:\/\//i.test(referer) && URL.canParse(referer)) {
    const page = new URL(referer).origin
    notes.push(`the page is taken to be at ${page}, the Referer of the call`)
    return page
  }
  const origin = assumedOrigin(url)
  notes.push(`no --origin given: assuming a page at ${origin}`)
  return origin
}

function timeoutOf(options: ParsedOptions): CheckCall['timeout'] {
  const text = options.one('timeout') ?? options.one('max-time')
  if (text === undefined) return DEFAULT_TIMEOUT
  const seconds = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0
  if (seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS) return { connection: seconds * 1000, answer: seconds * 1000 }
  throw new UsageError(`--timeout ${named(text)}: expected seconds, more than 0 and at most ${MAX_TIMEOUT_SECONDS}`)
}
