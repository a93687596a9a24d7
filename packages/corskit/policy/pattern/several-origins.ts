/** Several origins in one string, as in environment variables, configuration files and other servers' options. */
import type { PatternIssue } from './pattern-issue.ts'

/** `null` for what is one origin, or none. */
export function severalOrigins(value: string): PatternIssue | null {
  const entries = value.split(/[\s,;|、，；｜]+/).filter((entry) => entry !== '')
  const withScheme = entries.filter((entry) => /^[a-z][a-z0-9+.-]*:\/\//i.test(entry))
  // With one scheme only, it is a host with a stray character: 'https://a b.com'.
  if (entries.length < 2 || (withScheme.length < 2 && !/[,、，]/.test(value))) return null
  return {
    code: 'origin-several-in-one',
    message: 'one string is one origin; several are a list',
    offers: [[...new Set(entries)]],
    fix: 'write a list with one string for each origin',
  }
}
