import { editDistance } from '../checks/nearest-name.ts'

/** Other programs use these; they stand in the same files as origins do. */
const OF_OTHER_PROGRAMS =
  'ftps sftp ssh telnet redis rediss postgres postgresql mysql mongodb mongodb+srv amqp amqps mqtt mqtts smtp smtps ldap ldaps git svn tcp udp imap pop3 rtsp rtmp'.split(
    ' ',
  )

/** Schemes whose pages send no origin of their own, each with the reason. */
export const REFUSED_SCHEMES: Readonly<Record<string, string>> = {
  file: "pages of files have the origin null, which any site can take, so file: has no origin to allow; this holds for the 'file://' of old Android WebViews too",
  data: 'pages of data: have the origin null',
  about: 'pages of about: have the origin of the page that opened them, or null',
  blob: 'pages of blob: have the origin of the page that made them',
  filesystem: 'pages of filesystem: have the origin of the page that made them',
  javascript: 'javascript: runs in the page that follows the link, with its origin',
  ws: 'a web socket carries the origin of the page that opens it, which is http: or https:',
  wss: 'a web socket carries the origin of the page that opens it, which is http: or https:',
  ftp: 'no browser loads pages by ftp:',
  ...Object.fromEntries(OF_OTHER_PROGRAMS.map((scheme) => [scheme, `no browser loads pages by ${scheme}:`])),
}

export const isRefusedScheme = (scheme: string): boolean => Object.hasOwn(REFUSED_SCHEMES, scheme)

/**
 * The scheme that was meant: `https` for `htttps`, and the one of the page for a web socket. `null` for a scheme that
 * may be an app's own: one that is two edits away may be a word (`stop`, `help`) unless it has no other letters.
 *
 * @param isLocal decides where both are as near
 */
export function schemeMeant(scheme: string, isLocal: boolean): 'http' | 'https' | null {
  if (scheme === 'http' || scheme === 'https') return null
  if (scheme === 'ws' || scheme === 'wss') return scheme === 'ws' ? 'http' : 'https'
  const [http, https] = [editDistance(scheme, 'http'), editDistance(scheme, 'https')]
  const nearest = Math.min(http, https)
  if (nearest > 1 && !(nearest === 2 && /^[htps.+-]{4,}$/.test(scheme))) return null
  if (http === https) return isLocal ? 'http' : 'https'
  return http < https ? 'http' : 'https'
}
