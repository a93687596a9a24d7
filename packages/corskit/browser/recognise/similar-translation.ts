/**
 * Reads lines of Firefox in the words of an older translation: takes the nearest sentence of today, if it is near
 * enough.
 */

import type { Letters } from './letters.ts'
import { lettersOnly } from './letters.ts'
import { otherLines } from './line-messages.ts'
import type { MessageCode, PlacedMessage } from './recognised-message.ts'
import { type TranslatedSentence, translatedSentences } from './sentences/firefox.ts'

/** The share of the pairs of letters that two sentences have in common: Dice's coefficient. */
const NEAR_ENOUGH = 0.6

/** The limits of lines and letters that are compared, because each comparison takes time. */
const MOST_LINES = 40
const LONGEST_LINE = 2_000

/**
 * A host may have any letters. Firefox encodes the rest of a URL, so other letters behind it belong to the sentence:
 * `…/users에 있는`.
 */
const URL_IN_TEXT =
  /https?:\/\/(?:\[[\d:a-f]+\]|[^\s/?#'"“”‘’„»«（），。；、「」『』()<>|\]])[^\s/?#'"“”‘’„»«（），。；、「」『』()<>|\]]*(?:[/?#](?:(?!['")<>|\]])[\x21-\x7e])*)?/i

const IS_ABOUT_CORS = /CORS|Access-Control-Allow|Cross-?Origin/i
/**
 * English is left out: its older sentences are known. ASCII letters alone do not mean English: Italian, Dutch and
 * others often have no others.
 */
const IS_ENGLISH = /\b(?:the|has|been|is|was|this|because|resource|blocked by|reason)\b/i

export function similarTranslations({ source }: Letters, known: readonly PlacedMessage[]): PlacedMessage[] {
  const found: PlacedMessage[] = []
  /** Logs repeat their lines. */
  const compared = new Map<string, TranslatedSentence | null>()
  for (const { start, end } of otherLines(source, known)) {
    if (end - start > LONGEST_LINE) continue
    const line = source.slice(start, end)
    const url = urlIn(line)
    if (url === null || !IS_ABOUT_CORS.test(line) || IS_ENGLISH.test(line.replace(url, ''))) continue
    if (!compared.has(line)) {
      if (compared.size === MOST_LINES) continue
      compared.set(line, nearestSentence(line, url))
    }
    const nearest = compared.get(line)
    if (nearest === undefined || nearest === null) continue
    const { codes, engine, written } = nearest
    // Letters that this language writes at the end of it: `…/users-pe`.
    const attached = /\{url\}(-[a-z]+)/.exec(written)?.[1]
    const own = attached !== undefined && url.endsWith(attached) ? url.slice(0, -attached.length) : url
    found.push({ engine, code: codes[0] as MessageCode, codes, url: own, start, end })
  }
  return found
}

function urlIn(line: string): string | null {
  const found = URL_IN_TEXT.exec(line)
  if (found === null) return null
  const isAttached = /^[^\x00-\x7f]/.test(line.slice(found.index + found[0].length))
  // Without a path, the letters behind the host are those of the sentence, too.
  const bare = found[0].replace(/^(https?:\/\/[^/?#]*?)[^\x21-\x7e]+$/i, '$1')
  return bare.replace(isAttached || bare !== found[0] ? /[.,;:-]$/ : /[.,;:]$/, '')
}

/** The frame tells the language, and the text after the URL the reason. */
function nearestSentence(line: string, url: string): TranslatedSentence | null {
  const [before, ...behind] = line.split(url) as [string, ...string[]]
  const whole = pairsOf(lettersOnly(line.replaceAll(url, '')))
  const reason = pairsOf(lettersOnly(behind.join('') || before))
  let best: TranslatedSentence | null = null
  let highest = 0
  for (const sentence of translatedSentences()) {
    const pairs = pairsOfSentence(sentence)
    if (likeness(whole, pairs.whole) < NEAR_ENOUGH) continue
    const alike = likeness(reason, pairs.reason)
    if (alike > highest) {
      highest = alike
      best = sentence
    }
  }
  return highest < NEAR_ENOUGH ? null : best
}

type Pairs = ReadonlyMap<string, number>

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
  const pairs = new Map<string, number>()
  for (let at = 0; at + 1 < letters.length; at++) {
    const pair = letters.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

function likeness(a: Pairs, b: Pairs): number {
  let shared = 0
  let all = 0
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0)
    all += count
  }
  for (const count of b.values()) all += count
  return all === 0 ? 0 : (2 * shared) / all
}
