/** Reads what the page posts. Whether a URL or a header is a good one is for `check` to say; here it only has to be of the right shape. */
import type { LabRequest } from '../lab.ts'

const WORDS = ['url', 'origin', 'method', 'body', 'credentials', 'mode', 'engine'] as const

/** `null` when it is not a request. */
export function parseLabRequest(json: string): LabRequest | null {
  const value = parsed(json)
  if (typeof value !== 'object' || value === null) return null
  const record = value as Record<string, unknown>
  if (!WORDS.every((word) => typeof record[word] === 'string')) return null
  const { headers } = record
  if (!Array.isArray(headers) || !headers.every(isPair)) return null
  return { ...(record as Record<(typeof WORDS)[number], string>), headers }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function isPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string')
}
