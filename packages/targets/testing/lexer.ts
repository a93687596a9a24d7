/** Reads the strings, comments and other signs of a generated file as its format does. */

interface Syntax {
  /** Where a text begins, where it ends, and whether a backslash escapes in it. */
  readonly strings: readonly (readonly [open: string, close: string, escape: boolean])[]
  readonly comments: readonly (readonly [open: string, close: string])[]
  /** Words outside quotes are values too, and line ends count. */
  readonly hasBareWords: boolean
}

const LINE = '\n'
const cLike = (...strings: Syntax['strings'][number][]): Syntax => ({
  strings,
  comments: [
    ['//', LINE],
    ['/*', '*/'],
  ],
  hasBareWords: false,
})
const hashed = (hasBareWords: boolean, ...strings: Syntax['strings'][number][]): Syntax => ({
  strings,
  comments: [['#', LINE]],
  hasBareWords,
})

const DOUBLE = ['"', '"', true] as const
const SINGLE = ["'", "'", true] as const

const SYNTAXES: Readonly<Record<string, Syntax>> = {
  javascript: cLike(DOUBLE, SINGLE, ['`', '`', true]),
  go: cLike(DOUBLE, ['`', '`', false]),
  csharp: cLike(DOUBLE),
  java: cLike(DOUBLE),
  rust: cLike(DOUBLE),
  // `?>` ends PHP even in a comment.
  php: { ...cLike(SINGLE, DOUBLE), comments: [['//', LINE]] },
  python: hashed(false, DOUBLE, SINGLE),
  ruby: hashed(false, DOUBLE, SINGLE),
  yaml: hashed(false, DOUBLE),
  toml: hashed(false, DOUBLE),
  json: { strings: [DOUBLE], comments: [], hasBareWords: false },
  xml: { strings: [DOUBLE, ['>', '<', false]], comments: [['<!--', '-->']], hasBareWords: false },
  nginx: hashed(true, DOUBLE, SINGLE),
  apacheconf: hashed(true, DOUBLE),
  lighttpd: hashed(true, DOUBLE),
  haproxy: hashed(true, DOUBLE, ["'", "'", false]),
  caddyfile: hashed(true, DOUBLE, ['`', '`', false]),
  vcl: {
    ...cLike(['{"', '"}', false], ['"', '"', false]),
    comments: [
      ['//', LINE],
      ['/*', '*/'],
      ['#', LINE],
    ],
  },
}

export interface Read {
  /** The file with every text and comment taken out. */
  readonly skeleton: string
  readonly strings: readonly string[]
}

export function readSource(language: string, source: string): Read {
  const syntax = SYNTAXES[language]
  if (syntax === undefined) throw new Error(`there is no syntax of ${language}: add it here`)
  let skeleton = ''
  const strings: string[] = []
  for (let at = 0; at < source.length; ) {
    const comment = syntax.comments.find(([open]) => source.startsWith(open, at))
    const string = syntax.strings.find(([open]) => source.startsWith(open, at))
    const word = syntax.hasBareWords ? /^[^\s{};"'`#][^\s{};]*/.exec(source.slice(at, at + 4_000)) : null
    if (comment !== undefined) {
      const end = source.indexOf(comment[1], at + comment[0].length)
      at = end < 0 ? source.length : end + (comment[1] === LINE ? 0 : comment[1].length)
    } else if (string !== undefined) {
      const [text, end] = readString(source, at, string)
      strings.push(text)
      skeleton += '§'
      at = end
    } else if (word !== null) {
      strings.push(word[0])
      skeleton += '§'
      at += word[0].length
    } else {
      skeleton += source[at]
      at++
    }
  }
  return {
    skeleton: syntax.hasBareWords ? skeleton.replace(/[ \t]+/g, ' ').replace(/\n+/g, '\n') : compact(skeleton),
    strings,
  }
}

/** A list is broken into lines where it is long. */
const compact = (text: string) => text.replace(/\s+/g, '').replace(/,(?=[\])}])/g, '')

function readString(
  source: string,
  start: number,
  [open, close, hasEscapes]: Syntax['strings'][number],
): [string, number] {
  let text = ''
  for (let at = start + open.length; at < source.length; at++) {
    if (source.startsWith(close, at)) return [text, at + (close === '<' ? 0 : close.length)]
    if (hasEscapes && source[at] === '\\') at++
    text += source[at]
  }
  return [`${text} (without an end)`, source.length]
}
