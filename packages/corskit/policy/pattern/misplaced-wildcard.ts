/** A `*` at a place where a pattern cannot have it. Often a RegExp can express what was meant. */
import { quoted } from '../checks/issue.ts'
import { EXTENSION_IDS } from '../origins/extension-ids.ts'
import type { Offer, PatternIssue } from './pattern-issue.ts'

/** @param port `null` when it is wrong too: then nothing is offered */
export function misplacedWildcard(scheme: string, host: string, port: string | null): PatternIssue {
  return {
    code: 'origin-wildcard-misplaced',
    message: `'*' stands for whole labels at the very left (*.example.com), or for a part of the leftmost label (preview-*.example.com), not as in ${quoted(host)}`,
    offers: port === null ? [] : offersFor(scheme, host, port),
    fix: "name your own domain, and put '*' at its left, like 'https://*.example.com'",
  }
}

function offersFor(scheme: string, host: string, port: string): Offer[] {
  const regExp = asRegExp(scheme, host, portSource(port))
  const offers: Offer[] = regExp === null ? [] : [regExp]
  // '*example.com'
  if (/^\*[^*._-][^*]*$/.test(host)) {
    offers.unshift(`${scheme}://${host.replace('*', '*.')}${port === '' ? '' : `:${port}`}`)
  }
  return offers
}

/** Browsers write a label with other letters than ASCII as one word of punycode, of which no part has a meaning. */
export function wildcardInPunycode(scheme: string, host: string, port: string | null, label: string): PatternIssue {
  const message = `browsers write a label with other letters than ASCII in punycode, as a whole, so '*' cannot be a part of ${quoted(label)}`
  if (label.startsWith('xn--')) return { ...misplacedWildcard(scheme, host, port), message }
  const fix = "name each origin in punycode, or put '*.' before a name of your own"
  return { code: 'origin-host-unicode', message, offers: [], fix }
}

/** A port like `30*`, which a RegExp can express. */
export function portWithWildcard(scheme: string, host: string, port: string): PatternIssue {
  const regExp = /^[0-9*]+$/.test(port) ? asRegExp(scheme, host, `:${port.replace(/\*+/g, '\\d+')}`) : null
  return {
    code: 'origin-wildcard-misplaced',
    message: `a port is a number or '*', not ${quoted(port)}`,
    ...(regExp === null ? {} : { offers: [regExp] }),
    fix: NAME_THE_PORT,
  }
}

export const NAME_THE_PORT = "name the port that the page is served from, or '*' for any"

/** The same with a character class for each `*`: it allows exactly what was named. */
function asRegExp(scheme: string, host: string, port: string): RegExp | null {
  if (!/^[A-Za-z0-9_.*-]+$/.test(host) || host.length > 253) return null
  const isAddress = /^[0-9.*]+$/.test(host) && host.split('.').length === 4
  const ids = host === '*' && Object.hasOwn(EXTENSION_IDS, scheme) ? EXTENSION_IDS[scheme] : undefined
  const one = ids ?? (isAddress ? '\\d{1,3}' : '[a-z0-9-]+')
  const name = host.replace(/\*+/g, '*').replaceAll('.', '\\.').replaceAll('*', one)
  return new RegExp(`^${schemeSource(scheme)}://${name}${port}$`)
}

/** A scheme as the source of a RegExp. */
export const schemeSource = (scheme: string) => scheme.replaceAll('.', '\\.').replaceAll('+', '\\+')

function portSource(port: string): string {
  if (port === '*') return '(?::\\d+)?'
  return port === '' ? '' : `:${port}`
}
