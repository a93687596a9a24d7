/**
 * The time limit for promises of predicates, functions of the request and `bypass`. It is the only timer of the
 * library. It begins only when there is a promise, so an answer that is not a promise costs nothing.
 */

/** Stands for the value of a promise that did not settle in time. */
export const TIMED_OUT = Symbol('timed out')

/** In milliseconds, where the options name none. */
export const DEFAULT_TIMEOUT = 5000

/**
 * What the promise settles to, or `TIMED_OUT`. A promise that settles later is heard and ignored, so a late rejection
 * is not unhandled.
 */
export function settledWithin(milliseconds: number, promise: PromiseLike<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer: unknown = setTimeout(resolve, milliseconds, TIMED_OUT)
    // The timer keeps the process alive: without it, Node would end before the answer when it has nothing else to do.
    const settle = (end: (value: unknown) => void) => (value: unknown) => {
      clearTimeout(timer as Parameters<typeof clearTimeout>[0])
      end(value)
    }
    Promise.resolve(promise).then(settle(resolve), settle(reject))
  })
}

/** Whether a value is a promise or like one. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value
}
