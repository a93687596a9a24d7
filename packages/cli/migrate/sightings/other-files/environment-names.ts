/**
 * Variables of the environment by which a server that is not in this folder is told whom to allow: Directus, Medusa,
 * Parse Server, Hasura. Their values may be secrets, so only names are shown.
 */
import type { Decision } from '../../finding.ts'

/** `.env`, `.env.production`, `prod.env`, `.envrc`; Compose and Kubernetes are YAML, nodemon.json and app.json JSON. */
const FILE =
  /^(?:\.env(?:\.[\w.-]+)?|[\w.-]+\.env|\.envrc|(?:[\w.-]+\.)?Dockerfile(?:\.[\w.-]+)?|[\w.-]+\.(?:ya?ml|jsonc?))$/i
const SCRIPT =
  /^(?:[\w.-]+\.(?:sh|bash|zsh|fish|nu|ps1|bat|cmd|service|container)|(?:Procfile|GNUmakefile|[Mm]akefile|[Jj]ustfile)(?:\.\w+)?)$/

/** `ollama.service.d/override.conf` of systemd. */
const OF_UNIT = /\.(?:service|container)\.d\/[^/]+\.conf$/

export const mayNameVariables = (name: string) => FILE.test(name) || SCRIPT.test(name)

const NAME = /(?:^|_)CORS_|_CORS(?:_|$)|(?:^|_)ALLOW(?:ED)?_ORIGINS?$|^OLLAMA_ORIGINS$/

/** `NAME=…`, `NAME: …`, `- NAME=…`, `ENV NAME …`, `- name: NAME`. */
const SETTING =
  /^\s*(?:export\s+|ENV\s+|ARG\s+|-\s+)?["']?(?:name["']?\s*:\s*["']?)?([A-Z][A-Z0-9_]{3,80})(?:["']?\s*[=:]|["']?\s*$|\s)/

/** `environment: { NAME: … }`, `[NAME=…]` */
const IN_BRACES = /[{,[]\s*["']?([A-Z][A-Z0-9_]{3,80})["']?\s*[=:]/g
/** `NAME=… command`, `set NAME=…`, `$env:NAME = …`, `Environment="NAME=…"` */
const IN_COMMAND = /(?:^|[\s"';&|=]|\$env:|-x\s)([A-Z][A-Z0-9_]{3,80})\s?=(?!=)/g
const LONGEST_LINE = 5000

/** The line of a JSON file without the names of such variables, which are told as what they are. */
export const withoutVariables = (line: string) =>
  line.replace(/"([A-Z][A-Z0-9_]{3,80})"(?=\s*:)/g, (all, name: string) => (NAME.test(name) ? '""' : all))

export interface VariableFound {
  readonly name: string
  readonly line: number
}

export function variablesIn(fileName: string, text: string): VariableFound[] {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1)
  const isOfUnit = OF_UNIT.test(fileName)
  if (!isOfUnit && !mayNameVariables(base)) return []
  const inside = isOfUnit || SCRIPT.test(base) ? IN_COMMAND : IN_BRACES
  return text.split('\n').flatMap((line, index) => {
    const names = [
      SETTING.exec(line)?.[1],
      ...[...line.slice(0, LONGEST_LINE).matchAll(inside)].map(([, name]) => name),
    ]
    return [...new Set(names)].flatMap((name) =>
      name !== undefined && NAME.test(name) ? { name, line: index + 1 } : [],
    )
  })
}

/** The names of such variables that a source mentions. */
export function variablesOf(text: string): string[] {
  return [...text.matchAll(/\b[A-Z][A-Z0-9_]{3,80}\b/g)].flatMap(([name]) => (NAME.test(name) ? [name] : []))
}

const SERVERS: readonly (readonly [RegExp, string])[] = [
  [/^CORS_(?:ENABLED|ORIGIN|METHODS|ALLOWED_HEADERS|EXPOSED_HEADERS|CREDENTIALS|MAX_AGE)$/, 'Directus'],
  [/^(?:STORE|ADMIN|AUTH|VENDOR)_CORS$/, 'Medusa'],
  [/^PARSE_SERVER_/, 'Parse Server'],
  [/^HASURA_/, 'Hasura'],
  [/^PGRST_/, 'PostgREST'],
  [/^OLLAMA_/, 'Ollama'],
  [/^MINIO_/, 'MinIO'],
]

/** One finding for all variables of a file; `null` where there are none. */
export function variablesDecision(found: readonly VariableFound[]): Decision | null {
  const [first] = found
  if (first === undefined) return null
  const names = [...new Set(found.map(({ name }) => name))].slice(0, MOST).join(', ')
  const servers = SERVERS.filter(([pattern]) => found.some(({ name }) => pattern.test(name))).map(
    ([, server]) => server,
  )
  const who = servers.length === 0 ? '' : ` (${servers.join(', ')} ${servers.length === 1 ? 'has' : 'have'} such names)`
  return {
    code: 'cors-variable',
    line: first.line,
    message: `${names}: by these variables a server is told whom to allow${who}; no source that was read here shows which one`,
    instead: 'the same origins as in the policy, when it is in front of the app or beside it',
  }
}

const MOST = 8
