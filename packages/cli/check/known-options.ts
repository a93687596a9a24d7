/** The options of `check`: its own, and those of curl, which people know by heart or have in the clipboard. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { ParsedOptions } from '../command-line/options.ts'

const TEXT = { type: 'string' } as const
const TEXTS = { type: 'string', multiple: true } as const
const SWITCH = { type: 'boolean' } as const

/** These are accepted without effect: a browser does the same by itself, or it changes nothing that matters here. */
const WITHOUT_EFFECT = {
  compressed: SWITCH,
  location: { ...SWITCH, short: 'L' },
  'location-trusted': SWITCH,
  silent: { ...SWITCH, short: 's' },
  'show-error': { ...SWITCH, short: 'S' },
  include: { ...SWITCH, short: 'i' },
  verbose: { ...SWITCH, short: 'v' },
  fail: { ...SWITCH, short: 'f' },
  'fail-with-body': SWITCH,
  'fail-early': SWITCH,
  disable: { ...SWITCH, short: 'q' },
  globoff: { ...SWITCH, short: 'g' },
  'http1.1': SWITCH,
  http2: SWITCH,
  'connect-timeout': TEXTS,
  'no-progress-meter': SWITCH,
  'progress-bar': { ...SWITCH, short: '#' },
  'no-buffer': { ...SWITCH, short: 'N' },
  'no-keepalive': SWITCH,
  'keepalive-time': TEXTS,
  'tcp-nodelay': SWITCH,
  'tcp-fastopen': SWITCH,
  'styled-output': SWITCH,
  'write-out': { ...TEXTS, short: 'w' },
  'dump-header': { ...TEXTS, short: 'D' },
  'cookie-jar': { ...TEXTS, short: 'c' },
  'junk-session-cookies': { ...SWITCH, short: 'j' },
  'remote-name': { ...SWITCH, short: 'O' },
  'remote-header-name': { ...SWITCH, short: 'J' },
  'remote-time': { ...SWITCH, short: 'R' },
  'output-dir': TEXTS,
  'create-dirs': SWITCH,
  'no-clobber': SWITCH,
  stderr: TEXTS,
  trace: TEXTS,
  'trace-ascii': TEXTS,
  'trace-time': SWITCH,
  retry: TEXTS,
  'retry-delay': TEXTS,
  'retry-max-time': TEXTS,
  'retry-all-errors': SWITCH,
  'retry-connrefused': SWITCH,
  'max-redirs': TEXTS,
  'limit-rate': TEXTS,
  'max-filesize': TEXTS,
  'speed-limit': { ...TEXTS, short: 'Y' },
  'speed-time': { ...TEXTS, short: 'y' },
  proto: TEXTS,
  'proto-redir': TEXTS,
  basic: SWITCH,
  tlsv1: { ...SWITCH, short: '1' },
  'tlsv1.0': SWITCH,
  'tlsv1.1': SWITCH,
  'tlsv1.2': SWITCH,
  'tlsv1.3': SWITCH,
  'tls-max': TEXTS,
  ssl: SWITCH,
  'ssl-reqd': SWITCH,
  'ssl-no-revoke': SWITCH,
  'no-sessionid': SWITCH,
  'no-alpn': SWITCH,
  'http2-prior-knowledge': SWITCH,
  'happy-eyeballs-timeout-ms': TEXTS,
  'expect100-timeout': TEXTS,
  parallel: { ...SWITCH, short: 'Z' },
} as const

/** These cannot be done; the text says what to write instead. */
export const REFUSED = {
  'connect-to': {
    option: TEXTS,
    instead: '--connect-to: expected --resolve HOST:PORT:ADDRESS, which says where a name leads',
  },
  'upload-file': {
    option: { ...TEXT, short: 'T' },
    instead: '-T: a page sends a file as a body: -X PUT --data-binary @file',
  },
  config: {
    option: { ...TEXTS, short: 'K' },
    instead: '-K: files of options are not read; write the options themselves',
  },
  next: { option: { ...SWITCH, short: ':' }, instead: '--next: check judges one request; call it once for each' },
  'request-target': {
    option: TEXT,
    instead: '--request-target: a page cannot choose it: a browser sends the path and the query of the URL',
  },
  'path-as-is': {
    option: SWITCH,
    instead: '--path-as-is: a browser resolves . and .. in a path before it sends it; leave the option out',
  },
  'proto-default': {
    option: TEXT,
    instead: '--proto-default: write the URL with its scheme, as in https://api.example.com/users',
  },
  ipv4: {
    option: { ...SWITCH, short: '4' },
    instead: '-4: expected --resolve HOST:PORT:ADDRESS with an IPv4 address; a browser takes whichever family answers',
  },
  ipv6: {
    option: { ...SWITCH, short: '6' },
    instead: '-6: expected --resolve HOST:PORT:ADDRESS with an IPv6 address; a browser takes whichever family answers',
  },
  interface: { option: TEXT, instead: '--interface: a page cannot choose it; leave the option out' },
  'unix-socket': {
    option: TEXT,
    instead: '--unix-socket: a browser reaches servers by TCP only; let the server listen on a port',
  },
  'abstract-unix-socket': {
    option: TEXT,
    instead: '--abstract-unix-socket: a browser reaches servers by TCP only; let the server listen on a port',
  },
  'http0.9': { option: SWITCH, instead: '--http0.9: expected --http1.1 or --http2, or neither' },
  'http1.0': { option: { ...SWITCH, short: '0' }, instead: '--http1.0: expected --http1.1 or --http2, or neither' },
  http3: {
    option: SWITCH,
    instead: '--http3: check speaks HTTP/1.1 and HTTP/2; the rules of CORS are the same in HTTP/3',
  },
  'http3-only': {
    option: SWITCH,
    instead: '--http3-only: check speaks HTTP/1.1 and HTTP/2; the rules of CORS are the same in HTTP/3',
  },
  digest: {
    option: SWITCH,
    instead: "--digest: a page cannot answer such a challenge; give the header itself: -H 'Authorization: …'",
  },
  ntlm: {
    option: SWITCH,
    instead: "--ntlm: a page cannot answer such a challenge; give the header itself: -H 'Authorization: …'",
  },
  negotiate: {
    option: SWITCH,
    instead: "--negotiate: a page cannot answer such a challenge; give the header itself: -H 'Authorization: …'",
  },
  anyauth: {
    option: SWITCH,
    instead: "--anyauth: a page cannot answer a challenge; give the header itself: -H 'Authorization: …'",
  },
  'aws-sigv4': { option: TEXT, instead: '--aws-sigv4: requests are not signed; give the headers themselves with -H' },
  netrc: { option: { ...SWITCH, short: 'n' }, instead: '-n: no .netrc is read; give the user with -u' },
  'netrc-file': { option: TEXT, instead: '--netrc-file: no .netrc is read; give the user with -u' },
  'netrc-optional': { option: SWITCH, instead: '--netrc-optional: no .netrc is read; give the user with -u' },
  cert: { option: { ...TEXT, short: 'E' }, instead: '-E: certificates of the client are not sent' },
  key: { option: TEXT, instead: '--key: certificates of the client are not sent' },
  'time-cond': { option: { ...TEXT, short: 'z' }, instead: "-z: write the header itself: -H 'If-Modified-Since: …'" },
  noproxy: { option: TEXT, instead: '--noproxy: a proxy is used with -x only; leave both out' },
  socks5: { option: TEXT, instead: '--socks5: expected -x URL of a proxy that speaks HTTP' },
  'socks5-hostname': { option: TEXT, instead: '--socks5-hostname: expected -x URL of a proxy that speaks HTTP' },
  socks4: { option: TEXT, instead: '--socks4: expected -x URL of a proxy that speaks HTTP' },
  version: { option: { ...SWITCH, short: 'V' }, instead: '-V: expected corskit --version' },
} as const

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
  'connect-to': TEXTS,
  'upload-file': { ...TEXT, short: 'T' },
  'oauth2-bearer': TEXT,
  'url-query': TEXTS,
  'form-string': TEXTS,
  range: { ...TEXT, short: 'r' },
  output: { ...TEXTS, short: 'o' },
  help: { ...SWITCH, short: 'h' },
  ...WITHOUT_EFFECT,
  ...Object.fromEntries(Object.entries(REFUSED).map(([name, { option }]) => [name, option])),
}

export function notesOnCurl(options: ParsedOptions): string[] {
  const notes: string[] = []
  if (options.has('user')) notes.push('-u: sent as a page would send it, in the header Authorization that script sets')
  if (options.all('cookie').some((text) => !text.includes('='))) notes.push('-b: files of cookies are not read')
  if (options.has('output') || options.has('remote-name'))
    notes.push(`${options.has('output') ? '-o' : '-O'}: bodies are not downloaded, and no file is written`)
  return notes
}
