/** The options of `check`: its own, and those of curl that people have in their fingers or in the clipboard. */
import type { ParsedOptions } from '../command-line/options.ts'

const TEXT = { type: 'string' } as const
const TEXTS = { type: 'string', multiple: true } as const
const SWITCH = { type: 'boolean' } as const

export const OPTIONS = {
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
  // From here on: a browser does so by itself, or it changes nothing that is looked at.
  compressed: SWITCH,
  location: { ...SWITCH, short: 'L' },
  silent: { ...SWITCH, short: 's' },
  'show-error': { ...SWITCH, short: 'S' },
  include: { ...SWITCH, short: 'i' },
  verbose: { ...SWITCH, short: 'v' },
  fail: { ...SWITCH, short: 'f' },
  output: { ...TEXT, short: 'o' },
  'http1.1': SWITCH,
  http2: SWITCH,
  'connect-timeout': TEXT,
  help: { ...SWITCH, short: 'h' },
} as const

/** What cannot be done, and what to write instead. */
export const REFUSED: Readonly<Record<string, string>> = {
  'connect-to': '--connect-to: expected --resolve HOST:PORT:ADDRESS, which says where a name leads',
  'upload-file': '-T: a page sends a file as a body: -X PUT --data-binary @file',
}

export function notesOnCurl(options: ParsedOptions): string[] {
  const notes: string[] = []
  if (options.has('user')) notes.push('-u: sent as a page would send it, in the header Authorization that script sets')
  if (options.all('cookie').some((text) => !text.includes('='))) notes.push('-b: files of cookies are not read')
  if (options.has('output')) notes.push('-o: bodies are not downloaded, and no file is written')
  return notes
}
