/** "Copy as cURL" (bash, cmd), and curl as people write it. */
import type { Header } from 'corskit/protocol'
import type { CopiedRequest } from './copied-request.ts'
import { curlParts } from './curl-options.ts'
import { shellCall } from './shell-words.ts'

const DATA = /^(data(-raw|-binary|-ascii|-urlencode)?|json|form(-string)?)$/

/** @returns why it cannot be read, in a sentence, where no request can be told from it */
export function readCurl(text: string): CopiedRequest | { readonly why: string } {
  const { words, isAll } = shellCall(text)
  const parts = curlParts(words.slice(1))
  const next = parts.findIndex((part) => part.kind === 'option' && part.name === 'next')
  const own = next < 0 ? parts : parts.slice(0, next)
  const unknown = own.find((part) => part.kind === 'unknown')
  if (unknown !== undefined) return { why: `it is a curl call with ${unknown.option}, which is not an option of curl` }
  const all = (...names: string[]) =>
    own.flatMap((part) => (part.kind === 'option' && names.includes(part.name) ? [part.value] : []))
  const has = (...names: string[]) => all(...names).length > 0
  const data = own.flatMap((part) => (part.kind === 'option' && DATA.test(part.name) ? [part] : []))
  const addresses = own.flatMap((part) =>
    part.kind === 'word' ? [part.text] : part.kind === 'option' && part.name === 'url' ? [part.value] : [],
  )
  const [address] = addresses
  if (address === undefined) return { why: 'it is a curl call without a URL' }
  const url = urlOf(address)
  if (url === null) return { why: 'it is a curl call with a word where its URL is expected' }
  const [upload] = all('upload-file')
  const implied = has('head') ? 'HEAD' : upload !== undefined ? 'PUT' : data.length > 0 && !has('get') ? 'POST' : 'GET'
  const lines = all('header')
  const type = has('get') ? undefined : data.map(({ name }) => typeOf(name)).at(-1)
  // What `-H` names, curl does not add itself.
  const named = new Set(lines.map(nameIn))
  const added = [...headersOf(own), ...(type === undefined ? [] : [['content-type', type] as const])]
  const headers = [...lines.flatMap(headerOf), ...added.filter(([name]) => !named.has(name))]
  const query = [...(has('get') ? data.map(({ value }) => value) : []), ...all('url-query')]
  return {
    url: withQuery(upload === undefined ? url : withFile(url, upload), query),
    method: all('request').at(-1) ?? implied,
    headers: lastOf(headers),
    sent: { headers: secretHeaders(all), body: data.map(({ value }) => value).join('\n') },
    hasCookies: has('cookie') || headers.some(([name]) => name === 'cookie'),
    isFirst: !isAll || next >= 0 || addresses.some((other, place) => place > 0 && /^https?:/i.test(other)),
  }
}

/** An address may have no scheme. A name without a dot, a port or a path is probably the value of something else. */
function urlOf(address: string): string | null {
  const text = address.trim().replace(/^<|>$/g, '')
  // A variable may hold a scheme.
  if (/^(?:[a-z]+:\/\/)?(?:\$|%\w|\{\{|<\w)/i.test(text)) return null
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : /[.:/[]|^localhost$/i.test(text) ? `http://${text}` : ''
  // The braces and brackets of curl, and variables of the shell, are left.
  return /^(?:https?|wss?):\/\/[^\s/?#]/i.test(url) ? url : null
}

/** The headers of other options than `-H`. */
function headersOf(parts: ReturnType<typeof curlParts>): Header[] {
  return parts.flatMap((part): Header[] => {
    if (part.kind !== 'option') return []
    const { name, value } = part
    if (name === 'user' || name === 'oauth2-bearer') return [['authorization', '']]
    if (name === 'range') return [['range', `bytes=${value}`]]
    return name === 'referer' ? [['referer', value.replace(/;auto$/, '')]] : []
  })
}

/** What these options send. `-u` makes `Authorization: Basic` of it. */
const secretHeaders = (all: (name: string) => string[]): Header[] => [
  ...all('cookie').map((value): Header => ['cookie', value]),
  ...all('user').flatMap((login): Header[] => [['authorization', login], ...login.split(':').map(asPassword)]),
  ...all('oauth2-bearer').map((value): Header => ['authorization', value]),
]

const asPassword = (part: string): Header => ['authorization', part]

function typeOf(option: string): string {
  if (option === 'json') return 'application/json'
  return option.startsWith('form') ? 'multipart/form-data' : 'application/x-www-form-urlencoded'
}

const nameIn = (line: string) =>
  line
    .replace(line.includes(':') ? /:.*$/s : /;.*$/s, '')
    .trim()
    .toLowerCase()

/** `Name;` is curl's way to send an empty value. `Name:` with nothing behind it is not sent. */
function headerOf(line: string): Header[] {
  if (/^[^:]+;\s*$/.test(line)) return [[nameIn(line), '']]
  const [, value = ''] = /^[^:]+:(.*)$/s.exec(line) ?? []
  return value.trim() === '' ? [] : [[nameIn(line), value.trim()]]
}

/** The last `Content-Type` counts; curl sends just one. */
function lastOf(headers: readonly Header[]): Header[] {
  const type = headers.findLast(([name]) => name === 'content-type')
  return headers.filter((header) => header[0] !== 'content-type' || header === type)
}

/** `-G -d a=1`. Where a part is read from a file, it is not known. */
function withQuery(url: string, parts: readonly string[]): string {
  const known = parts.filter((part) => !part.startsWith('@')).map((part) => part.replace(/^\+/, ''))
  if (known.length === 0) return url
  const [place = '', hash] = url.split('#', 2)
  return `${place}${place.includes('?') ? '&' : '?'}${known.join('&')}${hash === undefined ? '' : `#${hash}`}`
}

/** curl adds the name of the file to a URL that ends with a slash, or has no path. */
function withFile(url: string, file: string): string {
  const name = file.split('/').at(-1) ?? ''
  if (file === '-' || file === '.' || !/^https?:\/\/[^/?#]*(?:\/(?:[^?#]*\/)?)?$/i.test(url)) return url
  return `${url.endsWith('/') ? url : `${url}/`}${name}`
}
