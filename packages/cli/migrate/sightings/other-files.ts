/**
 * Configuration, and sources in other languages, that answer cross-origin requests. They are read line by line, and
 * never changed.
 */
import type { Decision } from '../finding.ts'
import { CONFIG_NAME, CONFIG_PATTERNS, isInConfigFolder } from './config-signs.ts'
import { mayNameVariables } from './environment-names.ts'

interface Sign {
  readonly pattern: RegExp
  readonly code: string
  readonly message: string
  readonly instead: string
}

const HEADER: Sign = {
  pattern: /access[-_]?control[-_]?allow[-_]?(?:origin|methods|headers|credentials)/i,
  code: 'config-headers',
  message: 'this configuration writes Access-Control-* headers itself, beside whatever the app answers',
  instead:
    'the headers in one place: corskit generate writes them for this server from a policy, or the app does it and this goes',
}

const sign = (pattern: RegExp, message: string): Sign => ({
  pattern,
  code: 'other-server',
  message,
  instead: 'corskit targets lists the servers that a policy can be generated for',
})

const CONFIG: readonly Sign[] = [HEADER, ...CONFIG_PATTERNS.map((pattern): Sign => ({ ...HEADER, pattern }))]

/** In a file with cors in its name: the form of Google Cloud Storage. */
const ORIGIN: Sign = { ...HEADER, pattern: /^[\s{[]*["']origins?["']\s*:/ }

/** Servers for development that a script starts. */
const SCRIPTS: readonly Sign[] = [
  {
    code: 'other-server',
    pattern:
      /:\s*"(?:[^"\\]|\\.)*(?:\bjson-server\s+[\w.-]|\s--cors\b|\bserve\s(?:[^"&|;]*\s)?-[a-zA-Z]*C(?:\s|")|\bcors-anywhere\b|\blocal-cors-proxy\b|\blcp\s+--)/,
    message: 'the server that this script starts answers cross-origin requests itself',
    instead: 'nothing, when it runs on machines of developers only; or the app itself, with cors of corskit',
  },
]

const SPRING = [
  sign(
    /@CrossOrigin|addCorsMappings|new CorsConfiguration\(|setAllowedOrigin|addAllowedOrigin|(?:\bhttp\s*|^\s*)\.cors\(|^\s*cors\s*\{/,
    'Spring answers cross-origin requests here',
  ),
  sign(/\bCorsHandler\.create|\benableCors\s*\(|\bCorsPlugin\b/, 'a Java server answers cross-origin requests here'),
]

/** What a script, a Makefile or a Procfile starts or sets. */
const SHELL = sign(
  /\s--cors\b|\bput-bucket-cors\b|\b(?:az|gsutil)\s[\w ]*\bcors\s+(?:add|set)\b|--cors-(?:file|configuration)\b|--[\w.]*corsdomain\b|--web\.cors\.origin\b/,
  'this command starts or sets a server that answers cross-origin requests itself',
)
const COMMANDS = /^(?:Procfile|Makefile|makefile|GNUmakefile)(?:\.\w+)?$/

/** Other endings of the same languages, and of languages of which only the headers are known. */
const SAME: Readonly<Record<string, string>> = {
  kts: 'kt',
  exs: 'ex',
  cljs: 'clj',
  cljc: 'clj',
  cgi: 'pl',
  pm: 'pl',
  psgi: 'pl',
  ru: 'rb',
  phtml: 'php',
}
const ONLY_HEADERS =
  /^(?:c|cc|cpp|cxx|h|hpp|m|mm|zig|nim|cr|d|erl|hrl|hs|ml|jl|r|sh|bash|ps1|tcl|aspx?|cshtml|jsp|cfm|vue|svelte|astro|ejs|coffee|gs)$/

const CROW = [sign(/\bCORSHandler\b/, 'a C++ server answers cross-origin requests here')]

const LANGUAGES: Readonly<Record<string, readonly Sign[]>> = {
  java: SPRING,
  kt: [
    ...SPRING,
    sign(
      /\binstall\s*\(\s*CORS\b|ktor\.server\.plugins\.cors|\bCORS\.install/,
      'Ktor answers cross-origin requests here',
    ),
  ],
  py: [
    sign(
      /\bflask_cors\b|\bCORS\(|CORSMiddleware|CORSConfig|^\s*CORS_(?:ALLOW|ORIGIN)|corsheaders|\bcors\s*=\s*(?:True|\w*[cC]ors)|\bcors_rules\b|@cross_origin|(?:aiohttp|falcon|quart|sanic)_cors|\bcors_enable\s*=\s*True|\bALLOW_CORS\(/,
      'a Python app answers cross-origin requests here',
    ),
  ],
  go: [
    sign(
      /"[\w-]+\.[a-z]+\/(?:[\w.-]+\/)*cors(?:\/v\d+)?"|middleware\.CORS|handlers\.CORS|\bWithCors\(|\.CORSDefault\(/,
      'a Go server answers cross-origin requests here',
    ),
  ],
  rb: [
    sign(/Rack::Cors|sinatra\/cross_origin|\benable\s+:cross_origin/, 'a Ruby app answers cross-origin requests here'),
  ],
  cs: [
    sign(
      /\.UseCors\(|\.AddCors\(|\[EnableCors|\.EnableCors\(|\bEnableCorsAttribute\(|\bnew CorsFeature\(/,
      'ASP.NET answers cross-origin requests here',
    ),
  ],
  php: [sign(/HandleCors|NelmioCors|['"]allowed_?[oO]rigins['"]/, 'a PHP app answers cross-origin requests here')],
  ex: [
    sign(
      /\bCorsica\b|\bCORSPlug\b|\bCors\.Plug\b|:cors_plug\b|:corsica\b/,
      'an Elixir app answers cross-origin requests here',
    ),
  ],
  clj: [
    sign(
      /\bwrap-cors\b|ring\.middleware\.cors|pedestal\S*allowed-origins/,
      'a Clojure app answers cross-origin requests here',
    ),
  ],
  scala: [
    sign(
      /\bCORSFilter\b|\bCORSComponents\b|middleware\.CORS\b|\bCORS\.policy\b|\bCorsDirectives\b|\bcors\s*(?:\(\))?\s*\{/,
      'a Scala app answers cross-origin requests here',
    ),
  ],
  groovy: SPRING,
  swift: [sign(/\bCORSMiddleware\b/, 'a Swift app answers cross-origin requests here')],
  dart: [sign(/\bcorsHeaders\b|shelf_cors/, 'a Dart app answers cross-origin requests here')],
  lua: [sign(/resty\.cors|\bcors\.run\b/, 'OpenResty answers cross-origin requests here')],
  pl: [sign(/CrossOrigin|Plack::Middleware::CORS/, 'a Perl app answers cross-origin requests here')],
  fs: [sign(/\.UseCors\(|\.AddCors\(|\buse_cors\b/, 'ASP.NET answers cross-origin requests here')],
  vb: [sign(/\.UseCors\(|\.AddCors\(/, 'ASP.NET answers cross-origin requests here')],
  cpp: CROW,
  cc: CROW,
  cxx: CROW,
  hpp: CROW,
  h: CROW,
  sh: [SHELL],
  bash: [SHELL],
  ps1: [SHELL],
  rs: [
    sign(
      /CorsLayer|actix_cors|rocket_cors|\bcors::Cors\b|\bmiddleware::Cors\b|\bwarp::cors\(/,
      'a Rust server answers cross-origin requests here',
    ),
  ],
}

/** What a package manager wrote: `pnpm-lock.yaml`, `shrinkwrap.yaml`, `conda-lock.yml`, `pnpm-lock.main.yaml`. */
const LOCK_NAME = /(?:^|[-_.])lock(?:file)?\.|shrinkwrap/i

/** @param path the name with the folders that it is in, where they are known */
export function isOtherFile(name: string, path = name): boolean {
  return (
    ((CONFIG_NAME.test(name) || mayNameVariables(name)) && !LOCK_NAME.test(name)) ||
    isInConfigFolder(path) ||
    COMMANDS.test(name) ||
    signsOfLanguage(name) !== null
  )
}

const endingOf = (name: string) => name.slice(name.lastIndexOf('.') + 1).toLowerCase()

/** What a source of another language shows; `null` where the ending is not that of one. */
function signsOfLanguage(name: string): readonly Sign[] | null {
  if (!name.includes('.')) return null
  const ending = endingOf(name)
  const language = Object.hasOwn(SAME, ending) ? (SAME[ending] ?? ending) : ending
  if (Object.hasOwn(LANGUAGES, language)) return LANGUAGES[language] ?? []
  return ONLY_HEADERS.test(ending) ? [] : null
}

function signsOf(base: string, name: string): readonly Sign[] {
  if (base === 'package.json') return SCRIPTS
  if (COMMANDS.test(base)) return [HEADER, SHELL]
  // In the other ones there are only names and values.
  if (!CONFIG_NAME.test(base) && !isInConfigFolder(name)) return [HEADER]
  return /cors/i.test(base) ? [...CONFIG, ORIGIN] : CONFIG
}

/** Lines that are further apart are reported separately. */
const NEAR = 12

export function otherFileSightings(name: string, text: string): Decision[] {
  const base = name.slice(name.lastIndexOf('/') + 1)
  const language = CONFIG_NAME.test(base) && endingOf(base) !== 'lua' ? null : signsOfLanguage(base)
  const signs = language === null ? signsOf(base, name) : [HEADER, ...language]
  const found: Decision[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|\/\/|;|\*|--|<!--)/.test(line)) continue
    const one = signs.find(({ pattern }) => pattern.test(line))
    const last = found.at(-1)
    if (one === undefined || (last !== undefined && index + 1 - last.line <= NEAR)) continue
    const { code, message, instead } = one
    const isCode = one === HEADER && language !== null
    found.push({
      code: isCode ? 'other-server' : code,
      line: index + 1,
      message: isCode ? 'this source writes Access-Control-* headers by hand' : message,
      instead,
    })
  }
  return found
}
