/** Engines print several lines for one failure. They are put together here. */
import type { PlacedMessage } from 'corskit/browser'
import { ECHO } from '../../readings.ts'

/** One message for each failure, in the order of the lines. */
export function failuresOfLines(messages: readonly PlacedMessage[], text: string): PlacedMessage[] {
  return withFollowing(withoutRepeats(messages, text))
}

/** WebKit prints a reason twice: by itself, and behind these words. */
const REPEATED = /^Failed to load resource:/

/** The second line with the words of the first is left out, wherever the two stand. */
function withoutRepeats(messages: readonly PlacedMessage[], text: string): PlacedMessage[] {
  const isBehind = ({ start, end, engine, url }: PlacedMessage) =>
    engine === 'webkit' && url === undefined && REPEATED.test(text.slice(start, end))
  return messages.filter(
    (message) =>
      !isBehind(message) ||
      !messages.some(
        (other) =>
          !isBehind(other) &&
          other.engine === 'webkit' &&
          other.code === message.code &&
          other.origin === message.origin,
      ),
  )
}

/** A line that follows another may tell more of the same failure. */
function withFollowing(messages: readonly PlacedMessage[]): PlacedMessage[] {
  const told: PlacedMessage[] = []
  for (const message of messages) {
    const last = told.at(-1)
    const whole = last === undefined ? null : (whereItLed(last, message) ?? repeated(last, message))
    if (whole === null) told.push(message)
    else told[told.length - 1] = whole
  }
  const isSame = (one: PlacedMessage, other: PlacedMessage) =>
    one.code === other.code && one.url === other.url && one.origin === other.origin
  return told.filter((message, place) => told.findIndex((other) => isSame(other, message)) === place)
}

/** The same failure once more; WebKit names its URL only there. */
function repeated(last: PlacedMessage, message: PlacedMessage): PlacedMessage | null {
  if (last.url !== undefined && last.url !== message.url) return null
  const isFirefox = message.engine === 'firefox' && last.engine === 'firefox'
  // Firefox looks at the answer to a preflight once more when it refuses a redirect of it.
  const { status } = message
  if (isFirefox && last.code === 'PreflightDisallowedRedirect' && message.url !== undefined)
    return status === undefined || last.status !== undefined ? last : { ...last, status }
  if (message.code !== ECHO && !(message.engine === 'firefox' && message.code === 'NetworkError')) return null
  if (last.url === undefined) return message.url === undefined ? last : { ...last, url: message.url }
  return isFirefox ? ofPreflight(last) : last
}

/**
 * Firefox says so once more where a preflight was refused, because the request behind it fails too, or where a redirect
 * was.
 */
function ofPreflight(message: PlacedMessage): PlacedMessage {
  const { status = 0, codes } = message
  const own = codes.filter((code) => code.startsWith('Preflight'))
  const [code] = own
  return code === undefined || (status >= 300 && status < 400) ? message : { ...message, code, codes: own }
}

/** Both engines name the address of a refused redirect, and only the line behind it names what script asked for. */
function whereItLed(last: PlacedMessage, message: PlacedMessage): PlacedMessage | null {
  const { firstUrl, url } = last
  if (url === undefined || firstUrl !== undefined || message.url === undefined || message.url === url) return null
  const isOfWebkit = message.engine === 'webkit' && message.code === ECHO && last.engine === 'webkit'
  const isOfFirefox = message.engine === 'firefox' && message.code === 'NetworkError' && isNotHttp(last)
  return isOfWebkit || isOfFirefox ? { ...last, firstUrl: message.url } : null
}

const isNotHttp = ({ codes, engine }: PlacedMessage) => engine === 'firefox' && codes[0] === 'CorsDisabledScheme'
