/** The request behind a preflight that somebody sends by hand. */
import { getHeader, type Header } from 'corskit/protocol'
import { listItems } from './list-items.ts'

interface Written {
  readonly method: string
  /** Names in lower case. */
  readonly headers: readonly Header[]
}

/**
 * The request that a preflight announces; `null` where it is not one. No page sends `OPTIONS` with the headers of a
 * preflight.
 */
export function behindPreflight<Request extends Written>(written: Request): Request | null {
  const method = getHeader(written.headers, 'access-control-request-method')
  if (written.method.toUpperCase() !== 'OPTIONS' || method === null || method === '') return null
  const asked = listItems(getHeader(written.headers, 'access-control-request-headers')).map((name) =>
    name.toLowerCase(),
  )
  const own = written.headers.filter(([name]) => name === 'origin' || name === 'referer')
  return { ...written, method, headers: [...own, ...asked.map((name): Header => [name, USUAL_VALUE[name] ?? ''])] }
}

/** A preflight asks for a content type only where no form could send it. */
const USUAL_VALUE: Readonly<Record<string, string>> = { 'content-type': 'application/json' }
