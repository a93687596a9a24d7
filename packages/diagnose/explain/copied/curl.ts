/** "Copy as cURL" (bash, cmd), curl as people write it, and "Copy as PowerShell". */
import type { Header } from 'corskit/protocol'
import type { CopiedRequest } from './copied-request.ts'
import { shellWords } from './shell-words.ts'

/** Options with a value that do not matter for CORS. */
const WITH_VALUE: ReadonlySet<string> = new Set([
  '-o',
  '--output',
  '--max-time',
  '-m',
  '--connect-timeout',
  '--cacert',
  '--cert',
  '--key',
  '-x',
  '--proxy',
  '--resolve',
  '--connect-to',
  '-w',
  '--write-out',
  '--retry',
  '-T',
  '--upload-file',
  '-E',
  '--ciphers',
  '-c',
  '--cookie-jar',
  '--limit-rate',
  '--interface',
  '-r',
  '--range',
  '-K',
  '--config',
  '-D',
  '--dump-header',
])
const DATA: ReadonlySet<string> = new Set([
  '-d',
  '--data',
  '--data-raw',
  '--data-binary',
  '--data-ascii',
  '--data-urlencode',
  '--json',
  '-F',
  '--form',
  '--form-string',
])

export const isCurl = (text: string): boolean => /^\s*(?:[$>#]\s*)?curl(?:\.exe)?\s/.test(text)

/** `null` without a URL. */
export function readCurl(text: string): CopiedRequest | null {
  const words = shellWords(text.trim().replace(/^[$>#]\s*/, '')).slice(1)
  let url: string | null = null
  let method: string | null = null
  let hasData = false
  let asksHead = false
  let asksGet = false
  let hasCookies = false
  const headers: Header[] = []
  for (let at = 0; at < words.length; at++) {
    const { option, value } = splitOption(words[at] as string)
    const next = () => value ?? words[++at] ?? ''
    if (option === null) url ??= words[at] as string
    else if (option === '-X' || option === '--request') method = next()
    else if (option === '-H' || option === '--header') headers.push(...headerOf(next()))
    else if (option === '-b' || option === '--cookie') {
      next()
      hasCookies = true
    } else if (option === '-A' || option === '--user-agent' || option === '-e' || option === '--referer') next()
    else if (option === '-u' || option === '--user') {
      next()
      headers.push(['authorization', ''])
    } else if (DATA.has(option)) {
      next()
      hasData = true
      if (option === '--json') headers.push(['content-type', 'application/json'])
      else if (option === '-F' || option === '--form') headers.push(['content-type', 'multipart/form-data'])
      else if (!headers.some(([name]) => name === 'content-type'))
        headers.push(['content-type', 'application/x-www-form-urlencoded'])
    } else if (option === '-I' || option === '--head') asksHead = true
    else if (option === '-G' || option === '--get') asksGet = true
    else if (option === '--url') url = next()
    else if (WITH_VALUE.has(option)) next()
  }
  if (url === null) return null
  const implied = asksHead ? 'HEAD' : hasData && !asksGet ? 'POST' : 'GET'
  return {
    url: /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`,
    method: method ?? implied,
    headers: lastOf(headers),
    hasCookies: hasCookies || headers.some(([name]) => name === 'cookie'),
  }
}

/** `--data=x`, `-XPUT`: an option with its value. */
function splitOption(word: string): { option: string | null; value: string | null } {
  if (!word.startsWith('-') || word === '-') return { option: null, value: null }
  if (word.startsWith('--')) {
    const equals = word.indexOf('=')
    return equals < 0 ? { option: word, value: null } : { option: word.slice(0, equals), value: word.slice(equals + 1) }
  }
  const letter = word.slice(0, 2)
  return /^-[XHdbAeuFoxmTcwErKD]/.test(letter) && word.length > 2
    ? { option: letter, value: word.slice(2) }
    : { option: letter, value: null }
}

function headerOf(line: string): Header[] {
  const colon = line.indexOf(':')
  return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]]
}

/** The last `Content-Type` counts; curl sends just one. */
function lastOf(headers: readonly Header[]): Header[] {
  const type = headers.findLast(([name]) => name === 'content-type')
  return headers.filter((header) => header[0] !== 'content-type' || header === type)
}

export const isPowerShell = (text: string): boolean => /\b(?:Invoke-(?:WebRequest|RestMethod)|iwr\s|irm\s)/i.test(text)

const QUOTED = `"((?:[^"\`]|\`[^])*)"|'((?:[^']|'')*)'`

export function readPowerShell(text: string): CopiedRequest | null {
  const argument = (name: string): string | null =>
    wordOf(new RegExp(`-${name}[\\s:]+(?:${QUOTED}|([^\\s"'\`;|]+))`, 'i').exec(text))
  const place = new RegExp(`(?:Invoke-\\w+|\\biwr|\\birm)\\s+(?:${QUOTED}|(https?:[^\\s"'\`;|]+))`, 'i')
  const url = argument('Uri') ?? wordOf(place.exec(text))
  if (url === null) return null
  const headers: Header[] = []
  const pair = new RegExp(`(?:^|[{;\\n])[ \\t\\r]*["']?([\\w-]+)["']?\\s*=\\s*(?:${QUOTED})`, 'g')
  for (const found of text.matchAll(pair)) headers.push([(found[1] ?? '').toLowerCase(), wordOf(found.slice(1)) ?? ''])
  const type = argument('ContentType')
  if (type !== null) headers.push(['content-type', type])
  return {
    url,
    method: argument('(?:Custom)?Method') ?? (/-Body\s/i.test(text) ? 'POST' : 'GET'),
    headers,
    hasCookies: /\.Cookies\.Add/i.test(text),
  }
}

/** What stands in double quotes, in single quotes, or without them. */
function wordOf(found: readonly (string | undefined)[] | null): string | null {
  const [, double, single, bare] = found ?? []
  return double?.replace(/`(.)/g, '$1') ?? single?.replaceAll("''", "'") ?? bare ?? null
}
