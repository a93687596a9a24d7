import { type Header, isForbiddenRequestHeader } from 'corskit/protocol'

/** Headers that a browser adds, in addition to those that script may not set. */
const OWN_HEADERS =
  /^(user-agent|accept|accept-language|accept-encoding|cache-control|pragma|priority|sec-.*|upgrade-insecure-requests|if-none-match|if-modified-since)$/

/** Of a recorded or copied request, the headers that script may have set: names in lower case. */
export function scriptHeaders(headers: readonly Header[]): Header[] {
  return headers.filter(
    ([name, value]) => !name.startsWith(':') && !OWN_HEADERS.test(name) && !isForbiddenRequestHeader(name, value),
  )
}
