/** Takes the secrets out of an explanation before it is printed. */
import type { Explanation } from '@corskit/diagnose'
import { REDACTED, redactUrls } from '../command-line/secrets.ts'

/** Headers whose values tell nothing about anybody. All others are shown by name only. */
const HARMLESS =
  /^(access-control-.*|origin|vary|allow|server|via|age|x-cache|x-powered-by|content-type|content-length|date|location|cf-cache-status|cf-ray|cf-mitigated|cross-origin-resource-policy|timing-allow-origin|cache-control|sec-fetch-.*|accept|corskit-reason|x-amzn-errortype|etag|last-modified)$/

export function redactExplanation(explanation: Explanation): Explanation {
  return redacted(explanation, null) as Explanation
}

function redacted(value: unknown, key: string | null): unknown {
  if (typeof value === 'string') return key === 'code' || key === 'docs' || key === 'spec' ? value : redactUrls(value)
  if (Array.isArray(value)) {
    const [name, text] = value
    // A header as a pair, in exchanges and responses.
    if (key === 'headers-entry' && typeof name === 'string' && typeof text === 'string') {
      return [name, HARMLESS.test(name) ? redactUrls(text) : REDACTED]
    }
    return value.map((item) => redacted(item, key === 'headers' ? 'headers-entry' : key))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redacted(item, name)]))
}
