/** The origin of the page that fetches. */
import { addressSpaceOf } from 'corskit/browser'
import { parseSerializedOrigin } from 'corskit/protocol'
import { named } from '../command-line/secrets.ts'
import { UsageError } from '../command-line/usage-error.ts'

export function parsePageOrigin(text: string): string {
  if (text === '') throw new UsageError("--origin '': expected an origin such as https://app.example.com")
  if (!/^file:/i.test(text) && parseSerializedOrigin(text) !== null) return text
  throw new UsageError(`--origin ${named(text)} is not an origin as browsers write it: ${expected(text)}`)
}

/**
 * The page that is assumed when none is named. It has the scheme of the target, so that the result is about the
 * server's headers and not about mixed content. For a server on this machine or in the local network, it is a page on
 * this machine too. Local Network Access would stop a page of the Internet before the headers matter.
 */
export function assumedOrigin(target: URL): string {
  if (!isNear(target.hostname)) return `${target.protocol}//app.example.com`
  return target.origin === DEVELOPMENT ? 'http://localhost:3000' : DEVELOPMENT
}

const DEVELOPMENT = 'http://localhost:5173'

function isNear(host: string): boolean {
  const space = addressSpaceOf(host)
  return /(^|\.)localhost$|\.local$/.test(host) || (space !== null && space !== 'public')
}

function expected(text: string): string {
  if (/^null$/i.test(text)) return 'did you mean null?'
  if (text === '*')
    return 'a page has one origin, and * is what a server may answer; expected one such as https://app.example.com'
  if (/^file:/i.test(text)) return 'pages of files have the origin null; did you mean null?'
  if (/^(?:data:|about:|blob:null\b)/i.test(text))
    return `pages of ${text.replace(/:.*$/s, ':')} have the origin of the page that made them, or null; did you mean null?`
  const isLocal = /^(localhost|[^/?#]*\.localhost|127\.|10\.|192\.168\.|\[::1\]|0\.0\.0\.0)/i.test(text)
  const candidate = text.includes('://') ? text : `${isLocal ? 'http' : 'https'}://${text}`
  // Before an @, a part of a password may stand where the host is expected.
  const isUnclear = /[/\\?#].*@/s.test(text.replace(/^[^:/]*:\/\//, ''))
  if (URL.canParse(candidate) && !/\s/.test(text) && !isUnclear) {
    const { protocol, host } = new URL(candidate)
    const origin = `${protocol}//${host}`
    const isHost = text.includes('://') || /[.:]|^localhost$/.test(host)
    if (host !== '' && isHost && !host.includes('*') && parseSerializedOrigin(origin) !== null)
      return `did you mean ${origin}?`
  }
  return 'expected scheme://host[:port], nothing after it'
}
