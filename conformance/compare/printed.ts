/** The console lines about a refusal, from both sides in the same form. */
import type { Played } from '../model/play-scenario.ts'
import type { EngineName, Recording } from '../recording.ts'
import { withPlaceholders } from './model-placeholders.ts'

export function modelConsole(played: readonly Played[], engine: EngineName): string[] {
  return played.flatMap(({ outcome }) => outcome.messages[engine].map(withPlaceholders))
}

/**
 * What says nothing about the refusal: Firefox remarks on referrer policies that it ignores, and all engines on
 * forbidden headers that XMLHttpRequest was given. WebKit's line about integrity has the length of the body.
 */
export const isRemark = (line: string | undefined): boolean =>
  line !== undefined &&
  /^(Referrer Policy: |Failed integrity metadata check\. |Refused to set unsafe header |Attempt to set a forbidden header )/.test(
    line,
  )

/** Firefox calls an opaque origin by a number made up for it, and by the page around it, which no page can know. */
export function engineConsole({ console }: Recording): string[] {
  return console
    .filter((line) => !isRemark(line))
    .map((line) => line.replace(/moz-nullprincipal:\{[-0-9a-f]*\}(\?\S+)?/g, 'null'))
}
