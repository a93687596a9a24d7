/** Two policies may meet on one request, as with one for the app and one for a part of it. The innermost that saw the request rules. */
import type { Answer } from '../../policy/answers/answer.ts'
import type { Decide } from './decide.ts'

/** By what the framework hands to both: its context, its event, the request. */
const ruling = new WeakMap<object, Answer>()

/** Called on the way out, when everything inside has been: the first who calls is the innermost. */
export function rulingAnswer(request: object, own: Answer): Answer {
  const inner = ruling.get(request)
  if (inner !== undefined) return inner
  ruling.set(request, own)
  return own
}

/** What a function of ours decides by. A preflight ends with the first that it meets, which asks the inner ones by this. */
const decides = new WeakMap<object, unknown>()

export function rememberDecide<Request>(ours: object, decide: Decide<Request>): void {
  decides.set(ours, decide)
}

export function decideOf<Request>(ours: object): Decide<Request> | undefined {
  return decides.get(ours) as Decide<Request> | undefined
}
