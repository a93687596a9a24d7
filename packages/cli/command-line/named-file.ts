/** A file that an option names. Pipes and devices may have no end, so no more is read than may be used. */
import { X509Certificate } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { named } from './secrets.ts'
import { UsageError } from './usage-error.ts'

const CHUNK = 64 * 1024

/**
 * @param path `-` is standard input
 * @returns its bytes, or `null` when there are more than `most`
 * @throws when it cannot be read
 */
export function namedFile(path: string, most: number): Buffer | null {
  if (path !== '-') mustNotWait(path)
  const file = path === '-' ? 0 : openSync(path, 'r')
  try {
    const chunks: Buffer[] = []
    for (let length = 0; length <= most; ) {
      const chunk = Buffer.alloc(CHUNK)
      const count = readSync(file, chunk)
      if (count === 0) return Buffer.concat(chunks)
      chunks.push(chunk.subarray(0, count))
      length += count
    }
    return null
  } finally {
    if (file !== 0) closeSync(file)
  }
}

/**
 * Opening a named pipe waits for a program that writes into it, for ever where there is none. What a shell makes of
 * `<(program)` has one.
 *
 * @throws {UsageError} for a named pipe of the user's own
 */
export function mustNotWait(path: string): void {
  if (!/^\/(?:dev|proc)\//.test(path) && statSync(path, { throwIfNoEntry: false })?.isFIFO() === true)
    throw new UsageError(
      `${named(path)} is a named pipe, which may have no end; use <(program), or - for standard input`,
    )
}

/** All authorities that a system trusts take less. */
const LONGEST_PEM = 4 * 1024 * 1024

/** Certificates or a key. @throws {UsageError} */
export const pemFile = (option: string, path: string): string =>
  fileOfOption(path, LONGEST_PEM, {
    unreadable: `--${option} ${named(path)}: no such file can be read`,
    tooLong: `--${option} ${named(path)}: the file is too long for certificates`,
  }).toString('utf8')

/** At least one certificate. @throws {UsageError} */
export function certificatesFile(option: string, path: string): string {
  const text = pemFile(option, path)
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  if (found.length === 0)
    throw new UsageError(`--${option} ${named(path)} has no certificate: expected PEM, with BEGIN CERTIFICATE`)
  for (const certificate of found) {
    try {
      new X509Certificate(certificate)
    } catch {
      throw new UsageError(`--${option} ${named(path)} has a certificate that cannot be read`)
    }
  }
  return text
}

/** @throws {UsageError} which says what is wrong with the file */
export function fileOfOption(
  path: string,
  most: number,
  said: { readonly unreadable: string; readonly tooLong: string },
): Buffer {
  let bytes: Buffer | null
  try {
    bytes = namedFile(path, most)
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(said.unreadable)
  }
  if (bytes === null) throw new UsageError(said.tooLong)
  return bytes
}
