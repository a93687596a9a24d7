/**
 * Faults in the functions that a policy calls. A fault denies the request. It never reaches the client and never stops
 * the server.
 */
import { isPromiseLike } from './settled-within.ts'

/** Why a function of yours did not decide. The request was denied. */
export interface Fault {
  readonly code: FaultCode
  /**
   * The origin in question, or `null` when there was none: the function that gives the policy failed, or `bypass` did.
   */
  readonly origin: string | null
  /** What was thrown, or the value that was returned instead of a boolean, or `undefined` when nothing came in time. */
  readonly cause: unknown
}

/**
 * What a function of yours did instead of deciding: it threw or rejected, gave something else, or did not answer in
 * time.
 */
export type FaultCode =
  | 'predicate-threw'
  | 'predicate-not-boolean'
  | 'predicate-timed-out'
  | 'policy-threw'
  | 'policy-function-threw'
  | 'policy-function-gave-no-policy'
  | 'policy-function-timed-out'
  | 'bypass-threw'
  | 'bypass-not-boolean'
  | 'bypass-timed-out'

const MEANINGS: Readonly<Record<FaultCode, string>> = {
  'predicate-threw': 'the origin predicate threw',
  'predicate-not-boolean':
    'the origin predicate gave no boolean (only true allows; it returns its answer and takes no callback)',
  'predicate-timed-out': 'the promise of the origin predicate did not settle in time',
  'policy-threw': 'a policy threw or rejected, which none of definePolicy does',
  'policy-function-threw': 'the function that gives the policy of a request threw',
  'policy-function-gave-no-policy': 'the function that gives the policy of a request gave something else',
  'policy-function-timed-out': 'the promise of the function that gives the policy of a request did not settle in time',
  'bypass-threw': 'bypass threw, which lets nothing through',
  'bypass-not-boolean': 'bypass gave no boolean (only true lets a request through)',
  'bypass-timed-out': 'the promise of bypass did not settle in time',
}

/**
 * The reporter used when the options name none: one line for the first fault of each kind. A client can provoke faults
 * at will, so writing them all would let it fill the disk.
 */
export function reportOnce(): (fault: Fault) => void {
  const reported = new Set<FaultCode>()
  return (fault) => {
    if (reported.has(fault.code)) return
    reported.add(fault.code)
    console.error(
      `corskit: denied, because ${MEANINGS[fault.code]}. Further faults of this kind are not printed.`,
      fault.cause,
    )
  }
}

/** Calls the reporter. It may throw, reject or never end: nothing waits for it. */
export function report(onFault: (fault: Fault) => unknown, fault: Fault): void {
  try {
    const given = onFault(fault)
    if (isPromiseLike(given)) given.then(undefined, ignore)
  } catch {
    // Nobody is left to whom a failing reporter could be reported.
  }
}

function ignore(): void {}
