/**
 * The origins that a browser can send, as grammars that a RegExp is intersected with. They do not cover the validity of
 * punycode and lengths: these are checked when a witness is made.
 * https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 */
import { RegExpParser } from '@eslint-community/regexpp'
import { EXTENSION_IDS } from '../origins/extension-ids.ts'
import { type Automaton, buildAutomaton } from './regexp-automaton.ts'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const LETTERS = `${LOWER}_-`
const DIGITS = '0123456789'
const LABEL = '[a-z0-9_-]+'
/** Ports from 10000 to 65535. */
const PORT_OF_FIVE_DIGITS = '[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]'
const PORT = `(?::(?:[1-9]\\d{0,3}|${PORT_OF_FIVE_DIGITS}))?`
/** A serialized origin never has its scheme's default port. https://url.spec.whatwg.org/#concept-url-port */
const PORT_OF = {
  http: `(?::(?:[1-79]\\d{0,3}|8|8[1-9]\\d{0,2}|80\\d\\d?|${PORT_OF_FIVE_DIGITS}))?`,
  https: `(?::(?:[1-35-9]\\d{0,3}|4|4[0-35-9]\\d{0,2}|44|44[0-24-9]\\d?|443\\d|${PORT_OF_FIVE_DIGITS}))?`,
}

const OCTET = '(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])'
const PIECE = '(?:0|[1-9a-f][0-9a-f]{0,3})'
const PIECES = `(?:${PIECE}(?::${PIECE}){0,6})?`
/** https://url.spec.whatwg.org/#concept-ipv6-serializer */
const IPV6 = `\\[(?:${PIECE}(?::${PIECE}){7}|${PIECES}::${PIECES})\\]`

/**
 * A last label of digits makes the whole host an IPv4 address. https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
const NAME = `(?:${LABEL}\\.)*\\d*[a-z_-][a-z0-9_-]*\\.?`

/** The host of an app's own scheme may have upper case, or be a dot alone. */
const NAME_OF_APP = '(?:\\.|(?:[A-Za-z0-9_-]+\\.)*[A-Za-z0-9_-]+\\.?)'

/** All non-empty words of `characters`, except these. `first` gives the characters that may begin them. */
function anyBut(words: readonly string[], characters: string, first = characters): string {
  const any = `${classOf(characters)}*`
  const rest = (ends: readonly string[], allowed: string): string => {
    const known = [...new Set(ends.flatMap((end) => end.slice(0, 1)))].filter((character) => character !== '')
    const other = known.reduce((text, character) => text.replace(character, ''), allowed)
    const after = known.map((character) => {
      const below = ends.filter((end) => end.startsWith(character)).map((end) => end.slice(1))
      return `${character}${rest(below, characters)}${below.includes('') ? '' : '?'}`
    })
    return `(?:${[`${classOf(other)}${any}`, ...after].join('|')})`
  }
  return rest(words, first)
}

const classOf = (text: string) => `[${text.replace('-', '')}${text.includes('-') ? '-' : ''}]`

/** Like `NAME`, with another last label than `localhost`. */
const NOT_LOCALHOST = `(?:${LABEL}\\.)*(?:\\d+[a-z_-][a-z0-9_-]*|${anyBut(['localhost'], LETTERS + DIGITS, LETTERS)})\\.?`

/**
 * 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918), loopback, link-local and this host belong to the machine
 * itself: these are all the others.
 */
const PUBLIC_IPV4 = `(?:${[
  `(?:[1-9]|1[1-9]|[2-9]\\d|1[01]\\d|12[0-6]|12[89]|1[3-5]\\d|16[0-8]|17[01]|17[3-9]|18\\d|19[01]|19[3-9]|2[0-4]\\d|25[0-5])\\.${OCTET}`,
  '169\\.(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-35])',
  '172\\.(?:\\d|1[0-5]|3[2-9]|[4-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])',
  '192\\.(?:\\d|[1-9]\\d|1[0-57-9]\\d|16[0-79]|2[0-4]\\d|25[0-5])',
].join('|')})\\.${OCTET}\\.${OCTET}`

/** The first two octets of a public IPv4 address, as a piece of an IPv6 address. */
const PUBLIC_HIGH = `(?:${[
  '[1-9b-f][0-9a-f]{2}',
  '[1-689bd-f][0-9a-f]{3}',
  '7[0-9a-e][0-9a-f]{2}',
  'a(?:[0-8abd-f][0-9a-f]{2}|9(?:[0-9a-e][0-9a-f]|f[0-9a-df])|c[02-9a-f][0-9a-f])',
  'c(?:[1-9a-f][0-9a-f]{2}|0(?:[0-9b-f][0-9a-f]|a[0-79a-f]))',
].join('|')})`

/**
 * Global unicast (2000::/3), and public IPv4 addresses in the two IPv6 spellings that reach them.
 * https://www.iana.org/assignments/ipv6-address-space
 */
const PUBLIC_IPV6 = `\\[(?:${[
  `[23][0-9a-f]{3}(?::${PIECE}){7}`,
  `[23][0-9a-f]{3}(?::${PIECE}){0,6}::${PIECES}`,
  `::ffff:${PUBLIC_HIGH}:${PIECE}`,
  `64:ff9b::${PUBLIC_HIGH}:${PIECE}`,
].join('|')})\\]`

const NOT_LOOPBACK = [
  NOT_LOCALHOST,
  `(?:\\d|[1-9]\\d|1[013-9]\\d|12[0-689]|2[0-4]\\d|25[0-5])\\.${OCTET}\\.${OCTET}\\.${OCTET}`,
  `\\[${anyBut(['::1'], `${DIGITS}abcdef:`)}\\]`,
].join('|')

const WEB_HOST = `(?:${NAME}|${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}|${IPV6})`

const EXTENSION = Object.entries(EXTENSION_IDS)
  .map(([scheme, id]) => `${scheme}:\\/\\/${id}`)
  .join('|')

const OF_APP = anyBut(['http', 'https', ...Object.keys(EXTENSION_IDS)], `${LOWER}${DIGITS}+.-`, LOWER)

const WITH_ANOTHER_SCHEME = `(?:${EXTENSION}|${OF_APP}:\\/\\/(?:${NAME_OF_APP}|${IPV6})${PORT})`

const withScheme = (scheme: keyof typeof PORT_OF, host: string) => `${scheme}:\\/\\/${host}${PORT_OF[scheme]}`
const onTheWeb = (host: string) => [withScheme('http', host), withScheme('https', host)]

/** An expression for each scheme. */
const SOURCES = {
  /** Every origin. */
  any: [...onTheWeb(WEB_HOST), WITH_ANOTHER_SCHEME],
  /** A page of an app or an extension. */
  app: [WITH_ANOTHER_SCHEME],
  /** A page on the web. */
  web: onTheWeb(WEB_HOST),
  /** A page on the web whose host is a name. */
  name: onTheWeb(NAME),
  /** A page on the web whose host is an address that may be anybody's. */
  address: onTheWeb(`(?:${PUBLIC_IPV4}|${PUBLIC_IPV6})`),
  /** A page that anybody on the network path can change. */
  insecure: [withScheme('http', `(?:${NOT_LOOPBACK})`)],
}

export type OriginGrammar = keyof typeof SOURCES

/** By their expressions: some stand in two grammars. */
const built = new Map<string, Automaton>()

/** @returns one automaton for each scheme */
export const originGrammars = (name: OriginGrammar): readonly Automaton[] => SOURCES[name].map(automatonOf)

function automatonOf(source: string): Automaton {
  const automaton =
    built.get(source) ?? (buildAutomaton(new RegExpParser().parsePattern(source), '', true) as Automaton)
  built.set(source, automaton)
  return automaton
}

/**
 * Where the host begins and ends, by the states of a grammar: they are numbered in the order in which they are written.
 */
export function hostZone({ states }: Automaton): { readonly start: number; readonly end: number } {
  const lastOf = (code: number) =>
    states.findLastIndex((set) => set.length === 1 && set[0]?.[0] === code && set[0][1] === code)
  return { start: lastOf(0x2f), end: lastOf(0x3a) }
}
