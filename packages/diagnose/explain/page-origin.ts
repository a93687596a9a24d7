import { parseSerializedOrigin } from 'corskit/protocol'

/**
 * @param text what stands in an input as the page's origin: anything, also a page's URL
 * @returns `null` where it says no origin
 */
export function pageOrigin(text: string | null): string | null {
  if (text === null || parseSerializedOrigin(text) !== null) return text
  return /^https?:/i.test(text) && URL.canParse(text) ? new URL(text).origin : null
}
