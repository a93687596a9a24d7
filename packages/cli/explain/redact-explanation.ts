/** Removes the secrets from an explanation before it is printed. */
import type { Explanation } from '@corskit/diagnose'
import { kindOfHeader } from '../command-line/harmless-headers.ts'
import { REDACTED, redactUrls } from '../command-line/secrets.ts'

export function redactExplanation(explanation: Explanation): Explanation {
  return redacted(explanation, null) as Explanation
}

function redacted(value: unknown, key: string | null): unknown {
  if (typeof value === 'string') return key === 'code' || key === 'docs' || key === 'spec' ? value : redactUrls(value)
  if (Array.isArray(value)) {
    const [name, text] = value
    // Exchanges and responses have headers as pairs.
    if (key === 'headers-entry' && typeof name === 'string' && typeof text === 'string') {
      const kind = kindOfHeader(name)
      return [name, kind === 'harmless' || kind === 'url' ? redactUrls(text) : REDACTED]
    }
    return value.map((item) => redacted(item, key === 'headers' ? 'headers-entry' : key))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redacted(item, name)]))
}
