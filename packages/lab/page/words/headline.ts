/** Who did what, in one line. */
import type { Outcome } from 'corskit/browser'

export function headline({ verdict, reason, exchanges }: Outcome): string {
  if (verdict === 'allowed') return 'The page reads the answer.'
  if (verdict === 'opaque') return 'The request went out. The page learns nothing of the answer.'
  if (verdict === 'unreachable') return 'No answer came. This is not about CORS.'
  const last = exchanges.at(-1)
  if (last === undefined || reason?.phase === 'request') return 'The browser sent nothing.'
  if (reason?.phase === 'preflight') return 'The browser asked first, and then did not send the request.'
  if (reason?.phase === 'redirect') return 'The browser did not follow the redirect.'
  return 'The answer arrived. The browser hid it from the page.'
}

/** In one word: what was not sent cannot be read either. */
export function verdictWord({ verdict, reason }: Outcome): string {
  const isSent = reason?.phase !== 'preflight' && reason?.phase !== 'request'
  return verdict === 'blocked' && !isSent ? 'not sent' : VERDICTS[verdict].word
}

/** A word, a sign and a colour: never the colour alone. */
export const VERDICTS = {
  allowed: { word: 'readable', sign: '✓' },
  opaque: { word: 'opaque', sign: '○' },
  blocked: { word: 'not readable', sign: '✕' },
  unreachable: { word: 'no answer', sign: '…' },
} as const
