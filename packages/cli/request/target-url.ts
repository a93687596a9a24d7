/** The URL that the page fetches. */
import { redactUrl } from '../command-line/redact-url.ts'
import { named } from '../command-line/secrets.ts'
import { UsageError } from '../command-line/usage-error.ts'

/** The limits of servers are 8 to 64 KiB; that of Chromium is 2 MiB. */
const MAX_URL_LENGTH = 64 * 1024

export function parseTargetUrl(text: string): URL {
  if (text.length > MAX_URL_LENGTH)
    throw new UsageError(`the URL ${named(text)} has ${text.length} characters; expected at most ${MAX_URL_LENGTH}`)
  // `ada:/secret@host`: the parser takes the password for a path.
  if (/^[^/?#]*[/\\]{2}[^/\\?#@]*:[/\\?#].*@/s.test(text))
    throw new UsageError(
      `${named(text)} has no port behind the colon; encode the signs of a password: / as %2F, ? as %3F, # as %23`,
    )
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new UsageError(`${named(text)} is not an http or https URL${suggestion(text)}`)
}

/**
 * `localhost:3000/x` is parsed as a URL with the scheme `localhost`. People mean http there, and https for other hosts.
 */
function suggestion(text: string): string {
  if (/^wss?:\/\//i.test(text)) return ': CORS does not apply to web sockets, so browsers open them to every server'
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /[\s\0-\x1f]/.test(text)) return ': expected http://… or https://…'
  const isLocal = /^(localhost|[^/?#]*\.localhost|127\.|\[::1\]|0\.0\.0\.0)/i.test(text)
  const guess = `${isLocal ? 'http' : 'https'}://${text}`
  const isHost = /^(\[[0-9a-f:.]+\]|[\w-]+(\.[\w-]+)+|localhost)(:\d+)?([/?#]|$)/i.test(text)
  return isHost && URL.canParse(guess) ? `: did you mean ${redactUrl(guess)}?` : ': expected http://… or https://…'
}
