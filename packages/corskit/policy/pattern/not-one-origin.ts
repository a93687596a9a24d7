/** Strings that are something else than one origin, though they look like one: they are told what they are. */
import { MAX_ORIGIN_LENGTH } from '../origins/origin-syntax.ts'
import { schemeSource } from './misplaced-wildcard.ts'
import type { Offer, PatternIssue } from './pattern-issue.ts'
import { unquoted } from './quotes.ts'
import { severalOrigins } from './several-origins.ts'

export function notOneOrigin(value: string): PatternIssue | null {
  return regExpInString(value) ?? severalOrigins(value) ?? addressBlock(value) ?? schemeTwice(value)
}

/** What is wrong with a text that is too long to be one origin. `null` for others. */
export function longText(value: string): PatternIssue | null {
  if (value.length <= MAX_READ) return null
  return severalOrigins(unquoted(value)) ?? tooLong()
}

/** A longer text is no origin with a mistake in it: nobody looks for what was meant. */
const MAX_READ = 2_000

const tooLong = (): PatternIssue => ({
  code: 'origin-too-long',
  message: `no origin has more than ${MAX_ORIGIN_LENGTH} characters`,
  offers: [],
  fix: NAME_IT,
})

/** `\d`, and not the beginning of a path that is written with backslashes: `\docs`. */
const CLASS = /\\[dws](?![a-z0-9])/i
const OF_REGEXP = new RegExp(`\\\\[.+*?()[\\]{}^$|-]|${CLASS.source}`, 'i')

/** `^https:\/\/.*\.example\.com$` in a string: where it names only origins and subdomains, a pattern says the same. */
function regExpInString(value: string): PatternIssue | null {
  if (!OF_REGEXP.test(value)) return null
  const bare = value.replace(/^\/?\^|\$(?:\/[a-z]*)?$/g, '')
  const pattern = bare
    .replace(/^(https?:\\?\/\\?\/)(?:\.[*+]|\((?:\?:)?\.[*+]\))\\\./, '$1*.')
    .replace(/\((?:\?:)?:\\d[*+]\)\?$/, ':*')
  return {
    code: 'origin-host-invalid',
    message: 'a string is not a RegExp: its backslashes are part of it',
    // What a class stands for is in no origin.
    offers: [bare, pattern].filter((text) => !CLASS.test(text)).map((text) => text.replaceAll('\\', '')),
    fix: "write the origin as a browser sends it, or a pattern like 'https://*.example.com' (in code, a RegExp stands without quotes)",
  }
}

/** An address, then what may be a mask: `http://10.0.0.0:3000/8`; what follows the mask may be anything. */
const BLOCK =
  /^([a-z][a-z0-9+.-]*:\/\/)?(\d{1,3}(?:\.\d{1,3}){0,3}|\[?[0-9a-f:]*:[0-9a-f:.]*\]?)(:\d{1,5}|:\*)?\/(\d{1,3}(?:\.\d{1,3}){3}|\d{1,3})(?![\d\w])(.*)$/is

/** `10.0.0.0/8`, `[fd00::]/8`, `http://10.0.0.0/255.0.0.0:3000` */
function addressBlock(value: string): PatternIssue | null {
  const [, start, address, before = '', mask = '', after = ''] = BLOCK.exec(value) ?? []
  const bits = mask.includes('.') ? MASKS.indexOf(mask) : Number(mask)
  if (address === undefined || (bits < 0 && !mask.startsWith('0')) || bits > 128) return null
  const isIpv4 = !address.includes(':')
  const isOne = isIpv4 ? bits === 32 : bits === 128
  if (isIpv4 && bits > 32) return null
  const isPlain = /^(?::\d{1,5}|:\*)?$/.test(after) && (before === '' || after === '')
  const port = before === '' ? after : before
  const offers: Offer[] = []
  if (isPlain && isOne && start !== undefined) offers.push(`${start}${address}${port}`)
  if (isPlain && isIpv4 && start !== undefined && [8, 16, 24].includes(bits) && !port.includes('*')) {
    const octets = address.split('.')
    const written = octets.map((octet, at) => (at < bits / 8 ? String(Number(octet)) : '\\d{1,3}'))
    if (octets.length === 4)
      offers.push(new RegExp(`^${schemeSource(start.toLowerCase())}${written.join('\\.')}${port}$`))
  }
  return {
    code: start === undefined ? 'origin-scheme-missing' : 'origin-path',
    message: isOne
      ? 'an origin has no mask: one address is written without it'
      : 'an address block is not an origin: each address in it has an origin of its own',
    offers,
    fix: isOne ? NAME_IT : 'name each address that serves pages (in code, a RegExp or a predicate can allow the block)',
  }
}

/** `0.0.0.0`, `128.0.0.0` and so on, by the number of their bits. */
const MASKS: readonly string[] = Array.from(Array(33).keys(), (bits) =>
  [24, 16, 8, 0].map((shift) => Math.floor((2 ** 32 - 2 ** (32 - bits)) / 2 ** shift) % 256).join('.'),
)

/** Other words before `://` are hardly ever a scheme. */
const OF_APPS = /^(?:capacitor|ionic|tauri|app|(?:chrome|moz|safari-web)-extension):\/\//

/** `https://https://a.com`, `http://https//a.com`, `https://a.comhttps://b.com`, `http://localhost://3000` */
function schemeTwice(value: string): PatternIssue | null {
  const rest = /^[a-z][a-z0-9+.-]*:\/\/(.+)$/is.exec(value)?.[1] ?? ''
  // The last scheme of many is the one of the host.
  const [, inner, host] =
    /^(?:https?(?::\/+|\/\/+)(?=https?[:/]))*(https?)(?::\/+|\/\/+|:(?!\d*\/?$))(.+)$/is.exec(rest) ?? []
  if (inner === undefined && !rest.includes('://')) return null
  const offers: Offer[] = inner === undefined ? [] : [`${inner.toLowerCase()}://${host}`]
  const parts = value.split(/(?<!^|:\/\/)(?=https?:\/\/)/i)
  if (inner === undefined && parts.length > 1 && parts.every(isWhole)) offers.push(parts)
  const [, start, port] = /^(https?:\/\/[^:/]+):\/\/(\d{1,5})$/.exec(value) ?? []
  if (start !== undefined) offers.push(`${start}:${port}`)
  if (OF_APPS.test(rest)) offers.push(rest)
  return {
    code: 'origin-host-invalid',
    message: 'an origin has one scheme, and this has two',
    offers,
    fix: NAME_IT,
  }
}

/** `https://www.` is accepted too, and is hardly ever meant. */
const isWhole = (part: string) => /^https?:\/\/(?:localhost\b|\[|[^/]*[^./]\.[^./])/i.test(part)

/**
 * When nothing can be repaired, no example is offered: people would paste it, and it would allow strangers.
 */
export const NAME_IT = "name the origin that you mean, like 'https://app.example.com'"
