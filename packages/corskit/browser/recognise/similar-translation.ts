/**
 * Reads lines of Firefox in the words of an older translation, wrapped or not: takes the nearest sentence of today, if
 * it is near enough.
 */

import type { Letters } from './letters.ts'
import { lettersOnly } from './letters.ts'
import { otherLines } from './line-messages.ts'
import type { MessageCode, PlacedMessage } from './recognised-message.ts'
import { type TranslatedSentence, translatedSentences } from './sentences/firefox.ts'

/** The share of the pairs of letters that two sentences have in common: Dice's coefficient. */
const NEAR_ENOUGH = 0.6

const NEARLY_AS_LIKE = 0.2

/** The limits of texts and letters that are compared, because each comparison takes time. */
const MOST_COMPARED = 80
const LONGEST_LINE = 2_000

/** How many lines may stand before and after that of the URL, where a message is wrapped. */
const MOST_LINES_BEFORE = 3
const MOST_LINES_AFTER = 3

/**
 * A host may have any letters. Firefox encodes the rest of a URL, so other letters behind it belong to the sentence:
 * `…/users에 있는`.
 */
const URL_IN_TEXT =
  /https?:\/\/(?:\[[\d:a-f]+\]|[^\s/?#'"“”‘’„»«（），。；、「」『』()<>|\]])[^\s/?#'"“”‘’„»«（），。；、「」『』()<>|\]]*(?:[/?#](?:(?!['")<>|\]])[\x21-\x7e])*)?/gi

const IS_ABOUT_CORS = /CORS|Access-Control-Allow|Cross-?Origin/i
/**
 * English is left out: its older sentences are known. ASCII letters alone do not mean English: Italian, Dutch and
 * others often have no others.
 */
const IS_ENGLISH = /\b(?:the|has|been|is|was|this|because|resource|blocked by|reason)\b/i

export function similarTranslations({ source }: Letters, known: readonly PlacedMessage[]): PlacedMessage[] {
  const nearestOf = comparing(source)
  const lines = [...otherLines(source, known)].map((line) => ({
    ...line,
    urls: urlsIn(source.slice(line.start, line.end)),
  }))
  const found = lines.flatMap(({ urls, ...line }) => nearestOf(urls, [line]) ?? [])
  // Another one may be wrapped.
  for (const [index, { urls, start }] of lines.entries()) {
    if (urls.length === 0 || found.some((message) => message.start <= start && start < message.end)) continue
    const isFree = (place: Place) => !found.some((message) => message.start < place.end && place.start < message.end)
    const message = nearestOf(urls, placesAround(source, lines, index).filter(isFree))
    if (message !== null) found.push(message)
  }
  return found
}

/** Finds the place whose text is most like a sentence. */
function comparing(source: string) {
  /** Logs repeat their lines. */
  const compared = new Map<string, Nearest | null>()
  return (urls: readonly string[], places: readonly Place[]): PlacedMessage | null => {
    const read: (Nearest & Place & { readonly url: string })[] = []
    for (const { start, end, url } of urls.flatMap((one) => places.map((place) => ({ ...place, url: one })))) {
      const text = source.slice(start, end)
      if (end - start > LONGEST_LINE || !IS_ABOUT_CORS.test(text) || IS_ENGLISH.test(text.replaceAll(url, ''))) continue
      const key = `${url} ${text}`
      if (!compared.has(key)) {
        if (compared.size === MOST_COMPARED) continue
        compared.set(key, nearestSentence(text, url))
      }
      const nearest = compared.get(key) ?? null
      if (nearest !== null) read.push({ ...nearest, start, end, url })
    }
    const highest = Math.max(...read.map(({ likeness }) => likeness))
    // What breaks off may be like the beginning of another sentence.
    const [best] = read
      .filter(({ likeness }) => likeness > highest - NEARLY_AS_LIKE)
      .sort((a, b) => b.end - b.start - (a.end - a.start) || b.likeness - a.likeness)
    if (best === undefined) return null
    const { codes, engine, written } = best.sentence
    // Letters that this language writes at the end of it: `…/users-pe`.
    const attached = /\{url\}(-[a-z]+)/.exec(written)?.[1]
    const { url } = best
    const own = attached !== undefined && url.endsWith(attached) ? url.slice(0, -attached.length) : url
    const status = STATUS.exec(source.slice(best.start, best.end).split(url).at(-1) as string)?.[1]
    const told = { engine, code: codes[0] as MessageCode, codes, url: own, start: best.start, end: best.end }
    return status === undefined ? told : { ...told, status: Number(status) }
  }
}

/** Behind the URL in a line of Firefox: `Code d’état : 404.` */
const STATUS = /[:：]\s*([1-5]\d\d)(?=[.。"'\\]|\s*$)/

interface Place {
  readonly start: number
  readonly end: number
}

/** The line with some lines before and after it, up to an empty one. */
function placesAround(source: string, lines: readonly Place[], index: number): Place[] {
  const isNext = (one: Place | undefined, other: Place | undefined) =>
    one !== undefined &&
    other !== undefined &&
    other.start === one.end + 1 &&
    /\S/.test(source.slice(one.start, one.end)) &&
    /\S/.test(source.slice(other.start, other.end))
  let first = index
  while (index - first < MOST_LINES_BEFORE && isNext(lines[first - 1], lines[first])) first--
  let last = index
  while (last - index < MOST_LINES_AFTER && isNext(lines[last], lines[last + 1])) last++
  const places: Place[] = []
  for (let one = index; one >= first; one--) {
    for (let other = index; other <= last; other++) {
      if (one < other) places.push({ start: (lines[one] as Place).start, end: (lines[other] as Place).end })
    }
  }
  return places
}

/** A console may print the page's before the line. */
const MOST_URLS = 3

function urlsIn(line: string): readonly string[] {
  return Array.from(line.matchAll(URL_IN_TEXT))
    .slice(0, MOST_URLS)
    .map(({ 0: written, index }) => {
      const isAttached = /^[^\x00-\x7f]/.test(line.slice(index + written.length))
      // Without a path, the letters behind the host are those of the sentence, too.
      const hasPath = /^https?:\/\/[^/?#]*[/?#]/i.test(written)
      const bare = hasPath ? written : written.replace(/(?<![^\x21-\x7e])[^\x21-\x7e]+$/, '')
      return bare.replace(isAttached || bare !== written ? /[.,;:-]$/ : /[.,;:]$/, '')
    })
}

interface Nearest {
  readonly sentence: TranslatedSentence
  /** Of the whole text and of the reason. */
  readonly likeness: number
}

/** The frame tells the language, and the text after the URL the reason. */
function nearestSentence(text: string, url: string): Nearest | null {
  const [before, ...behind] = text.split(url) as [string, ...string[]]
  const whole = pairsOf(lettersOnly(text.replaceAll(url, '')))
  const reason = pairsOf(lettersOnly(behind.join('') || before))
  let best: Nearest | null = null
  let highest = 0
  for (const sentence of translatedSentences()) {
    const pairs = pairsOfSentence(sentence)
    const ofWhole = likeness(whole, pairs.whole)
    if (ofWhole < NEAR_ENOUGH) continue
    const alike = likeness(reason, pairs.reason)
    if (alike > highest) {
      highest = alike
      best = { sentence, likeness: ofWhole + alike }
    }
  }
  return highest < NEAR_ENOUGH ? null : best
}

/** How often each pair of letters is there. */
interface Pairs {
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

const ofSentences = new WeakMap<TranslatedSentence, { whole: Pairs; reason: Pairs }>()

function pairsOfSentence(sentence: TranslatedSentence) {
  const known = ofSentences.get(sentence)
  if (known !== undefined) return known
  const [before, ...behind] = sentence.letters as readonly [string, ...string[]]
  const pairs = { whole: pairsOf(before + behind.join('')), reason: pairsOf(behind.join('') || before) }
  ofSentences.set(sentence, pairs)
  return pairs
}

function pairsOf(letters: string): Pairs {
  const counts = new Map<string, number>()
  for (let at = 0; at + 1 < letters.length; at++) {
    const pair = letters.slice(at, at + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return { counts, total: Math.max(letters.length - 1, 0) }
}

/** 0 where they cannot be near enough, because one of them is much longer. */
function likeness(a: Pairs, b: Pairs): number {
  const all = a.total + b.total
  if (2 * Math.min(a.total, b.total) < NEAR_ENOUGH * all || all === 0) return 0
  const [fewer, more] = a.counts.size < b.counts.size ? [a, b] : [b, a]
  let shared = 0
  for (const [pair, count] of fewer.counts) shared += Math.min(count, more.counts.get(pair) ?? 0)
  return (2 * shared) / all
}
