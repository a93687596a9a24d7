/**
 * Reads what to explain: the words of the command line, a file, or standard input. A long HAR is read by entries,
 * a long log by lines.
 */
import { createReadStream, existsSync, statSync } from 'node:fs'
import {
  type InputRead,
  type NotRead,
  type RecordedExchange,
  readHar,
  readHarEntry,
  readInput,
} from '@corskit/diagnose'
import { mustNotWait } from '../command-line/named-file.ts'
import { textOfBytes } from '../command-line/text-of-bytes.ts'
import { quoted, UsageError } from '../command-line/usage-error.ts'

/** Shorter input is read as one text. */
const SHORT_FILE = 4 * 1024 * 1024
const LONGEST_PASTE = 32 * 1024 * 1024
const MOST_ENTRIES = 200_000
const PROGRESS_BYTES = 50 * 1024 * 1024

export interface PasteSource {
  readonly words: readonly string[]
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean }
  readonly onProgress: (text: string) => void
}

export async function readPaste({ words, input, onProgress }: PasteSource): Promise<InputRead | NotRead> {
  const [first] = words
  if (first === undefined || (first === '-' && words.length === 1)) {
    if (first === undefined && input.isTTY === true) {
      throw new UsageError('explain expects a text, a file, or something on standard input; see corskit explain --help')
    }
    return readInput(await textOf(input))
  }
  if (words.length === 1 && looksLikeFile(first)) {
    if (!existsSync(first)) throw new UsageError(`explain ${quoted(first)}: there is no such file`)
    mustNotWait(first)
    const { size, isFile } = statOf(first)
    if (!isFile) throw new UsageError(`explain ${quoted(first)}: expected a file, and this is none`)
    return size > SHORT_FILE
      ? await readLongFile(first, size, onProgress)
      : readInput(await textOf(createReadStream(first)))
  }
  return readInput(words.length === 1 ? first : words.map(quotedWord).join(' '))
}

function statOf(path: string): { size: number; isFile: boolean } {
  const stat = statSync(path)
  // A pipe by its name (`<(pbpaste)`) is read like a file.
  return { size: stat.size, isFile: stat.isFile() || stat.isFIFO() || stat.isCharacterDevice() }
}

function looksLikeFile(word: string): boolean {
  if (word.includes('\n') || word.length > 4096) return false
  return existsSync(word) || /^[^\s'"(]+\.(har|json|txt|log)$/i.test(word)
}

/** The shell has removed the quotes, so a word with other than plain characters gets new ones. */
const quotedWord = (word: string) => (/^[\w./:@%+=,?&~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk as Uint8Array))
    length += (chunk as Uint8Array).length
    if (length > LONGEST_PASTE)
      throw new UsageError(
        `the input is longer than ${LONGEST_PASTE / 1024 / 1024} MiB; save it as a file, and name that`,
      )
  }
  return textOfBytes(Buffer.concat(chunks), false)
}

/** Words of the lines that are looked for; lines in other languages have other letters too. */
const MAY_BE_ABOUT_CORS =
  /cors|cross.?origin|same.?origin|access.?control|origin .* not allowed|cannot load|[^\0-\x7f]/i
const LONGEST_LINE = 64 * 1024
const MOST_ABOUT_CORS = 2 * 1024 * 1024

/** Of a long log, the lines that may be about CORS, each with the next one, where a narrow terminal has put its end. */
async function linesAboutCors(path: string, onProgress: (text: string) => void): Promise<string> {
  const decoder = new TextDecoder()
  const kept: string[] = []
  let length = 0
  let rest = ''
  let isNext = false
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    // Not a text.
    if ((chunk as Buffer).includes(0)) break
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n')
    rest = (lines.pop() ?? '').slice(-LONGEST_LINE)
    for (const line of lines) {
      const isAbout = line.length <= LONGEST_LINE && MAY_BE_ABOUT_CORS.test(line)
      if (isAbout || (isNext && line.length <= LONGEST_LINE)) {
        kept.push(line)
        length += line.length + 1
      }
      isNext = isAbout
    }
    if (length > MOST_ABOUT_CORS) {
      onProgress(
        `more than ${MOST_ABOUT_CORS / 1024 / 1024} MiB of it may be about CORS: the first of that is explained`,
      )
      return kept.join('\n')
    }
  }
  return [...kept, rest].join('\n')
}

/** A HAR is that long. Each entry is reduced as soon as it is read, so that bodies do not fill the memory. */
async function readLongFile(
  path: string,
  size: number,
  onProgress: (text: string) => void,
): Promise<InputRead | NotRead> {
  const { JSONParser } = await import('@streamparser/json')
  const parser = new JSONParser({ paths: ['$.log.creator', '$.log.entries.*'], keepStack: false })
  const entries: RecordedExchange[] = []
  let creator: unknown = null
  let seen = 0
  parser.onValue = ({ value, stack, key }) => {
    if (key === 'creator' && stack.length === 2) creator = value
    else if (entries.length < MOST_ENTRIES) {
      seen++
      const entry = readHarEntry(value)
      // Keeps only what can matter for a cross-origin request.
      if (entry !== null) entries.push(entry)
    }
  }
  let broken: Error | null = null
  parser.onError = (error) => {
    broken ??= error
  }
  let bytes = 0
  let told = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    try {
      parser.write(chunk as Uint8Array)
    } catch (error) {
      broken ??= error as Error
    }
    if (broken !== null) break
    bytes += (chunk as Uint8Array).length
    if (bytes - told >= PROGRESS_BYTES) {
      told = bytes
      onProgress(
        `read ${Math.round((bytes / size) * 100)} % of ${Math.round(size / 1024 / 1024)} MiB, ${seen} requests`,
      )
    }
  }
  const fromLines = entries.length === 0 ? readInput(await linesAboutCors(path, onProgress)) : null
  if (fromLines !== null && !('why' in fromLines)) return fromLines
  if (entries.length === 0)
    return {
      why:
        broken === null
          ? 'it is a long file, and not a HAR'
          : 'it is a long file, no line of it is about CORS, and it is not a HAR: its JSON has a mistake',
    }
  if (broken !== null || !parser.isEnded)
    onProgress(`the file breaks off after ${seen} requests (${bytes} of ${size} bytes): what is there is explained`)
  return readHar(entries, creator)
}
