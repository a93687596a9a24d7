/** The console lines about a refusal, from both sides in the same form. */
import type { Played } from '../model/play-scenario.ts'
import type { EngineName, Recording } from '../recording.ts'
import { isWorker, type Scenario } from '../scenario.ts'
import { withPlaceholders } from './model-placeholders.ts'

export function modelConsole(played: readonly Played[], scenario: Scenario, engine: EngineName): string[] {
  const lines = played.flatMap(({ outcome }) => outcome.messages[engine].map(withPlaceholders))
  const silent = isWorker(scenario) ? NOT_OF_WORKERS[engine] : undefined
  return (silent === undefined ? lines : lines.filter((line) => !silent.test(line))).map(withoutBlob)
}

/** Printed for documents, and for workers not: Firefox's lines of a resource policy, WebKit's of its loader. */
const NOT_OF_WORKERS: Partial<Record<EngineName, RegExp>> = {
  firefox: /^The resource at .* was blocked due to its Cross-Origin-Resource-Policy header/,
  webkit: /^(?:Fetch API cannot load |Not allowed to request resource$)/,
}

/** The name of a blob is chance. */
const withoutBlob = (line: string) => line.replace(/(blob:\{A\}\/)[-\da-f]{36}/g, '$1…')

/** Lines that say nothing about a refusal, by how they begin. */
const REMARKS = [
  // Firefox on referrer policies that it ignores.
  'Referrer Policy: ',
  // WebKit on integrity, with the length of the body.
  'Failed integrity metadata check. ',
  // All engines on forbidden headers that XMLHttpRequest was given.
  'Refused to set unsafe header ',
  'Attempt to set a forbidden header ',
  // Those who wanted to use an answer: fonts, an event stream, media, a canvas.
  'downloadable font: ',
  'Failed to decode downloaded font',
  'Firefox can’t establish a connection to ',
  'HTTP load failed with status ',
  'Unable to get image data from canvas ',
]

/** An image that is fetched over http or https all the same. */
const UPGRADE = /^Mixed Content: Upgrading |This (?:request|content) was (?:automatically|not) upgraded/

export const isRemark = (line: string | undefined): boolean =>
  line !== undefined && (REMARKS.some((start) => line.startsWith(start)) || UPGRADE.test(line))

/** Firefox calls an opaque origin by a number made up for it, and by the page around it, which no page can know. */
export function engineConsole({ console }: Recording): string[] {
  return console
    .filter((line) => !isRemark(line))
    .map((line) => withoutBlob(line).replace(/moz-nullprincipal:\{[-0-9a-f]*\}(\?\S+)?/g, 'null'))
}
