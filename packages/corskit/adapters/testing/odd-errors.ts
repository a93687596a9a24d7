/** What a handler may throw or give that is not a response, also where it looks like one or cannot be read. */

/** As the errors of many API clients: it says what the answer was that it is about. */
class ClientError extends Error {
  readonly status = 429
  readonly headers = new Headers({ 'set-cookie': 'upstream=1', 'x-upstream': '1' })
  readonly body = 'of upstream'
}

function failing(): never {
  throw new Error('it cannot be read')
}

function unreadable(of: object, ...names: PropertyKey[]): object {
  for (const name of names) Object.defineProperty(of, name, { get: failing })
  return of
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

export const ODD_ERRORS: Readonly<Record<string, () => unknown>> = {
  'an error': () => new Error('on purpose'),
  'an error of an API client': () => new ClientError('quota'),
  'an error with headers of a library': () =>
    Object.assign(new Error('no'), { status: 502, headers: { get: () => null, set() {} } }),
  'an error whose tag is that of a response': () =>
    Object.assign(new ClientError('quota'), { [Symbol.toStringTag]: 'Response' }),
  'an object with status and headers': () => ({ status: 200, headers: new Headers({ 'set-cookie': 'upstream=1' }) }),
  'an object with status and a map': () => ({ status: 200, headers: new Map([['a', 'b']]) }),
  'an object that inherits from Response': () => Object.create(Response.prototype),
  'an object whose status cannot be read': () => unreadable({ headers: new Headers() }, 'status'),
  'an error whose headers cannot be read': () => unreadable(Object.assign(new Error('no'), { status: 400 }), 'headers'),
  'an error of which nothing can be read': () =>
    unreadable(new Error('no'), 'message', 'stack', 'name', 'digest', 'status', 'headers', 'cause'),
  'an object whose tag cannot be read': () => unreadable({ status: 200, headers: new Headers() }, Symbol.toStringTag),
  'an object that cannot be shown': () => ({
    [Symbol.for('nodejs.util.inspect.custom')]: failing,
    [Symbol.for('Deno.customInspect')]: failing,
    toString: failing,
  }),
  'a revoked proxy': revoked,
  'a list': () => [1],
  'a symbol': () => Symbol('a'),
  nothing: () => undefined,
}
