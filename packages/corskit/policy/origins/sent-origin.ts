/**
 * Whether a browser can send an origin that has the right form. The form alone lets through hosts that the URL parser
 * refuses or writes otherwise, such as `256.1.1.1`, `127.1` and `[:::]`, and schemes whose pages have another origin.
 */
import { parseSerializedOrigin } from '../../protocol/origin.ts'
import { isHostOf } from './extension-ids.ts'
import type { OriginParts } from './origin-syntax.ts'
import { hasNoOrigin } from './refused-schemes.ts'

export function canBeSent({ scheme, host }: OriginParts, origin: string): boolean {
  if (scheme !== 'https' && scheme !== 'http' && (hasNoOrigin(scheme) || !isHostOf(scheme, host))) return false
  // Most hosts are plain names, which are not parsed again.
  return isPlainName(host) || parseSerializedOrigin(origin) !== null
}

/**
 * A last label that begins with a digit may make the host an IPv4 address, or nothing. One that begins with a hyphen is
 * too rare to be told apart from it.
 */
function isPlainName(host: string): boolean {
  if (host.startsWith('[') || host.includes('xn--')) return false
  const end = host.endsWith('.') ? host.length - 1 : host.length
  const first = host.charCodeAt(host.lastIndexOf('.', end - 1) + 1)
  return first > 0x39
}
