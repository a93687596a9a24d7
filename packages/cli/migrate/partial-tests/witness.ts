/** Finds an origin of somebody else that a test of a part of the origin lets in, to show what the test admits. */
import { checkOptions } from 'corskit'

/**
 * @param text the part that the test looks for
 * @param admits the test itself
 */
export function strangerAdmitted(text: string, admits: (origin: string) => boolean): string | null {
  return candidates(text).find((origin) => isStranger(origin, text) && admits(origin)) ?? null
}

/** The same for a RegExp; one that may run for a long time is not tried. */
export function strangerMatched(regExp: RegExp): string | null {
  const { issues } = checkOptions({ origin: regExp })
  if (issues.some(({ code }) => code === 'regexp-backtracks' || code === 'regexp-too-complex')) return null
  const stateless = new RegExp(regExp.source, regExp.flags.replace(/[gy]/g, ''))
  for (const text of textsIn(regExp.source)) {
    const found = strangerAdmitted(text, (origin) => stateless.test(origin))
    if (found !== null) return found
  }
  return null
}

function candidates(text: string): string[] {
  const [scheme = 'https://'] = /^https?:\/\//.exec(text) ?? []
  const host = text.replace(/^https?:\/\//, '').replace(/^\./, '')
  return [
    'https://evil.test',
    `${scheme}${host}.evil.test`,
    `https://${host}.evil.test`,
    `${scheme}evil-${host}`,
    `https://evil-${host}`,
    `${text}evil.test`,
    `${text}-evil.test`,
    `https://evil${text}`,
    `https://evil.test${text}`,
  ]
}

/** Whether a browser can send it, and whether it is not the host that was meant, or one below it. */
function isStranger(origin: string, text: string): boolean {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return false
  const { host } = new URL(origin)
  const meant = text.replace(/^https?:\/\//, '')
  return meant.startsWith('.') || (host !== meant && !host.endsWith(`.${meant}`))
}

/** The texts that a RegExp names, the longest first: `example.com` of `/example\.com$/`. */
function textsIn(source: string): string[] {
  const runs = source.match(/(?:[\w:/.-]|\\[./:-])+/g) ?? []
  return [...runs.map((run) => run.replaceAll('\\', '')), ''].sort((a, b) => b.length - a.length).slice(0, MOST_TEXTS)
}

const MOST_TEXTS = 10
