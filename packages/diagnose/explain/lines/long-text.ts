/** Finds the messages of a text of any length: `recogniseMessages` reads a bounded one. */
import { type PlacedMessage, recogniseMessages } from 'corskit/browser'

/** Less than what is read at once. */
const LONGEST_PART = 2 ** 20

/** Places are those of the whole text. Parts end at the end of a line, where there is one. */
export function messagesOfLongText(text: string): readonly PlacedMessage[] {
  const found: PlacedMessage[] = []
  for (let from = 0; from < text.length; ) {
    const to = endOfPart(text, from)
    for (const message of recogniseMessages(text.slice(from, to)))
      found.push({ ...message, start: message.start + from, end: message.end + from })
    from = to
  }
  return found
}

function endOfPart(text: string, from: number): number {
  const most = from + LONGEST_PART
  if (most >= text.length) return text.length
  const lineBreak = text.lastIndexOf('\n', most)
  return lineBreak > from ? lineBreak + 1 : most
}
