/** Lines that only warn: the browser did what the page had asked for. */
import type { SaidKind } from '../../words/said-line.ts'

interface Warned {
  readonly kind: SaidKind
  readonly warning: string
  /** What stands before the line, in it, or behind it. */
  readonly sign: RegExp
}

export const REPORT_ONLY_WARNING =
  'A Content-Security-Policy that only reports names a request. The browser has sent it; a policy that is enforced would stop it.'

export const MIXED_CONTENT_WARNING =
  'The browser warns of mixed content, and has blocked nothing: it loads such images, audio and video, or asks for them by https.'

const WARNED: readonly Warned[] = [
  {
    kind: 'content-security-policy',
    sign: /\[Report Only\]|The policy is report-only/,
    warning: REPORT_ONLY_WARNING,
  },
  {
    kind: 'mixed-content',
    sign: /automatically upgraded|should also be served over HTTPS/,
    warning: MIXED_CONTENT_WARNING,
  },
  {
    kind: 'cookie',
    sign: /will (?:be soon|soon be) rejected/,
    warning: 'Firefox warns that a later version will reject a cookie. It has taken it now.',
  },
  {
    kind: 'network',
    sign: /WebSocket is closed before the connection is established/,
    warning:
      'The page closed a web socket before it was open: often a component was removed, or mounted twice (React’s StrictMode). The server did not refuse it.',
  },
]

/** @returns the sentence for people; `null` where the line tells of a failure */
export function warningOf(kind: SaidKind, text: string, start: number, end: number): string | null {
  const before =
    text
      .slice(Math.max(0, start - 40), start)
      .split('\n')
      .at(-1) ?? ''
  const [behind = ''] = text.slice(end, end + 200).split('\n', 1)
  const line = before + text.slice(start, end) + behind
  return WARNED.find((one) => one.kind === kind && one.sign.test(line))?.warning ?? null
}
