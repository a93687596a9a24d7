/** Patterns that are well written and still unsafe. */
import { isLoopbackHost } from '../../protocol/origin.ts'
import { isPublicSuffix } from '../../protocol/site.ts'
import { withoutFinalDot } from '../../protocol/suffix/final-dot.ts'
import { everyLabelIsSuffix, suffixesBelow } from '../../protocol/suffix/public-suffix.ts'
import { quoted } from '../checks/issue.ts'
import type { PolicyOptions } from '../options.ts'
import type { PatternParts } from '../origins/origin-tree.ts'
import { isPrivateSuffix } from '../origins/private-suffix.ts'
import type { PatternIssue } from './pattern-issue.ts'
import { patternOf } from './written-pattern.ts'

export function checkMeaning(parts: PatternParts, options: PolicyOptions, found: PatternIssue[]): void {
  const { scheme, host } = parts
  const isInsecure =
    scheme === 'http' &&
    options.credentials === true &&
    options.dangerouslyAllowInsecureOrigins !== true &&
    !isLoopbackHost(withoutFinalDot(host))
  // What is named in its place must be accepted in both respects.
  const better = isInsecure ? secured(parts) : parts
  const varies = parts.subdomains || parts.label !== null
  if (varies && !isPrivateSuffix(host) && isPublicSuffix(host) && options.dangerouslyAllowPublicSuffixes !== true) {
    found.push(parts.label === null ? anyName(better) : anyNameLike(parts, better))
  }
  if (parts.subdomains && options.dangerouslyAllowPublicSuffixes !== true) {
    const [below] = suffixesBelow(host)
    if (below !== undefined) found.push(anyNameBelow(parts, better, below + finalDotOf(host)))
  }
  const suffix = options.dangerouslyAllowPublicSuffixes === true ? null : suffixLike(parts)
  if (suffix !== null && !isPublicSuffix(host)) found.push(suffixItself(parts, suffix))
  if (isInsecure) {
    const advice = `serve that page by https: and name ${quoted(patternOf(better))} (or say dangerouslyAllowInsecureOrigins: true)`
    found.push({
      code: 'origin-insecure-with-credentials',
      message:
        'whoever is on the network path can put script into http: pages, and would act for your users, unless dangerouslyAllowInsecureOrigins is true',
      // All mistakes of one value have one fix.
      ...(found.length === 0 ? { fix: advice } : {}),
    })
  }
}

/** 443 goes without saying in https. */
const secured = (parts: PatternParts): PatternParts => ({
  ...parts,
  scheme: 'https',
  port: parts.port === '443' ? '' : parts.port,
})

function anyName(parts: PatternParts): PatternIssue {
  // Where every label makes a suffix, a domain of one's own has one label more.
  const example = everyLabelIsSuffix(parts.host) ? 'example.region' : 'example'
  return {
    code: 'origin-wildcard-public-suffix',
    message: `anyone can have a name under ${parts.host} (it is on the Public Suffix List, or a whole top-level domain), unless dangerouslyAllowPublicSuffixes is true`,
    fix: `name your own domain under it, like ${quoted(patternOf({ ...parts, host: `${example}.${parts.host}` }))} (or say dangerouslyAllowPublicSuffixes: true)`,
  }
}

/**
 * @param better where the fix takes its scheme and port from
 * @param below a public suffix under the host, which has one owner
 */
function anyNameBelow(parts: PatternParts, better: PatternParts, below: string): PatternIssue {
  const stranger = patternOf({ ...parts, subdomains: false, host: `evil.${below}` }).replace(':*', '')
  return {
    code: 'origin-wildcard-public-suffix',
    message: `anyone can have a name under ${below} (it is on the Public Suffix List), and ${stranger} would be allowed, unless dangerouslyAllowPublicSuffixes is true`,
    fix: `name what is yours under ${parts.host}, like ${quoted(patternOf({ ...better, subdomains: false, host: `example.${parts.host}` }))} (or say dangerouslyAllowPublicSuffixes: true)`,
  }
}

/** A public suffix that the label admits, such as `s3-us-west-1.amazonaws.com` for `s3-*.amazonaws.com`. */
function suffixLike({ host, label }: PatternParts): string | null {
  if (label === null) return null
  const name = withoutFinalDot(host)
  const isLike = (below: string) => {
    const own = below.slice(0, -name.length - 1)
    const isLonger = own.length > label.prefix.length + label.suffix.length
    return isLonger && !own.includes('.') && own.startsWith(label.prefix) && own.endsWith(label.suffix)
  }
  const suffix = suffixesBelow(name).find(isLike)
  return suffix === undefined ? null : suffix + finalDotOf(host)
}

/** The names of the list have none; a pattern with one admits names with one. */
const finalDotOf = (host: string) => (host.endsWith('.') ? '.' : '')

/** @param suffix a public suffix that the pattern admits itself */
function suffixItself(parts: PatternParts, suffix: string): PatternIssue {
  const allowed = patternOf({ ...parts, label: null, host: suffix }).replace(':*', '')
  return {
    code: 'origin-wildcard-public-suffix',
    message: `${allowed} would be allowed: it is on the Public Suffix List, so what it serves is anybody's, unless dangerouslyAllowPublicSuffixes is true`,
    fix: `name each origin under ${parts.host} that is yours by itself (or say dangerouslyAllowPublicSuffixes: true)`,
  }
}

function anyNameLike(parts: PatternParts, better: PatternParts): PatternIssue {
  const stranger = patternOf(parts).replace('*', 'evil').replace(':*', '')
  const own = patternOf({ ...better, label: null, subdomains: true, host: 'preview.example.com' })
  return {
    code: 'origin-wildcard-public-suffix',
    message: `anybody can register such a name under ${parts.host}: ${stranger} would be allowed, unless dangerouslyAllowPublicSuffixes is true`,
    fix: `put previews on a domain of your own and allow ${quoted(own)} (or say dangerouslyAllowPublicSuffixes: true)`,
  }
}
