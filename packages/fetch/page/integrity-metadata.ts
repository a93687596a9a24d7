/** What `integrity` says that bytes must be. https://www.w3.org/TR/SRI/ */
import { createHash } from 'node:crypto'

/** From the weakest to the strongest. https://www.w3.org/TR/SRI/#hash-functions */
const ALGORITHMS = ['sha256', 'sha384', 'sha512']

interface Metadata {
  /** Its place among {@link ALGORITHMS}. */
  readonly strength: number
  readonly digest: string
}

/**
 * Only those of the strongest algorithm count; what nobody knows is not metadata.
 * https://www.w3.org/TR/SRI/#does-response-match-metadatalist
 */
export function matchesIntegrity(bytes: Uint8Array, integrity: string): boolean {
  const list = parseMetadata(integrity)
  const strongest = Math.max(...list.map(({ strength }) => strength))
  const algorithm = ALGORITHMS[strongest]
  if (algorithm === undefined) return true
  const actual = createHash(algorithm).update(bytes).digest('base64')
  return list.some(({ strength, digest }) => strength === strongest && isSameDigest(digest, actual))
}

/** https://www.w3.org/TR/SRI/#parse-metadata; what follows a question mark are options, of which there are none yet. */
function parseMetadata(integrity: string): Metadata[] {
  return integrity.split(/[\t\n\f\r ]+/).flatMap((token) => {
    const [expression = ''] = token.split('?')
    const dash = expression.indexOf('-')
    const strength = dash < 0 ? -1 : ALGORITHMS.indexOf(expression.slice(0, dash).toLowerCase())
    return strength < 0 ? [] : [{ strength, digest: expression.slice(dash + 1) }]
  })
}

/** Browsers take base64url too, and either without its padding. */
function isSameDigest(written: string, actual: string): boolean {
  const digest = written.replaceAll('-', '+').replaceAll('_', '/')
  return digest === actual || digest === actual.split('=')[0]
}
