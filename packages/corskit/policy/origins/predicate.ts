/** Calls a predicate, which is other people's code: it may throw, return anything, or never answer. */

import type { OriginJudgement, OriginReason } from '../answers/reason.ts'
import { type Fault, type FaultCode, report } from '../fault.ts'
import type { OriginPredicate } from '../options.ts'
import { isPromiseLike, settledWithin, TIMED_OUT } from '../settled-within.ts'

/** Never throws and never rejects. Gives a promise only when the predicate did. */
export function askPredicate<Request>(
  predicate: OriginPredicate<Request>,
  origin: string,
  request: Request,
  timeout: number,
  onFault: (fault: Fault) => void,
): OriginJudgement {
  const fault = (code: FaultCode & OriginReason, cause: unknown): OriginReason => {
    report(onFault, { code, origin, cause })
    return code
  }
  // A truthy value is not enough: a promise is truthy, and for that reason h3 2.0.8 lets everyone in.
  const judge = (answer: unknown): OriginReason | null => {
    if (answer === true) return null
    return answer === false ? 'origin-not-allowed' : fault('predicate-not-boolean', answer)
  }
  try {
    const answer: unknown = predicate(origin, request)
    if (!isPromiseLike(answer)) return judge(answer)
    return settledWithin(timeout, answer).then(
      (settled) => (settled === TIMED_OUT ? fault('predicate-timed-out', undefined) : judge(settled)),
      (error) => fault('predicate-threw', error),
    )
  } catch (error) {
    return fault('predicate-threw', error)
  }
}
