/** Chromium's and Safari's line of files that a page loads from its own origin only. */
import type { Case } from '../../case.ts'
import type { Finding } from '../../words/cause-rule.ts'

/** Whether an engine printed it. A redirect of a fetch with mode same-origin prints it too. */
export const isUnsafeLoad = ({ code, evidence: { message, outcome } }: Case): boolean =>
  outcome === null && code === 'DisallowedByMode' && message?.codes[1] === 'RedirectUnsupportedScheme'

/** Chromium prints it for the subtitles of a video without the attribute `crossorigin` as well. */
export const isUnsafeTrack = (seen: Case): boolean =>
  isUnsafeLoad(seen) && URL.canParse(seen.url) && /\.(?:vtt|srt)$/i.test(new URL(seen.url).pathname)

export const ofTrack = (seen: Case): Finding | null =>
  isUnsafeTrack(seen)
    ? { confidence: 'likely', evidence: [`${seen.url} is a file of subtitles, of another origin than the page`] }
    : null
