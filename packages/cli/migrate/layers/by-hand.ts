/** Headers that an app writes or takes away itself, where a middleware may have set them. */
import type { Decision } from '../finding.ts'

export interface HeaderByHand {
  /** In lower case. */
  readonly header: string
  readonly line: number
  readonly isTaken: boolean
}

/** What the app did by hand won over the middleware; with corskit it does not. */
export function handWrittenBeside(
  layer: { readonly line: number },
  place: string,
  { header, isTaken }: HeaderByHand,
): Decision {
  if (isTaken) {
    return {
      code: 'two-layers',
      line: layer.line,
      message: `${place} takes ${header} off answers that this call has set it on; with corskit the policy wins, and the header stays`,
      instead: 'cors only on the routes that pages may call, and no line that takes its headers away',
    }
  }
  return {
    code: 'two-layers',
    line: layer.line,
    message: `${place} writes ${header} by hand, which won over this call; with corskit the policy wins, so what is allowed would change`,
    instead: 'take the headers that are written by hand out first, or this call, whichever is not meant',
  }
}
