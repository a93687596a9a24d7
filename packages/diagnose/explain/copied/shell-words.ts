/**
 * The words of a command line as bash and cmd read them: quotes, escapes and line breaks taken off. Linear in the text.
 */

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
  '0': '\0',
}

/** The first command of a text. `isAll` says that no other one follows. */
export interface ShellCall {
  readonly words: readonly string[]
  readonly isAll: boolean
}

export function shellCall(text: string): ShellCall {
  const isCmd = /\^\s*\r?\n|\^"/.test(text)
  const { words, end } = isCmd ? { words: cmdWords(text), end: text.length } : bashWords(text)
  return { words, isAll: !/(?:^|\s)curl(?:\.exe)?\s/.test(text.slice(end)) }
}

/** Also the quotes that programs for texts and chats make of straight ones. */
const CLOSING: Readonly<Record<string, string>> = {
  '‘': "’‘‛'",
  '’': "’'",
  '‚': "’‘'",
  '‛': "’'",
  '“': '”“„"',
  '”': '”"',
  '„': '”“"',
  '‟': '”"',
}

function bashWords(text: string): { words: string[]; end: number } {
  const words: string[] = []
  let word: string | null = null
  let at = 0
  for (; at < text.length; at++) {
    const character = text[at] as string
    const closing = mayOpen(word) ? CLOSING[character] : undefined
    if (character === '\\' || character === '`') {
      // A line that goes on: also with spaces before its end, with the carriage return of Windows, and with the
      // prompt of the next line. PowerShell has a backtick there.
      const [line] = /^[ \t]*\r?\n(?:>[ \t]+)?/.exec(text.slice(at + 1, at + 200)) ?? []
      if (line !== undefined) at += line.length
      else if (character === '`') word = `${word ?? ''}\``
      else if (text[++at] !== undefined) word = (word ?? '') + text[at]
    } else if (closing !== undefined) {
      const end = closingQuote(text, at + 1, closing)
      word = (word ?? '') + text.slice(at + 1, end)
      at = end
    } else if (character === "'") {
      const end = text.indexOf("'", at + 1)
      word = (word ?? '') + text.slice(at + 1, end < 0 ? text.length : end)
      at = end < 0 ? text.length : end
    } else if (character === '"') {
      word ??= ''
      for (at++; at < text.length && text[at] !== '"'; at++) {
        if (text[at] === '\\' && /["\\$`\n]/.test(text[at + 1] ?? '')) {
          at++
          if (text[at] === '\n') continue
        }
        word += text[at]
      }
    } else if (character === '$' && text[at + 1] === "'") {
      const { value, end } = ansiQuoted(text, at + 2)
      word = (word ?? '') + value
      at = end
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word)
      word = null
      if (character === '\n' && words.length > 0) break // a second command, or what it printed
    } else if (character === ';' || character === '|') break
    else if (word === null && (character === '#' || (character === '&' && /[&\s]/.test(text[at + 1] ?? ' ')))) break
    else if (
      /[<>]/.test(character) &&
      !/^<https?:/i.test(text.slice(at, at + 7)) &&
      (word === null || word.length < 2) &&
      /^[\d&]?$/.test(word ?? '')
    ) {
      // Where the output goes: `> file`, `2>&1`.
      at += (/^[<>]?[ \t]*[^\s;|]*/.exec(text.slice(at + 1, at + 1000)) ?? [''])[0].length
      word = null
    } else word = (word ?? '') + character
  }
  if (word !== null) words.push(word)
  return { words, end: at }
}

/** The longest name of an option of curl has 29 letters. */
const LONGEST_OPTION = 40

/**
 * Whether a quote may begin behind this part of a word. Its length is asked first: a RegExp makes a whole text of what
 * was joined letter by letter, and would do so for each letter.
 */
const mayOpen = (word: string | null) => word === null || (word.length <= LONGEST_OPTION && /^--?[\w-]+=?$/.test(word))

/** Such a quote may also stand in a word as an apostrophe, and then a letter follows. */
function closingQuote(text: string, from: number, closing: string): number {
  for (let at = from; at < text.length; at++)
    if (closing.includes(text[at] as string) && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? '')) return at
  return text.length
}

/** `$'…'`: with the escapes of C. */
function ansiQuoted(text: string, from: number): { value: string; end: number } {
  let value = ''
  let at = from
  for (; at < text.length && text[at] !== "'"; at++) {
    if (text[at] !== '\\') {
      value += text[at]
      continue
    }
    const next = text[++at] ?? ''
    const hex = /^(?:u([0-9a-fA-F]{1,4})|x([0-9a-fA-F]{1,2}))/.exec(text.slice(at, at + 6))
    if (hex !== null) {
      value += String.fromCharCode(Number.parseInt((hex[1] ?? hex[2]) as string, 16))
      at += hex[0].length - 1
    } else value += ESCAPES[next] ?? next
  }
  return { value, end: at }
}

/** Only double quotes, `^` before what would be special, and a line that ends with `^` goes on. */
function cmdWords(text: string): string[] {
  const plain = text.replace(/\^\r?\n[ \t]*/g, ' ').replace(/\^(.)/gs, '$1')
  const words: string[] = []
  let word: string | null = null
  let isQuoted = false
  for (let at = 0; at < plain.length; at++) {
    const character = plain[at] as string
    if (character === '\\' && plain[at + 1] === '"') {
      word = `${word ?? ''}"`
      at++
    } else if (character === '"') {
      isQuoted = !isQuoted
      word ??= ''
    } else if (!isQuoted && /\s/.test(character)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + character
  }
  if (word !== null) words.push(word)
  return words
}
