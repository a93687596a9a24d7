/**
 * The origins that a browser can send, as grammars that a RegExp is intersected with. They do not cover the validity of
 * punycode, lengths and default ports: these are checked when a witness is made.
 * https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 */
import { RegExpParser } from '@eslint-community/regexpp'
import { type Automaton, buildAutomaton } from './regexp-automaton.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz_-'
const DIGITS = '0123456789'
const LABEL = '[a-z0-9_-]+'
const PORT = '(?::[1-9](?:\\d(?:\\d(?:\\d\\d?)?)?)?)?'

const OCTET = '(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])'
const PIECE = '(?:0|[1-9a-f][0-9a-f]{0,3})'
const PIECES = `(?:${PIECE}(?::${PIECE}){0,6})?`
/** https://url.spec.whatwg.org/#concept-ipv6-serializer */
const IPV6 = `\\[(?:${PIECE}(?::${PIECE}){7}|${PIECES}::${PIECES})\\]`

/**
 * A last label of digits makes the whole host an IPv4 address. https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
const NAME = `(?:${LABEL}\\.)*\\d*[a-z_-][a-z0-9_-]*\\.?`

/** All non-empty words of `characters`, except one word. `first` gives the characters that may begin them. */
function anyBut(word: string, characters: string, first = characters): string {
  const any = classOf(characters)
  const differing = Array.from(word, (character, at) => {
    return `${word.slice(0, at)}${classOf((at === 0 ? first : characters).replace(character, ''))}${any}*`
  })
  const shorter = Array.from(word, (_, at) => word.slice(0, at)).filter((prefix) => prefix !== '')
  return `(?:${[...differing, ...shorter, `${word}${any}+`].join('|')})`
}

const classOf = (text: string) => `[${text.replace('-', '')}${text.includes('-') ? '-' : ''}]`

/** Like `NAME`, with another last label than `localhost`. */
const NOT_LOCALHOST = `(?:${LABEL}\\.)*(?:\\d+[a-z_-][a-z0-9_-]*|${anyBut('localhost', LETTERS + DIGITS, LETTERS)})\\.?`

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

/**
 * Global unicast (2000::/3), and IPv4 addresses in IPv6 spelling. https://www.iana.org/assignments/ipv6-address-space
 */
const PUBLIC_IPV6 = `\\[(?:${[
  `[23][0-9a-f]{3}(?::${PIECE}){7}`,
  `[23][0-9a-f]{3}(?::${PIECE}){0,6}::${PIECES}`,
  `::ffff:${PIECE}:${PIECE}`,
  `64:ff9b::${PIECES}`,
].join('|')})\\]`

const NOT_LOOPBACK = [
  NOT_LOCALHOST,
  `(?:\\d|[1-9]\\d|1[013-9]\\d|12[0-689]|2[0-4]\\d|25[0-5])\\.${OCTET}\\.${OCTET}\\.${OCTET}`,
  `\\[${anyBut('::1', `${DIGITS}abcdef:`)}\\]`,
].join('|')

const WEB = `https?:\\/\\/(?:${NAME}|${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}|${IPV6})`

const SOURCES = {
  /** Every origin. Hosts of an app's own scheme may have upper case. */
  any: `(?:${WEB}|[a-z][a-z0-9+.-]*:\\/\\/(?:[A-Za-z0-9_.-]+|${IPV6}))${PORT}`,
  /** A page on the web. */
  web: `${WEB}${PORT}`,
  /** A page on the web whose host is a name. */
  name: `https?:\\/\\/${NAME}${PORT}`,
  /** A page on the web whose host is an address that may be anybody's. */
  address: `https?:\\/\\/(?:${PUBLIC_IPV4}|${PUBLIC_IPV6})${PORT}`,
  /** A page that anybody on the network path can change. */
  insecure: `http:\\/\\/(?:${NOT_LOOPBACK})${PORT}`,
}

export type OriginGrammar = keyof typeof SOURCES

const built = new Map<OriginGrammar, Automaton>()

export function originGrammar(name: OriginGrammar): Automaton {
  let automaton = built.get(name)
  if (automaton === undefined) {
    automaton = buildAutomaton(new RegExpParser().parsePattern(SOURCES[name]), '', true) as Automaton
    built.set(name, automaton)
  }
  return automaton
}
