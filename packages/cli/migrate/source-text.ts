/** The text of a file in any encoding. */
import { markedAsWide, type WideEncoding } from '../command-line/text-of-bytes.ts'

export interface SourceText {
  readonly text: string
  /** Whether the text, written as UTF-8, is the same file again. */
  readonly isUtf8: boolean
}

/**
 * A file in UTF-16 is read as such. Of any other that is not UTF-8, each byte is taken for a letter: names and keywords
 * are right then, and only comments and texts may have wrong letters.
 */
export function sourceText(bytes: Buffer): SourceText {
  const wide = wideEncoding(bytes)
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), isUtf8: false }
  const text = bytes.toString('utf8')
  const isUtf8 = Buffer.from(text, 'utf8').equals(bytes)
  return { text: isUtf8 ? text : bytes.toString('latin1'), isUtf8 }
}

/** By its mark, or by the zeros between the letters of a program. */
function wideEncoding(bytes: Buffer): WideEncoding | null {
  if (bytes.length < 2 || bytes.length % 2 === 1) return null
  const marked = markedAsWide(bytes)
  if (marked !== null) return marked
  const seen = bytes.subarray(0, 1000)
  const isWide = (offset: number) => seen.every((byte, index) => (byte === 0) === (index % 2 === offset))
  return isWide(1) ? 'utf-16le' : isWide(0) ? 'utf-16be' : null
}
