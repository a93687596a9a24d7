/**
 * The form's state in the URL's fragment, so that a request can be bookmarked and sent to somebody. Defaults are left
 * out.
 */
import type { LabRequest } from '../lab.ts'

export const USUAL = { method: 'GET', credentials: 'same-origin', mode: 'cors', engine: 'standard', body: '' } as const

const WORDS = ['method', 'credentials', 'mode', 'engine', 'body'] as const

export function toFragment(request: LabRequest, pageOrigin: string): string {
  const state = new URLSearchParams({ url: request.url })
  if (request.origin !== pageOrigin) state.set('origin', request.origin)
  for (const word of WORDS) if (request[word] !== USUAL[word]) state.set(word, request[word])
  for (const [name, value] of request.headers) state.append('header', `${name}: ${value}`)
  return `#${state}`
}

/** `null` when the fragment has no request. */
export function fromFragment(fragment: string, pageOrigin: string): LabRequest | null {
  const state = new URLSearchParams(fragment.replace(/^#/, ''))
  const url = state.get('url')
  if (url === null) return null
  const word = (name: (typeof WORDS)[number]) => state.get(name) ?? USUAL[name]
  return {
    url,
    origin: state.get('origin') ?? pageOrigin,
    method: word('method'),
    credentials: word('credentials'),
    mode: word('mode'),
    engine: word('engine'),
    body: word('body'),
    headers: headersOf(state.getAll('header').join('\n')),
  }
}

/** `Name: value`, one a line. A line without a colon is a name without a value, for the check to complain about. */
export function headersOf(text: string): [name: string, value: string][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':')
      return colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    })
}

export function headerText(headers: LabRequest['headers']): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n')
}
