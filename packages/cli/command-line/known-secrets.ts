/** What is known to be secret, because it stood in a URL or in a header, and what others make of it in a text. */
import type { Header } from 'corskit/protocol'
import { kindOfHeader } from './harmless-headers.ts'
import { loginParts, redactUrl, redactUrls, redactValue } from './redact-url.ts'
import { bodyFields, bodyWords } from './redaction/body-fields.ts'
import { knownTokens } from './redaction/known-tokens.ts'
import { isPlainValue } from './redaction/plain-values.ts'
import { REDACTED } from './redaction/redacted.ts'

/**
 * Shorter values are only taken out of their own header: taking every `1` out of the text would leave nothing to read.
 */
const MIN_LENGTH_IN_TEXT = 6

/** Where a value stood. A user name and a password in a URL are secret whatever they are. */
type Place = 'login' | 'credential' | 'asked' | 'answer'

const CREDENTIALS = /^(?:proxy-)?authorization$|^cookie$/

/** `user:password`, and each of them, of `Basic …`. */
function basicLogin(value: string): string[] {
  const [, encoded] = /^basic\s+([\w+/-]+=*)\s*$/i.exec(value) ?? []
  if (encoded === undefined) return []
  const text = Buffer.from(encoded, 'base64').toString()
  return [text, text.replace(/:.*$/s, ''), text.replace(/^[^:]*:/, '')]
}

export class KnownSecrets {
  readonly #values = new Map<string, Place>()
  /** What everybody may see: the page's origin, and the hosts that are asked. */
  readonly #public = new Set<string>()
  /** The same for what a server sends: the paths that are asked. */
  readonly #paths = new Set<string>()
  /** URLs and values that have a secret, and how they are shown. */
  readonly #shown = new Map<string, string>()
  /** The longest first. */
  #sorted: {
    readonly shown: readonly (readonly [text: string, shown: string])[]
    readonly values: readonly string[]
  } | null = null

  /** @param others what is known already */
  constructor(others?: KnownSecrets) {
    if (others === undefined) return
    for (const [value, place] of others.#values) this.#values.set(value, place)
    for (const [text, shown] of others.#shown) this.#shown.set(text, shown)
  }

  /** Adds what is not secret: the page's origin, and the origin and the path of the URL. */
  addPublic(origin: string | null, url: string): void {
    this.#sorted = null
    if (origin !== null) this.#public.add(origin.toLowerCase())
    if (!URL.canParse(url)) return
    const { origin: own, pathname } = new URL(url)
    this.#public.add(own.toLowerCase())
    this.#paths.add(pathname.toLowerCase())
  }

  /** @param headers names in any case */
  addHeaders(headers: readonly Header[], place: 'asked' | 'answer' = 'asked'): void {
    for (const [name, value] of headers) {
      const kind = kindOfHeader(name.toLowerCase())
      if (kind === 'url') this.addUrl(value)
      // Sentences name one word of a list.
      else if (kind === 'harmless') for (const text of [value, ...value.split(/,\s*/)]) this.addValue(text)
      else if (kind === 'cookie') this.#add((value.split(';', 1)[0] ?? '').replace(/^[^=]*=/, '').trim(), { place })
      else {
        const from = CREDENTIALS.test(name.toLowerCase()) ? 'credential' : place
        this.#add(value, { place: from })
        // `Bearer S`, `a=S; b=T`, `id=S,sig=T`: each part is one too.
        for (const part of value.split(/[\s;,=]+/)) this.#add(part, { length: 8, place: from })
        // A server reads user name and password there.
        for (const part of basicLogin(value)) this.#add(part, { place: 'login' })
      }
    }
  }

  addUrl(text: string): void {
    this.#addShown(text, redactUrl(text))
    for (const part of loginParts(text)) this.#add(part, { length: 4, place: 'login' })
    for (const token of knownTokens(text)) this.#add(token)
    if (!URL.canParse(text, 'https://relative.invalid/')) return
    const url = new URL(text, 'https://relative.invalid/')
    this.#addShown(url.href, redactUrl(url.href))
    const { username, password, pathname, search, hash } = url
    for (const part of [username, password]) this.#add(part, { place: 'login' })
    for (const part of [search.slice(1), hash.slice(1)]) this.#add(part)
    for (const [, value] of pathname.matchAll(/;[^;=/]*=([^;/]+)/g)) this.#add(value ?? '')
    for (const [, value] of [...new URLSearchParams(search), ...new URLSearchParams(hash.slice(1))]) this.#add(value)
  }

  /** @param body of a request, of any type */
  addBody(body: string): void {
    for (const field of bodyFields(body)) {
      this.#add(field)
      for (const word of bodyWords(field)) this.#add(word, { length: 8 })
    }
  }

  /** @param text it may have a URL in it */
  addValue(text: string): void {
    this.#addShown(text, redactValue(text))
  }

  /** The text without what is known to be secret, and without the secrets of any other URL. */
  redact(text: string): string {
    this.#sorted ??= {
      shown: [...this.#shown].sort(([one], [other]) => other.length - one.length),
      values: [...this.#values]
        .flatMap(([value, place]) => (this.#isPublic(value, place) ? [] : formsOf(value)))
        .sort((one, other) => other.length - one.length),
    }
    const { shown, values } = this.#sorted
    const withoutUrls = redactUrls(
      shown.reduce((told, [known, instead]) => told.replaceAll(known, () => instead), text),
    )
    return values.reduce((told, value) => told.replaceAll(value, REDACTED), withoutUrls)
  }

  #addShown(text: string, shown: string): void {
    if (shown === text) return
    this.#sorted = null
    for (const form of [inShell, inJson, inChromium, inFirefox, (as: string) => as])
      this.#shown.set(form(text), form(shown))
  }

  #add(value: string, { length = MIN_LENGTH_IN_TEXT, place = 'asked' }: { length?: number; place?: Place } = {}): void {
    const plain = decoded(value)
    for (const each of new Set([value, plain]))
      if (each.length >= length && (place === 'login' || !isPlainValue(each, place === 'credential')))
        this.#set(each, place)
  }

  #set(value: string, place: Place): void {
    this.#sorted = null
    // What a server sends as well stays secret where the user has it.
    if (place !== 'answer' || !this.#values.has(value)) this.#values.set(value, place)
  }

  #isPublic(value: string, place: Place): boolean {
    if (place === 'login') return false
    const isIn = (texts: ReadonlySet<string>) => [...texts].some((text) => text.includes(value.toLowerCase()))
    return isIn(this.#public) || (place === 'answer' && isIn(this.#paths))
  }
}

/** The value as others write it. */
function formsOf(value: string): string[] {
  // In a header, each character stands for a byte; in a body or a query, it may be any character.
  const spellings = [...new Set([value, Buffer.from(value).toString('latin1')])]
  const forms = spellings.flatMap((spelling) => {
    const bytes = Buffer.from(spelling, 'latin1')
    return [
      spelling,
      inChromium(spelling),
      inFirefox(spelling),
      encodeURIComponent(spelling.replace(/[\ud800-\udfff]/g, '')),
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
      bytes.toString('hex'),
    ]
  })
  // corskit tells the names of headers in lower case.
  return [...new Set([...forms, ...forms.map((form) => form.toLowerCase()), value.toUpperCase()])]
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

const inShell = (text: string) => text.replaceAll("'", `'\\''`)
const inJson = (text: string) => JSON.stringify(text).slice(1, -1)
/** Firefox's console lines read the value of a header as UTF-8. */
const inFirefox = (text: string) => Buffer.from(text, 'latin1').toString('utf8')
/** Chromium's console lines write the value of a header so. */
const inChromium = (text: string) =>
  text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
