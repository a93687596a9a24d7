/** A port of loopback that nothing listens on, for a program that has to be told one. */
import { createServer } from 'node:net'

/**
 * Systems do not give these ports by themselves: outgoing connections and `listen(0)` get 32768 and higher. Between the
 * look and the start of the program (seconds, for Java) another server would otherwise get the same port, and a test
 * would ask that one. Browsers block none of them.
 */
export const FIRST = 10_240
export const LAST = 32_767

/** Processes that run at the same time, as the workers of a test run do, begin at different places. */
const PORTS_EACH = 64
const PLACES = (LAST + 1 - FIRST) / PORTS_EACH

let next = FIRST + (process.pid % PLACES) * PORTS_EACH

/** Each call gives another port. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried <= LAST - FIRST; tried++) {
    const port = next
    next = port === LAST ? FIRST : port + 1
    if (await isFree(port)) return port
  }
  throw new Error(`something listens on every port from ${FIRST} to ${LAST}`)
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
