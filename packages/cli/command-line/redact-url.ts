/**
 * Hides what may be secret in a URL: user name, password, query, fragment, parameters of the path. Any character may
 * stand in it, because people paste URLs that nobody has encoded.
 */

import { redactKnownTokens } from './redaction/known-tokens.ts'
import { REDACTED } from './redaction/redacted.ts'

/** `;jsessionid=…` in a path. https://www.rfc-editor.org/rfc/rfc3986#section-3.3 */
const PATH_PARAMETER = /(?<!>)(;[^\s;=/<>?#]{1,100}=)(?!https?:)[^;/<>?#]+/gi

/** @param text a URL and nothing else, absolute or relative */
export function redactUrl(text: string): string {
  // A URL parser takes these out. https://url.spec.whatwg.org/#concept-basic-url-parser
  const url = text.replace(/[\t\n\r]+/g, '').replace(/^[\0- ]+|[\0- ]+$/g, '')
  const [, head = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(withoutUser(url)) ?? []
  const place = head.replace(/\/.*$/s, (path) => path.replace(PATH_PARAMETER, `$1${REDACTED}`))
  const query = /^\?[^#]/.test(rest) ? `?${REDACTED}` : rest.startsWith('?') ? '?' : ''
  const hash = rest.indexOf('#')
  const fragment = hash < 0 ? '' : hash === rest.length - 1 ? '#' : `#${REDACTED}`
  return redactKnownTokens(place + query + fragment)
}

/** `http:` and `https:` with a host are parsed with any number of slashes, also with none. */
const AUTHORITY = /^([^?#]*?(?:https?:[/\\]*|[/\\]{2,}))(.*)@/is
/** `ada:secret@host`, without a scheme. */
const BARE_LOGIN = /^()(?!https?:)([^\s/\\?#:@]*:(?![/\\]{2}).*)@(?=[\w[(.-])/is

function withoutUser(url: string): string {
  const [found = '', start = '', user = ''] = loginOf(url)
  if (found === '') return url
  if (mayBeUser(user, url.slice(found.length))) return `${start}${REDACTED}@${url.slice(found.length)}`
  // An @ of the query is not the end of a user name.
  const [head = ''] = /^[^?#]*/.exec(url) ?? []
  return head.length === url.length ? url : withoutUser(head) + url.slice(head.length)
}

const loginOf = (url: string) => BARE_LOGIN.exec(url) ?? AUTHORITY.exec(url) ?? []

/**
 * Whether this, before the last @, may be a user name and a password. Nobody has to encode the password that is pasted
 * here, so a slash, a question mark or a hash may stand in it: `user:pass/word@host`. More is hidden rather than less.
 */
function mayBeUser(text: string, behind: string): boolean {
  const end = text.search(/[/\\?#]/)
  if (end < 0) return true
  const authority = text.slice(0, end)
  const [, host] = /^(\[[^\]]*\]|[^:@]+):\d{1,5}$/.exec(authority) ?? []
  // `ada:1234`: a name without a dot may be a user. `cdn.example.com:8443/vue@3.5.0` has a port.
  if (host !== undefined) {
    if (CERTAIN_HOST.test(host)) return false
    return !host.includes('.') || (!/[?#]/.test(text) && HOST_BEHIND.test(behind))
  }
  if (authority.includes(':') && !/^\[[^\]]*\]$/.test(authority)) return true
  return /[/\\]/.test(text.charAt(end)) && /^[^?#]*:[^?#]*$/.test(text)
}

const CERTAIN_HOST = /^(?:(?:.*\.)?localhost|\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/i
const HOST_BEHIND = /^(?:(?:[\w-]+\.)+[a-z]{2,}(?![\w-])|[\w-]+:\d|\d{1,3}(?:\.\d{1,3}){3}(?!\d)|\[)/i

/**
 * The parts of a password with such signs. A URL parser takes them for a path or a query, so they stand there in what
 * it gives.
 */
export function loginParts(url: string): string[] {
  const [found = '', , user = ''] = loginOf(url)
  if (!/[/\\?#]/.test(user) || !mayBeUser(user, url.slice(found.length))) return []
  const password = user.replace(/^[^:]*:/, '')
  // A parser encodes some of the other signs too.
  return [password, ...password.split(/[/\\?#@:;&=]+/), ...password.split(/[^\w.~-]+/)]
}

/** `ada:secret@host` in a sentence. Before a version, such words are names of packages. */
const LOGIN =
  /(?<![\w.%+/\\:\]-]|\[(?=:))((?!npm:|jsr:|file:|https?:)[\w.%+-]{0,100}:(?![/\\]{2})\S{1,500})@(?=[\w[(.-])/gi

function redactLogins(text: string): string {
  // Most texts of a long recording have none, and the expression is slow.
  if (!text.includes('@')) return text
  return text.replace(LOGIN, (found, user: string, at: number) =>
    mayBeUser(user, text.slice(at + found.length, at + found.length + 300)) ? `${REDACTED}@` : found,
  )
}

/** @param text the value of a header or of a field: it may be a URL, or have one in it, and then it ends with that */
export function redactValue(text: string): string {
  const shown = redactLogins(text)
  const start = shown.search(/(?:[a-z][a-z0-9+.-]{0,30}:)?[/\\]{2}|https?:|[?#]/i)
  return redactKnownTokens(start < 0 ? shown : shown.slice(0, start) + redactUrl(shown.slice(start)))
}

/** Looks for the colon first: from each letter of a text, the scheme would be looked for up to thirty times. */
const SCHEME = /:[/\\]{2,}(?<=([a-z0-9+.-]{1,30}):[/\\]+)/gi

/** Every URL of a sentence without user name, password, query and fragment. More is hidden rather than less. */
export function redactUrls(written: string): string {
  const text = redactLogins(written)
  let shown = ''
  let at = 0
  const between = (part: string) => (at === 0 ? redactPaths(part) : redactQueries(part))
  for (const { 1: scheme = '', index: colon } of text.matchAll(SCHEME)) {
    const index = colon - scheme.length
    // Inside of the URL before.
    if (index < at) continue
    const end = endOfUrl(text, index)
    const url = text.slice(index, end)
    const hidden = isPattern(text.slice(Math.max(0, index - 4), index), url) ? redactPattern(url) : redactInText(url)
    shown += between(text.slice(at, index)) + hidden
    at = end
  }
  return redactKnownTokens(shown + between(text.slice(at)))
}

/** The query and the fragment of a path without a host, as servers log it: `/items?token=S`. Code has no such place. */
function redactPaths(text: string): string {
  return text.replace(/(?<=[\w/.~%-][?#])(?!\[redacted\])[\w%[\]-][\w.%[\]-]{0,99}=(?!=)\S+/g, REDACTED)
}

/**
 * `/^https:\/\/(www\.)?example\.com$/`, `https://${isProd ? 'app' : 'dev'}…`: in a RegExp and in a template, most
 * question marks begin no query. JSON escapes only slashes.
 */
const isPattern = (before: string, url: string) =>
  /\^[(?:]*$/.test(before) || url.includes('${') || (/^[\w+.-]{1,30}\??:\\\/\\\//.test(url) && /\\[.dw]/.test(url))

function redactPattern(text: string): string {
  return redactKnownTokens(redactQueries(withoutUser(text)))
}

/** Behind a URL: the rest of it, where a space cut it in two. */
function redactQueries(text: string): string {
  return text.replace(/([?&#])(?!\[redacted\])[^\s=&?#]{0,100}=\S+/g, `$1${REDACTED}`)
}

const CLOSING: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '`': '`',
  '‘': '’',
  '“': '”',
  '„': '“”',
  '«': '»',
  '‹': '›',
  '<': '>',
  '(': ')',
  '[': ']',
  '「': '」',
  '『': '』',
  '《': '》',
}

/** In quotes, a URL ends at the quote that something other than a letter follows; otherwise at a space. */
function endOfUrl(text: string, start: number): number {
  const closing = CLOSING[text[start - 1] ?? ''] ?? ''
  if (closing !== '')
    for (let at = start; at < text.length && text[at] !== '\n'; at++)
      if (closing.includes(text[at] as string) && /^[\s.,;:)\]}>'"`’”\\]?$/.test(text[at + 1] ?? '')) return at
  const space = text.slice(start).search(/[ \t\n\r]/)
  return space < 0 ? text.length : start + space
}

/** A full stop, a comma or a bracket at the end belongs to the sentence around the URL. */
function redactInText(text: string): string {
  const tail = /[.,;:)\]]*$/.exec(text.replaceAll(REDACTED, 'redacted'))?.[0] ?? ''
  return redactUrl(text.slice(0, text.length - tail.length)) + tail
}
