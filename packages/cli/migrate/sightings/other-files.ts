/**
 * Configuration, and sources in other languages, that answer cross-origin requests. They are read line by line, and
 * never changed.
 */
import type { Decision } from '../finding.ts'
import { CONFIG_NAME, CONFIG_PATTERNS } from './config-signs.ts'
import { mayNameVariables } from './environment-names.ts'

interface Sign {
  readonly pattern: RegExp
  readonly code: string
  readonly message: string
  readonly instead: string
}

const HEADER: Sign = {
  pattern: /access-control-allow-origin/i,
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
    pattern: /:\s*"(?:[^"\\]|\\.)*(?:\bjson-server\s+[\w.-]|\s--cors\b)/,
    message: 'the server that this script starts answers cross-origin requests itself',
    instead: 'nothing, when it runs on machines of developers only; or the app itself, with cors of corskit',
  },
]

const SPRING = [
  sign(
    /@CrossOrigin|addCorsMappings|new CorsConfiguration\(|setAllowedOrigin|addAllowedOrigin/,
    'Spring answers cross-origin requests here',
  ),
]

const LANGUAGES: Readonly<Record<string, readonly Sign[]>> = {
  java: SPRING,
  kt: SPRING,
  py: [
    sign(
      /\bflask_cors\b|\bCORS\(|CORSMiddleware|^\s*CORS_(?:ALLOW|ORIGIN)|corsheaders/,
      'a Python app answers cross-origin requests here',
    ),
  ],
  go: [
    sign(
      /github\.com\/(?:rs|jub0bs|gin-contrib|go-chi)\/cors|middleware\.CORS|handlers\.CORS/,
      'a Go server answers cross-origin requests here',
    ),
  ],
  rb: [sign(/Rack::Cors/, 'rack-cors answers cross-origin requests here')],
  cs: [sign(/\.UseCors\(|\.AddCors\(|\[EnableCors/, 'ASP.NET answers cross-origin requests here')],
  php: [sign(/HandleCors|NelmioCors|'allowed_origins'/, 'a PHP app answers cross-origin requests here')],
  rs: [sign(/CorsLayer|actix_cors|rocket_cors/, 'a Rust server answers cross-origin requests here')],
}

/** What a package manager wrote: `pnpm-lock.yaml`, `shrinkwrap.yaml`, `conda-lock.yml`, `pnpm-lock.main.yaml`. */
const LOCK_NAME = /(?:^|[-_.])lock(?:file)?\.|shrinkwrap/i

export function isOtherFile(name: string): boolean {
  return (
    ((CONFIG_NAME.test(name) || mayNameVariables(name)) && !LOCK_NAME.test(name)) ||
    Object.hasOwn(LANGUAGES, endingOf(name))
  )
}

const endingOf = (name: string) => name.slice(name.lastIndexOf('.') + 1).toLowerCase()

function signsOf(base: string): readonly Sign[] {
  if (base === 'package.json') return SCRIPTS
  // In the other ones there are only names and values.
  if (!CONFIG_NAME.test(base)) return [HEADER]
  return /cors/i.test(base) ? [...CONFIG, ORIGIN] : CONFIG
}

/** Lines that are further apart are reported separately. */
const NEAR = 12

export function otherFileSightings(name: string, text: string): Decision[] {
  const base = name.slice(name.lastIndexOf('/') + 1)
  const language = Object.hasOwn(LANGUAGES, endingOf(base)) ? LANGUAGES[endingOf(base)] : undefined
  const signs = language === undefined ? signsOf(base) : [HEADER, ...language]
  const found: Decision[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|\/\/|;|\*|--|<!--)/.test(line)) continue
    const one = signs.find(({ pattern }) => pattern.test(line))
    const last = found.at(-1)
    if (one === undefined || (last !== undefined && index + 1 - last.line <= NEAR)) continue
    const { code, message, instead } = one
    const isCode = one === HEADER && language !== undefined
    found.push({
      code: isCode ? 'other-server' : code,
      line: index + 1,
      message: isCode ? 'this source writes Access-Control-* headers by hand' : message,
      instead,
    })
  }
  return found
}
