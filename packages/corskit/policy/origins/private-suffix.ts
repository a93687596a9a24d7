import { withoutFinalDot } from '../../protocol/suffix/final-dot.ts'

/**
 * Names that no registrar sells. Nobody else can have a name under them, so a wildcard is safe.
 * https://www.iana.org/assignments/special-use-domain-names
 */
const PRIVATE_SUFFIXES = new Set(['localhost', 'test', 'internal'])

/** @param host may end with the root's dot */
export function isPrivateSuffix(host: string): boolean {
  return PRIVATE_SUFFIXES.has(withoutFinalDot(host))
}
