/**
 * One request may have two policies: one of the app, and one of a part of it. The innermost that saw the request rules.
 */
import type { Answer } from '../../policy/answers/answer.ts'
import type { Decide } from './decide.ts'

/** One call of a `cors` for a request. It is open until what is inside has ended. */
export interface NestedCall {
  /** The object that the framework gives to all of them: its context, its event, or the request. */
  readonly request: object
  /** Where it is not `undefined`, only calls of the same scope are seen as inside. */
  readonly scope: object | undefined
  readonly around: NestedCall | undefined
  /** What the last call inside has decided. */
  within: Answer | undefined
  /** What this call has decided; `undefined` while it is open. */
  ruling: Answer | undefined
}

/** The innermost open call of each request. */
const open = new WeakMap<object, NestedCall>()

/** Which call a response came from, so that a response that another handler gave does not count. */
const givenBy = new WeakMap<object, NestedCall>()

/**
 * The open call that a call is inside of. It is asked for when the call comes, and not after it has waited: of two that
 * come at once, neither is inside the other. What a call beside it has decided before is forgotten: its response was
 * thrown away.
 */
export function callAround(request: object): NestedCall | undefined {
  const around = open.get(request)
  if (around !== undefined) around.within = undefined
  return around
}

/** Only where there is a policy. */
export function openCall(request: object, around: NestedCall | undefined, scope?: object): NestedCall {
  const call: NestedCall = { request, scope, around, within: undefined, ruling: undefined }
  open.set(request, call)
  return call
}

/**
 * The answer that rules: of the call that the response came from, else of the last one inside, else the own one.
 *
 * @param response what came from within, where there is one
 */
export function endCall(call: NestedCall, own: Answer, response?: object): Answer {
  const from = response === undefined ? undefined : givenBy.get(response)
  const isWithin = from !== undefined && from.request === call.request && isSeen(from, call)
  const ruling = (isWithin ? from.ruling : call.within) ?? own
  call.ruling = ruling
  let { around } = call
  while (around !== undefined && around.ruling !== undefined) around = around.around
  if (around === undefined) open.delete(call.request)
  else {
    open.set(call.request, around)
    if (isSeen(call, around)) around.within = ruling
  }
  return ruling
}

function isSeen(inner: NestedCall, outer: NestedCall): boolean {
  return outer.scope === undefined || outer.scope === inner.scope
}

/** Only a call around this one asks for it. */
export function rememberGiven(response: object, call: NestedCall): void {
  if (call.around !== undefined) givenBy.set(response, call)
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
