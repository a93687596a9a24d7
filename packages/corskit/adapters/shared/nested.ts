/**
 * One request may have two policies: one of the app, and one of a part of it. The innermost that saw the request rules.
 */
import type { Answer } from '../../policy/answers/answer.ts'
import type { Decide } from './decide.ts'

/** One call of a `cors` for a request. It is open until what is inside has ended. */
export interface NestedCall {
  /**
   * The objects that stand for the request: what the framework gives to all of them (its context, its event), and the
   * `Request` by which a handler of another framework knows it.
   */
  readonly keys: readonly object[]
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
export function callAround(...keys: readonly object[]): NestedCall | undefined {
  const around = keys.map((key) => open.get(key)).find((call) => call !== undefined)
  if (around !== undefined) around.within = undefined
  return around
}

/** Only where there is a policy. */
export function openCall(keys: readonly object[], around: NestedCall | undefined, scope?: object): NestedCall {
  const call: NestedCall = { keys, scope, around, within: undefined, ruling: undefined }
  for (const key of keys) open.set(key, call)
  return call
}

/**
 * The answer that rules: of the call that the response came from, else of the last one inside, else the own one.
 *
 * @param response what came from within, where there is one
 */
export function endCall(call: NestedCall, own: Answer, response?: object): Answer {
  const from = response === undefined ? undefined : givenBy.get(response)
  const isWithin = from?.keys.some((key) => call.keys.includes(key)) === true && isSeen(from, call)
  const ruling = (isWithin ? from.ruling : call.within) ?? own
  call.ruling = ruling
  let { around } = call
  while (around !== undefined && around.ruling !== undefined) around = around.around
  for (const key of call.keys) reopen(key, around)
  if (around !== undefined && isSeen(call, around)) around.within = ruling
  return ruling
}

/** What an object stands for when the innermost call has ended: the next one around it that knows the object. */
function reopen(key: object, around: NestedCall | undefined): void {
  let next = around
  while (next !== undefined && (next.ruling !== undefined || !next.keys.includes(key))) next = next.around
  if (next === undefined) open.delete(key)
  else open.set(key, next)
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
