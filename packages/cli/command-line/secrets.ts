/** What may hold a secret, and how it is shown: people paste what a command says into bug reports. `--show-secrets` shows all. */

export const REDACTED = '[redacted]'

/** A URL of which host and path are told. */
const URL_IN_TEXT = /\b[a-z][a-z0-9+.-]*:\/\/[^\s'"‘’“”<>]+/gi

/** Every URL of the text without user name, password, query and fragment. */
export function redactUrls(text: string): string {
  return text.replace(URL_IN_TEXT, redactUrl)
}

/** @param text a URL, absolute or relative */
export function redactUrl(text: string): string {
  const [, head = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(text) ?? []
  // Up to the last @ of the authority: a password may hold one.
  const place = head.replace(/^((?:[a-z][a-z0-9+.-]*:)?[/\\]{2})[^/\\]*@/i, `$1${REDACTED}@`)
  const query = /^\?[^#]+/.test(rest) ? `?${REDACTED}` : rest.startsWith('?') ? '?' : ''
  const hash = rest.indexOf('#')
  // What reads as a message goes on after the URL: its last full stop, comma or bracket.
  const tail = /[.,;:)\]]*$/.exec(rest)?.[0] ?? ''
  const fragment = hash < 0 ? '' : hash === rest.length - 1 ? '#' : `#${REDACTED}`
  return place + query + fragment + (query === '' && fragment === '' ? '' : tail)
}

/** Names of environment variables whose values are nobody's business. */
const SECRET_VARIABLE = /secret|token|key|passw|auth|cred/i

/** The text without the values of such variables of this process. */
export function redactEnvironment(text: string): string {
  let shown = text
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && value.length >= 6 && SECRET_VARIABLE.test(name))
      shown = shown.replaceAll(value, REDACTED)
  return shown
}
