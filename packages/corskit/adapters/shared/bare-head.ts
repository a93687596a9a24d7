/**
 * Node treats the headers that `writeHead` is given in two ways. When no header was set before, it sends each line as
 * it is, and a `writeHead` that throws changes nothing. When a header was set before, it first sets all of them on the
 * response, with one value for each name, and they stay there. Our own headers must not make this difference: where
 * only ours are set, `writeHead` is called as if none were set.
 */

/**
 * The symbol under which Node keeps the headers that were set. Other runtimes, and HTTP/2, do not have it, and treat
 * all headers alike.
 */
let outHeaders: symbol | undefined
let searched: object | null = null

type Kept = Record<symbol, object | null | undefined>

/** Whether no header was set, and `writeHead` is Node's own: another function in its place may look for headers. */
export function isBare(response: object): boolean {
  if (outHeaders === undefined && !search(response)) return false
  return (response as Kept)[outHeaders as symbol] === null && !Object.hasOwn(response, 'writeHead')
}

function search(response: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(response)
  if (prototype === searched) return false
  searched = prototype
  outHeaders = Object.getOwnPropertySymbols(response).find(({ description }) => description === 'kOutHeaders')
  return outHeaders !== undefined
}

/** Calls `write` while Node's list of set headers is empty. */
export function asBare(given: object, write: () => unknown): unknown {
  const response = given as Kept
  const name = outHeaders as symbol
  const kept = response[name]
  response[name] = null
  try {
    return write()
  } finally {
    // Logs and others read the headers later.
    if (response[name] === null) response[name] = kept
  }
}
