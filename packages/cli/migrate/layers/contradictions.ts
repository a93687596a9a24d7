/**
 * Several middlewares of one file that answer one request: who wins changes with corskit, so such files are for a
 * person to decide.
 */
import type { Change, Decision } from '../finding.ts'
import type { Layer } from './layer.ts'
import { excludeEachOther, mayMeet } from './meeting.ts'

const isSamePlace = (one: Layer, other: Layer) =>
  one.receiver === other.receiver && one.path !== null && one.path === other.path && one.position >= other.position

export function contradictions(layers: readonly Layer[]): { decisions: Decision[]; changes: Change[] } {
  const decisions: Decision[] = []
  const changes: Change[] = []
  for (const one of layers) {
    for (const other of layers) {
      const isSame = one.options === other.options
      // Most apps have one policy, and give it to many routes.
      if (one === other || (isSame && !one.isOptionsRoute) || excludeEachOther(one, other)) continue
      const isLater = one.position >= other.position
      if (!isSame && isLater && mayMeet(one, other) && !isBehind(one, other)) decisions.push(contradiction(one, other))
      const isSeen = other.isGlobal || isSamePlace(one, other)
      const areApart = one.isOwnApp && other.isOwnApp && one.receiver !== other.receiver
      if (isSeen && !areApart && one.isOptionsRoute && (isBehind(one, other) || (isSame && other.seesOptions)))
        changes.push({ code: 'options-route-unneeded', line: one.line })
    }
  }
  return { decisions: unique(decisions), changes: unique(changes) }
}

/** A route for preflights that is never reached, because the other answers them before. */
const isBehind = (one: Layer, other: Layer) =>
  one.isOptionsRoute &&
  other.seesOptions &&
  (other.isGlobal || isSamePlace(one, other)) &&
  one.receiver === other.receiver &&
  one.position > other.position

/** One for each code and line. */
export const unique = <T extends { readonly code: string; readonly line: number }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [`${one.code} ${one.line}`, one])).values(),
]

function contradiction(one: Layer, other: Layer): Decision {
  const [route, rest] = one.isOptionsRoute ? [one, other] : [other, one]
  if (route.isOptionsRoute) {
    return {
      code: 'two-layers',
      line: route.line,
      message: `preflights are answered here, with other options than in line ${rest.line}: a page must be allowed by both`,
      instead: `one call in line ${rest.line} with the options that are meant; it answers preflights by itself`,
    }
  }
  const [here, there] =
    answersPreflights(one, other) === one
      ? ['the preflights', 'the headers of the answer']
      : ['the headers of the answer', 'the preflights']
  return {
    code: 'two-layers',
    line: one.line,
    message: `line ${other.line} may answer the same requests with other options: there ${there}, here ${here}; with corskit the inner one rules both`,
    instead: 'one call, with the options that are meant',
  }
}

/** The first of two that a preflight comes to: `app.get(path, cors())` sees none. */
function answersPreflights(one: Layer, other: Layer): Layer {
  if (one.seesOptions !== other.seesOptions) return one.seesOptions ? one : other
  return one.position < other.position ? one : other
}
