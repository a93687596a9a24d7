/** The options of `check`: its own, and those of curl, which people know by heart or have in the clipboard. */
import type { ParseArgsOptionsConfig } from 'node:util'
import { CURL_OPTIONS, curlOption } from '@corskit/diagnose'
import type { ParsedOptions } from '../command-line/options.ts'

const TEXT = { type: 'string' } as const
const TEXTS = { type: 'string', multiple: true } as const
const SWITCH = { type: 'boolean' } as const

/** These are accepted without effect: a browser does the same by itself, or it changes nothing that matters here. */
const WITHOUT_EFFECT = `
  compressed location location-trusted silent show-error include verbose fail fail-with-body fail-early disable
  globoff http1.1 http2 connect-timeout no-progress-meter progress-bar no-buffer no-keepalive keepalive-time
  tcp-nodelay tcp-fastopen styled-output write-out dump-header cookie-jar junk-session-cookies remote-name
  remote-header-name remote-time output-dir create-dirs no-clobber stderr trace trace-ascii trace-time retry
  retry-delay retry-max-time retry-all-errors retry-connrefused max-redirs limit-rate max-filesize speed-limit
  speed-time proto proto-redir basic tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tls-max ssl ssl-reqd ssl-no-revoke
  no-sessionid no-alpn http2-prior-knowledge happy-eyeballs-timeout-ms expect100-timeout parallel`

/** These cannot be done; the text says what to write instead. */
export const REFUSED: Readonly<Record<string, string>> = {
  'connect-to': '--connect-to: expected --resolve HOST:PORT:ADDRESS, which says where a name leads',
  'upload-file': '-T: a page sends a file as a body: -X PUT --data-binary @file',
  config: '-K: files of options are not read; write the options themselves',
  next: '--next: check judges one request; call it once for each',
  'request-target': '--request-target: a page cannot choose it: a browser sends the path and the query of the URL',
  'path-as-is': '--path-as-is: a browser resolves . and .. in a path before it sends it; leave the option out',
  'proto-default': '--proto-default: write the URL with its scheme, as in https://api.example.com/users',
  ipv4: '-4: expected --resolve HOST:PORT:ADDRESS with an IPv4 address; a browser takes whichever family answers',
  ipv6: '-6: expected --resolve HOST:PORT:ADDRESS with an IPv6 address; a browser takes whichever family answers',
  interface: '--interface: a page cannot choose it; leave the option out',
  'unix-socket': '--unix-socket: a browser reaches servers by TCP only; let the server listen on a port',
  'abstract-unix-socket':
    '--abstract-unix-socket: a browser reaches servers by TCP only; let the server listen on a port',
  'http0.9': '--http0.9: expected --http1.1 or --http2, or neither',
  'http1.0': '--http1.0: expected --http1.1 or --http2, or neither',
  http3: '--http3: check speaks HTTP/1.1 and HTTP/2; the rules of CORS are the same in HTTP/3',
  'http3-only': '--http3-only: check speaks HTTP/1.1 and HTTP/2; the rules of CORS are the same in HTTP/3',
  digest: "--digest: a page cannot answer such a challenge; give the header itself: -H 'Authorization: …'",
  ntlm: "--ntlm: a page cannot answer such a challenge; give the header itself: -H 'Authorization: …'",
  negotiate: "--negotiate: a page cannot answer such a challenge; give the header itself: -H 'Authorization: …'",
  anyauth: "--anyauth: a page cannot answer a challenge; give the header itself: -H 'Authorization: …'",
  'aws-sigv4': '--aws-sigv4: requests are not signed; give the headers themselves with -H',
  netrc: '-n: no .netrc is read; give the user with -u',
  'netrc-file': '--netrc-file: no .netrc is read; give the user with -u',
  'netrc-optional': '--netrc-optional: no .netrc is read; give the user with -u',
  cert: '-E: certificates of the client are not sent',
  key: '--key: certificates of the client are not sent',
  'time-cond': "-z: write the header itself: -H 'If-Modified-Since: …'",
  noproxy: '--noproxy: a proxy is used with -x only; leave both out',
  socks5: '--socks5: expected -x URL of a proxy that speaks HTTP',
  'socks5-hostname': '--socks5-hostname: expected -x URL of a proxy that speaks HTTP',
  socks4: '--socks4: expected -x URL of a proxy that speaks HTTP',
  version: '-V: expected corskit --version',
}

export const OPTIONS: ParseArgsOptionsConfig = {
  origin: TEXT,
  method: { ...TEXT, short: 'X' },
  request: TEXT,
  header: { ...TEXTS, short: 'H' },
  data: { ...TEXTS, short: 'd' },
  'data-raw': TEXTS,
  'data-binary': TEXTS,
  'data-ascii': TEXTS,
  'data-urlencode': TEXTS,
  form: { ...TEXTS, short: 'F' },
  get: { ...SWITCH, short: 'G' },
  head: { ...SWITCH, short: 'I' },
  user: { ...TEXT, short: 'u' },
  cookie: { ...TEXTS, short: 'b' },
  'user-agent': { ...TEXT, short: 'A' },
  referer: { ...TEXT, short: 'e' },
  url: TEXTS,
  credentials: TEXT,
  mode: TEXT,
  as: TEXT,
  engine: TEXT,
  'page-address': TEXT,
  permission: TEXT,
  'no-probe': SWITCH,
  stack: TEXT,
  json: SWITCH,
  'show-secrets': SWITCH,
  timeout: TEXT,
  'max-time': { ...TEXT, short: 'm' },
  insecure: { ...SWITCH, short: 'k' },
  cacert: TEXTS,
  resolve: TEXTS,
  proxy: { ...TEXT, short: 'x' },
  'proxy-user': { ...TEXT, short: 'U' },
  'oauth2-bearer': TEXT,
  'url-query': TEXTS,
  'form-string': TEXTS,
  range: { ...TEXT, short: 'r' },
  output: { ...TEXTS, short: 'o' },
  help: { ...SWITCH, short: 'h' },
  ...Object.fromEntries(
    [...WITHOUT_EFFECT.trim().split(/\s+/), ...Object.keys(REFUSED)].map((name) => [name, asInCurl(name)]),
  ),
}

export function notesOnCurl(options: ParsedOptions): string[] {
  const notes: string[] = []
  if (options.has('user')) notes.push('-u: sent as a page would send it, in the header Authorization that script sets')
  if (options.all('cookie').some((text) => !text.includes('='))) notes.push('-b: files of cookies are not read')
  if (options.has('output') || options.has('remote-name'))
    notes.push(`${options.has('output') ? '-o' : '-O'}: bodies are not downloaded, and no file is written`)
  return notes
}

/** As `util.parseArgs` takes it. */
function asInCurl(name: string): NonNullable<ParseArgsOptionsConfig[string]> {
  const option = curlOption(name)
  if (option === null) throw new TypeError(`${name} is not an option of curl`)
  return {
    ...(option.hasValue ? TEXTS : SWITCH),
    ...(option.short === null ? {} : { short: option.short }),
  }
}

/** What is said of an option that curl has and `check` has not. Those of WITHOUT_EFFECT and REFUSED are known. */
export function onlyInCurl(rawName: string): string | null {
  const isLong = rawName.startsWith('--')
  const option = isLong ? curlOption(rawName.slice(2)) : CURL_OPTIONS.find(({ short }) => `-${short}` === rawName)
  if (option === undefined || option === null) return null
  return `${rawName}: ${isLong ? 'an option of curl' : `curl's --${option.name}`} that check does not have; leave it out`
}
