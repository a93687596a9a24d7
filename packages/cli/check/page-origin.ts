/** The origin of the page that fetches. */
import { parseSerializedOrigin } from 'corskit/protocol'
import { quoted, UsageError } from '../command-line/usage-error.ts'

export function parsePageOrigin(text: string): string {
  if (text === '') throw new UsageError("--origin '': expected an origin such as https://app.example.com")
  if (parseSerializedOrigin(text) !== null) return text
  throw new UsageError(`--origin ${quoted(text)} is not an origin as browsers write it: ${expected(text)}`)
}

/**
 * The page that is assumed when none is named. It has the target's scheme, so that the answer is about the server's headers and not about
 * mixed content.
 */
export function assumedOrigin(target: URL): string {
  return `${target.protocol}//app.example.com`
}

function expected(text: string): string {
  if (/^null$/i.test(text)) return 'did you mean null?'
  const candidate = text.includes('://') ? text : `https://${text}`
  if (URL.canParse(candidate) && !/\s/.test(text)) {
    const { protocol, host } = new URL(candidate)
    const origin = `${protocol}//${host}`
    if (host !== '' && parseSerializedOrigin(origin) !== null) return `did you mean ${origin}?`
  }
  return 'expected scheme://host[:port], nothing after it'
}
