/**
 * Node writes what `writeHead` is given in two ways. Where no header was set before, each line goes out as it stands there, and a `writeHead` that
 * throws leaves nothing behind. Where one was set, all that is given is set on the response first, one value for a name, and stays there. Our own
 * headers must not make that difference: where no others are set, Node is asked as if none were set.
 */

/** Node's own name for where it keeps what was set. Other runtimes, and HTTP/2, have one way only, and no such name. */
let outHeaders: symbol | undefined
let searched: object | null = null

type Kept = Record<symbol, object | null | undefined>

/** Whether no header has been set by anybody, and nobody has put another function in the place of `writeHead`, which may look for some. */
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

/** Calls `write` while Node knows of no header that was set. */
export function asBare(given: object, write: () => unknown): unknown {
  const response = given as Kept
  const name = outHeaders as symbol
  const kept = response[name]
  response[name] = null
  try {
    return write()
  } finally {
    // For those who look at them later, as logs do.
    if (response[name] === null) response[name] = kept
  }
}
