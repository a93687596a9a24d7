/** Chromium's line without its beginning: the address and the page may stand in what is left of it. */
import type { PlacedMessage } from 'corskit/browser'

const QUOTE = '[\'"‘’]'
/** Bounded, as all that is looked for in a long text. */
const ADDRESS = new RegExp(
  `${QUOTE}(?<url>https?://[^\\s'"‘’]{1,4096})${QUOTE}(?:\\s+\\(redirected from ${QUOTE}(?<firstUrl>https?://[^\\s'"‘’]{1,4096})${QUOTE}\\))?\\s+from\\s+origin\\s+${QUOTE}(?<origin>[^\\s'"‘’]{1,300})${QUOTE}`,
  'g',
)
const LONGEST = 10_000

/** The messages, each without an address with that which stands between it and the one before. */
export function withCutAddresses(messages: readonly PlacedMessage[], text: string): PlacedMessage[] {
  return messages.map((message, place) => {
    const { end, engine, start, url } = message
    if (engine !== 'chromium' || url !== undefined) return message
    const from = Math.max(messages[place - 1]?.end ?? 0, start - LONGEST)
    const found = [...text.slice(from, end).matchAll(ADDRESS)].at(-1)?.groups
    if (found === undefined || !URL.canParse(found['url'] ?? '')) return message
    const told = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
    return { ...told, ...message }
  })
}
