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

export function shellWords(text: string): string[] {
  const isCmd = /\^\s*\r?\n|\^"/.test(text)
  return isCmd ? cmdWords(text) : bashWords(text)
}

function bashWords(text: string): string[] {
  const words: string[] = []
  let word: string | null = null
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (character === '\\') {
      const next = text[++at]
      // A line that goes on; also with the carriage return of Windows.
      if (next === '\r' && text[at + 1] === '\n') at++
      else if (next !== '\n' && next !== undefined) word = (word ?? '') + next
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
    else word = (word ?? '') + character
  }
  if (word !== null) words.push(word)
  return words
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
