/**
 * Calls a handler as Lambda's own runtime does: its answer is its promise, or what it gives to the callback or to
 * `context.succeed`, `fail` and `done`, whichever comes first.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/Runtime.js
 */

type Callback = (error: unknown, result?: unknown) => void

/** @param rest what the runtime passes beside the event: the context, and a callback where the runtime has one */
export function called<Event, Rest extends unknown[]>(
  handler: (event: Event, ...rest: Rest) => unknown,
  event: Event,
  rest: Rest,
): unknown {
  const [context, given, ...others] = rest
  if (typeof given !== 'function') return handler(event, ...rest)
  return new Promise((resolve, reject) => {
    const callback: Callback = (error, result) => {
      if (error === null || error === undefined) resolve(result)
      else reject(error)
    }
    const value = handler(event, ...([answering(context, callback), callback, ...others] as unknown as Rest))
    // Everything else is ignored, such as the timer or the query that an arrow function returns; but the runtime would
    // answer with nothing where a handler returns its response at once.
    if (isPromise(value) || isResponse(value)) resolve(value)
  })
}

/**
 * The context with the ways in which handlers answered before there was a callback.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
function answering(context: unknown, callback: Callback): unknown {
  if (typeof context !== 'object' || context === null || !('succeed' in context)) return context
  const ways: Readonly<Record<PropertyKey, unknown>> = {
    succeed: (result: unknown) => callback(null, result),
    fail: (error: unknown) => callback(error ?? new Error('the handler called context.fail')),
    done: callback,
  }
  return new Proxy(context, {
    get: (target, name) =>
      Object.hasOwn(ways, name) && isChangeable(target, name) ? ways[name] : Reflect.get(target, name),
  })
}

/** A proxy must give what cannot be changed as it is. */
function isChangeable(target: object, name: PropertyKey): boolean {
  const { configurable = true, writable = true } = Object.getOwnPropertyDescriptor(target, name) ?? {}
  return configurable || writable
}

function isPromise(value: unknown): boolean {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}

function isResponse(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'statusCode')
}
