/**
 * Reads what the page posts. `check` judges URLs and headers; here only the shape is checked.
 */
import type { LabRequest } from '../lab.ts'

const WORDS = ['url', 'origin', 'method', 'body', 'credentials', 'mode', 'engine'] as const

/** `null` when it is not a request. */
export function parseLabRequest(json: string): LabRequest | null {
  const record = parsedRecord(json)
  if (record === null || !WORDS.every((word) => typeof record[word] === 'string')) return null
  const { headers, stack } = record
  if (!Array.isArray(headers) || !headers.every(isHeaderPair)) return null
  if (stack !== undefined && typeof stack !== 'string') return null
  const words = Object.fromEntries(WORDS.map((word) => [word, record[word]])) as Record<(typeof WORDS)[number], string>
  return { ...words, headers, ...(stack === undefined ? {} : { stack }) }
}

export function parsedRecord(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

export function isHeaderPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string')
}
