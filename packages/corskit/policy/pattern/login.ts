/**
 * A user name and a password in what should be an origin. People paste them with signs that are not encoded, and then a
 * part of the password stands where a port, a path or a query is expected. No message may repeat it.
 */

export const NO_USER = 'an origin has no user name and no password'

/** From the scheme, if there is one, to the last @. The colon of http(s) is none of a password. */
const LOGIN = /^((?:[a-z][a-z0-9+.-]*:[/\\]+|https?:|[/\\]{2,})|(?!https?:))([^:]*:.*)@(.*)$/is

/** A name without a dot may be a user name, and then its port may be a password. */
const HOST_AND_PORT = /^(?:[^:/?#\\@]*\.[^:/?#\\@]*|\*|localhost|\[[^\]]*\]):(?:\d{1,5}|\*)(?:[/?#\\]|$)/i

/** @returns the text without them, and whether it is unclear where the host begins; `null` when there is no password */
export function loginIn(value: string): { readonly without: string; readonly isUnclear: boolean } | null {
  if (!value.includes('@')) return null
  const [, scheme = '', login, host = ''] = LOGIN.exec(value) ?? []
  if (login === undefined || /^\[[^\]]*\](?:[/?#\\]|$)/.test(login) || HOST_AND_PORT.test(login)) return null
  return { without: scheme + host, isUnclear: /[/?#\\,;|\s]/.test(login) }
}
