/**
 * Values that cannot be a secret, whoever sends them: origins, hosts, and words of the protocol and of corskit. A
 * header of any name may have such a value; were it taken for a secret, a server could blind every sentence about it.
 */
import { OWN_WORDS } from './own-words.ts'

const LABEL = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?'
const ADDRESS = '\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[\\da-f:.]{2,45}\\]'
const PORT = '(?::\\d{1,5})?'
/** Everything in a URL but its host and port is hidden in its own way. */
const ORIGIN = new RegExp(`^[a-z][a-z\\d+.-]{1,20}://(?:\\*\\.)?(?:${LABEL}(?:\\.${LABEL})*|${ADDRESS})${PORT}/?$`, 'i')
/** Tokens have parts with dots too: those of a host begin with letters, and have few digits. */
const PLAIN_LABEL = '(?![a-z-]*\\d[a-z-]*\\d[a-z-]*\\d)[a-z][a-z\\d-]{0,23}'
const HOST = new RegExp(`^(?:(?:\\*\\.)?(?:${PLAIN_LABEL}\\.)+[a-z]{2,12}|localhost|${ADDRESS})${PORT}/?$`, 'i')
/** One short word, in usual letters. */
const SHORT_WORD = /^(?:[a-z]{1,7}|[A-Z]{1,7}|[A-Z][a-z]{1,6})$/

const OWN_TEXT = [...OWN_WORDS].join('\n')

/** @param isCredential whether it stands where passwords and tokens do: some have the form of a host or of a word */
export function isPlainValue(value: string, isCredential = false): boolean {
  const text = value.trim()
  const isName = (item: string) => ORIGIN.test(item) || (!isCredential && HOST.test(item))
  if (isName(text) || isOwn(text) || (!isCredential && SHORT_WORD.test(text))) return true
  const items = text.split(/[\s,;=]+/)
  return items.length > 1 && items.every((item) => isName(item) || isOwn(item))
}

/** `Access-Control-Allow-Origin`, `MissingAllowOriginHeader`, `content-type, x-id`, or a part of such a word. */
function isOwn(text: string): boolean {
  if (/[^A-Za-z\s,;:=.()/'"-]/.test(text)) return false
  const words = text.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^A-Za-z]+/)
  const isWhole = (word: string) => word.length < 2 || OWN_WORDS.has(word.toLowerCase())
  if (words.every(isWhole)) return true
  // The first and the last word may be cut off.
  return words.every(
    (word, place) =>
      isWhole(word) || ((place === 0 || place === words.length - 1) && OWN_TEXT.includes(word.toLowerCase())),
  )
}
