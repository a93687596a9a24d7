/**
 * Configuration, and sources in other languages, that answer cross-origin requests. They are read line by line, and
 * never changed.
 */
import type { Sighting } from '../../finding.ts'
import { CONFIG_NAME, CONFIG_PATTERNS, CORS_COMMAND, CORS_FLAG, isInConfigFolder } from './config-signs.ts'
import { mayNameVariables, withoutVariables } from './environment-names.ts'
import { endingOf, SHELL, type Sign, signsOfLanguage } from './source-signs.ts'

const HEADER: Sign = {
  pattern: /access[-_]?control[-_]?allow[-_]?(?:origin|methods|headers|credentials)/i,
  code: 'config-headers',
  message: 'this configuration writes Access-Control-* headers itself, beside whatever the app answers',
  instead:
    'the headers in one place: corskit generate writes them for this server from a policy, or the app does it and this goes',
}

const CONFIG: readonly Sign[] = [HEADER, ...CONFIG_PATTERNS.map((pattern): Sign => ({ ...HEADER, pattern }))]

/** In a file with cors in its name: the form of Google Cloud Storage. */
const ORIGIN: Sign = { ...HEADER, pattern: /^[\s{[]*["']origins?["']\s*:/ }

/** Of a JSON file with any name: Tyk, Frappe, Keycloak, YARP. */
const JSON_OPTION: Sign = {
  ...HEADER,
  pattern:
    /(?:["']|^\s*|[{,]\s*)(?:(?:\w+_)?(?:cors|Cors|CORS)(?![a-z])\w*|\w*[a-z\d]C(?:ors|ORS)(?![a-z])\w*|[aA]llow(?:ed)?_?[oO]rigins?|webOrigins)["']?\s*:\s*(?:\{|\[|true\b|["'](?:\*|https?:))|"\w*[cC]orsPolicy(?:Name)?"\s*:\s*"(?![dD]isable)/,
}

/** Of a JSON file with any name: those of `serve`, Angular, Nx, and answers that somebody has recorded. */
const JSON_HEADER: Sign = {
  ...HEADER,
  pattern:
    /"access-control-allow-(?:origin|methods|headers|credentials)"\s*:\s*["[]|"(?:key|name|header(?:Name)?|field)"\s*:\s*"access-control-allow-(?:origin|methods|headers|credentials)"/i,
  message: 'this file has Access-Control-* headers as data: a server that reads it may write them',
}

/** Files in which programs keep the answers of other servers. */
const IS_RECORDED =
  /(?:^|\/)(?:(?:__)?(?:recordings?|cassettes?|snapshots?|pacts?)(?:__)?\/)|postman_(?:collection|environment)|\bhar\.json$|insomnia/i

const isJson = (base: string) =>
  /\.jsonc?$/i.test(base) && !/^(?:package|[jt]sconfig[\w.-]*|composer)\.json$/i.test(base)

/** JSON in files with other endings. */
const JSON_LIKE = /\.(?:json5|hjson|jsonnet|libsonnet)$|^encore\.app$/i

/** JSON files with commands. */
const WITH_SCRIPTS =
  /^(?:package|deno|project|composer|nodemon|ecosystem[\w.-]*|tasks|\.?devcontainer|process)\.jsonc?$/i

const SCRIPT: Sign = {
  code: 'other-server',
  pattern:
    /:\s*"(?:[^"\\]|\\.)*(?:\bjson-server\s+[\w.-]|\bserve\s(?:[^"&|;]*\s)?-[a-zA-Z]*C(?:\s|")|\bcors-anywhere\b|\blocal-cors-proxy\b|\blcp\s+--)/,
  message: 'the server that this script starts answers cross-origin requests itself',
  instead: 'nothing, when it runs on machines of developers only; or the app itself, with cors of corskit',
}

/** Servers that a script starts. */
const SCRIPTS: readonly Sign[] = [SCRIPT, { ...SCRIPT, pattern: CORS_FLAG }, { ...SHELL, pattern: CORS_COMMAND }]

/** In which a server is started. */
const COMMANDS =
  /^(?:(?:Procfile|Makefile|makefile|GNUmakefile|[Jj]ustfile)(?:\.\w+)?|[\w@.-]+\.service|(?:[\w.-]+\.)?(?:Docker|Container)file(?:\.[\w.-]+)?)$/

/** What a package manager wrote: `pnpm-lock.yaml`, `shrinkwrap.yaml`, `conda-lock.yml`, `pnpm-lock.main.yaml`. */
const LOCK_NAME = /(?:^|[-_.])lock(?:file)?\.|shrinkwrap/i

/** @param path the name with the folders that it is in, where they are known */
export function isOtherFile(name: string, path = name): boolean {
  return (
    ((CONFIG_NAME.test(name) || mayNameVariables(name)) && !LOCK_NAME.test(name)) ||
    isInConfigFolder(path) ||
    COMMANDS.test(name) ||
    WITH_SCRIPTS.test(name) ||
    (isJson(name) && !LOCK_NAME.test(name)) ||
    signsOfLanguage(name) !== null
  )
}

/** Surge's file with that name has an origin in each line. */
const OF_SURGE: Sign = { ...HEADER, pattern: /^\s*(?:\*|https?:)/ }

function signsOf(base: string, name: string): readonly Sign[] {
  if (base === 'CORS') return [OF_SURGE]
  if (/^(?:package|composer)\.json$/.test(base)) return [...SCRIPTS, JSON_HEADER]
  if (COMMANDS.test(base)) return [HEADER, SHELL]
  if (!CONFIG_NAME.test(base) && isJson(base))
    return [...(WITH_SCRIPTS.test(base) ? SCRIPTS : []), JSON_OPTION, ...(IS_RECORDED.test(name) ? [] : [JSON_HEADER])]
  // In the other ones there are only names and values.
  if (!CONFIG_NAME.test(base) && !isInConfigFolder(name)) return [HEADER]
  const known = isJson(base) || JSON_LIKE.test(base) ? [...CONFIG, JSON_OPTION] : CONFIG
  return /cors/i.test(base) ? [...known, ORIGIN] : known
}

/** A client or a test, which only looks at the header itself: `r.Header.Get("Access-…")`, `curl … | grep access-…`. */
const READS_HEADER: readonly RegExp[] = [
  /\b(?:curl|grep|wget|assert\w*|expect\w*|should\w*|verify)\b(?!.*(?:\$\(|[sS]et|put|insert)).*access[-_]?control/i,
  /\.(?:get|get_?header|getHeaderString|getFirst|has|contains(?:Key)?|headerValue|string|exists)\(\s*["'`]access[-_]?control/i,
  /\bforHTTPHeaderField\s*:\s*["'`]access[-_]?control/i,
  /["'`]access[-_]?control[\w-]*["'`]\]\s*(?:==|!=)/i,
]

/** nginx takes the header of its target away, or writes into its log what was sent. */
const NOT_WRITTEN = /\b(?:proxy|fastcgi|uwsgi|scgi|grpc)_hide_header\s.*|\$\w+/g

/** A JSON Schema says what a setting may be, and sets none. */
const IS_SCHEMA = /^\s*\{[^{}]*"\$schema"\s*:\s*"https?:\/\/json-schema\.org\//

/** Lines that are further apart are reported separately. */
const NEAR = 12

export function otherFileSightings(name: string, text: string): Sighting[] {
  const base = name.slice(name.lastIndexOf('/') + 1)
  if (isJson(base) && IS_SCHEMA.test(text)) return []
  const language = CONFIG_NAME.test(base) && endingOf(base) !== 'lua' ? null : signsOfLanguage(base)
  const signs = language === null ? signsOf(base, name) : [HEADER, ...language]
  const readers = language === null ? READS_HEADER.slice(0, 1) : READS_HEADER
  const found: Sighting[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if ((base === 'CORS' ? /^\s*#/ : /^\s*(?:#|\/\/|;|\*|--|<!--)/).test(line)) continue
    const own = isJson(base) ? withoutVariables(line) : line
    const pieces = [...piecesOf(language === null ? own.replace(NOT_WRITTEN, '') : line)]
    const isRead = pieces.some((piece) => readers.some((pattern) => pattern.test(piece)))
    const one = signs.find((sign) => !(isRead && sign === HEADER) && pieces.some((piece) => sign.pattern.test(piece)))
    const last = found.at(-1)
    if (one === undefined || (last !== undefined && index + 1 - last.line <= NEAR)) continue
    const { code, message, instead } = one
    const isCode = one === HEADER && language !== null
    found.push({
      code: isCode ? 'other-server' : code,
      line: index + 1,
      message: isCode ? 'this source names Access-Control-* headers, and may write them by hand' : message,
      instead,
      ...(language === null && one.code === 'config-headers' ? settingIn(one, pieces) : {}),
    })
  }
  return found
}

/** The name of the option that a sign was found by. */
function settingIn({ pattern }: Sign, pieces: readonly string[]): Pick<Sighting, 'setting'> {
  for (const piece of pieces) {
    const name = /([\w-]+)["']?\s*[:=]/.exec(pattern.exec(piece)?.[0] ?? '')?.[1]
    if (name !== undefined) return { setting: name }
  }
  return {}
}

/** Of a long line. In a piece that is short, no pattern takes long. */
const PIECE = 1000
/**
 * The beginning of a piece is the end of the one before it: what is looked for stands whole in one of the two. Signs of
 * the beginning of a line are looked for at the beginning of each piece too.
 */
const SHARED = 200

function* piecesOf(line: string): Generator<string> {
  yield line.slice(0, PIECE)
  for (let at = PIECE - SHARED; at < line.length - SHARED; at += PIECE - SHARED) yield line.slice(at, at + PIECE)
}
