/**
 * One request may have two policies: one of the app, and one of a part of it. The innermost that saw the request rules.
 */
import type { Answer } from '../../policy/answers/answer.ts'
import type { Decide } from './decide.ts'

/** The key is the object that the framework gives to both: its context, its event, or the request. */
const ruling = new WeakMap<object, Answer>()

/** Called after everything inside has run, so the first one that calls this for a request is the innermost. */
export function rulingAnswer(request: object, own: Answer): Answer {
  const inner = ruling.get(request)
  if (inner !== undefined) return inner
  ruling.set(request, own)
  return own
}

/**
 * What each middleware of ours decides by. The first one that a preflight reaches answers it, and finds the inner ones
 * here.
 */
const decides = new WeakMap<object, unknown>()

export function rememberDecide<Request>(ours: object, decide: Decide<Request>): void {
  decides.set(ours, decide)
}

export function decideOf<Request>(ours: object): Decide<Request> | undefined {
  return decides.get(ours) as Decide<Request> | undefined
}
