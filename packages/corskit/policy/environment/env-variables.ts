/** The environment variables of a policy, and what is said of its options in their words. */
import type { Issue } from '../checks/issue.ts'
import type { PolicyOptions } from '../options.ts'

/** Which option each variable sets. Lists are separated by commas. */
export const VARIABLES = {
  CORS_ORIGIN: 'origin',
  CORS_METHODS: 'methods',
  CORS_ALLOWED_HEADERS: 'allowedHeaders',
  CORS_EXPOSED_HEADERS: 'exposedHeaders',
  CORS_VARY: 'vary',
  CORS_CREDENTIALS: 'credentials',
  CORS_MAX_AGE: 'maxAge',
  CORS_EXPLAIN: 'explain',
  CORS_DANGEROUSLY_ALLOW_NULL_ORIGIN: 'dangerouslyAllowNullOrigin',
  CORS_DANGEROUSLY_ALLOW_INSECURE_ORIGINS: 'dangerouslyAllowInsecureOrigins',
  CORS_DANGEROUSLY_ALLOW_PUBLIC_SUFFIXES: 'dangerouslyAllowPublicSuffixes',
} as const satisfies Record<string, keyof PolicyOptions>

/** `origin[2]` → `CORS_ORIGIN[2]` */
export function variableOf(path: string): string {
  for (const [variable, option] of Object.entries(VARIABLES)) {
    if (path === option || path.startsWith(`${option}[`)) return variable + path.slice(option.length)
  }
  return path
}

/**
 * Rewrites an issue for variables, which have no quotes, no lists, no RegExps and no options.
 */
export function issueOfVariable({ fix, message, path, ...issue }: Issue): Issue {
  return { ...issue, path: variableOf(path), message: inVariables(message), fix: inVariables(fixOfVariable(fix)) }
}

/** What is to be written; or what is to be removed or replaced, which stays in quotes. */
const QUOTED = /((?:remove|of) '(?:[^'\\]|\\.)*')|'([^' ]*)'/g

function fixOfVariable(fix: string): string {
  if (fix === "origin: '*'") return 'set CORS_ORIGIN=*'
  if (/^\/\^.*\$\/[a-z]*$/.test(fix))
    return 'name the origins that you mean, or use a pattern like https://*.example.com'
  // What is said of code stands at the end.
  const said = fix.split(' (in code, ')[0] as string
  // Code in a fix is one text in quotes, or several. No text that is offered contains a quote.
  const withLists = said.replace(/\[?('[^']*'(?:, '[^']*')*)\]?/g, (all, texts: string) =>
    all.startsWith('[') || all === said ? texts.slice(1, -1).replaceAll("', '", ',') : all,
  )
  return withLists.replace(QUOTED, (all, keeps: string | undefined, text: string) => (keeps === undefined ? text : all))
}

function inVariables(text: string): string {
  let said = text
  for (const [variable, option] of Object.entries(VARIABLES)) {
    said = said.replaceAll(`at ${option}[`, `at ${variable}[`)
    if (!option.startsWith('dangerously')) continue
    said = said.replaceAll(`say ${option}: true`, `set ${variable}=true`).replaceAll(option, variable)
  }
  return said
}
