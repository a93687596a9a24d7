/** `-H @file`: a file of headers, one a line, as curl reads it. */
import { fileOfOption } from '../command-line/named-file.ts'
import { named } from '../command-line/secrets.ts'
import { MAX_HEADER_BYTES } from './request-headers.ts'

/** @param given the value of `-H`  @returns the lines of the file, or the value itself */
export function headerFile(given: string): string[] {
  if (!given.startsWith('@')) return [given]
  const path = given.slice(1)
  const bytes = fileOfOption(path, MAX_HEADER_BYTES, {
    unreadable: `-H @: the file ${named(path)} of headers cannot be read; expected lines such as Name: value`,
    tooLong: `-H @: the file ${named(path)} is too long; expected at most ${MAX_HEADER_BYTES} bytes`,
  })
  const lines = bytes
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .split(/\r?\n/)
  return lines.filter((line) => line.trim() !== '')
}
