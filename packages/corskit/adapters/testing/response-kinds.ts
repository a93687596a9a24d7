/**
 * Responses of every kind that a web handler can give, each new for its request. They are the same in every runtime.
 */

const encoder = new TextEncoder()
const bytes = encoder.encode('hello, world')

/** "hello", gzipped. */
const GZIPPED = Uint8Array.from(atob('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA=='), (letter) => letter.charCodeAt(0))

function stream(...chunks: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift()
      if (chunk === undefined) controller.close()
      else controller.enqueue(encoder.encode(chunk))
    },
  })
}

function cookies(): Headers {
  const headers = new Headers({ 'x-a': 'b' })
  headers.append('set-cookie', 'a=1; HttpOnly')
  headers.append('set-cookie', 'b=2')
  return headers
}

/** "hello", deflated. */
const DEFLATED = Uint8Array.from(atob('eJzLSM3JyQcABiwCFQ=='), (letter) => letter.charCodeAt(0))

const gzip = { 'content-encoding': 'gzip', 'content-type': 'text/plain' }
const range = { 'content-range': 'bytes 1-3/5', 'accept-ranges': 'bytes' }

interface BunLike {
  readonly main: string
  file(path: string): Blob
}

/** Where a runtime has files that are sent by themselves, one of those. */
function file(): Blob {
  const { Bun } = globalThis as { Bun?: BunLike }
  return Bun?.file(Bun.main) ?? new Blob(['hello'], { type: 'text/plain' })
}

/**
 * The kinds that some platforms break themselves: what `fetch` gave says how it was compressed, and maybe no longer is.
 */
const PROXIED = 'what fetch gave of an answer that is '
export const isProxied = (kind: string) => kind.startsWith(PROXIED)

/** Each is given the URL of its request, whose last two parts are `without` or `with` and the name of a kind. */
export const RESPONSE_KINDS: Readonly<Record<string, (url: string) => Response | Promise<Response>>> = {
  text: () => new Response('hello'),
  'no text': () => new Response(''),
  'text outside ASCII': () => new Response('grüße 👋'),
  'text with a type': () => new Response('<p>hello', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  'text with a length': () => new Response('hello', { headers: { 'content-length': '5' } }),
  'text of 100 kB': () => new Response('x'.repeat(100_000)),
  json: () => Response.json({ hello: ['world'] }),
  'json with a status': () => Response.json({ error: 'no' }, { status: 422, headers: { 'x-a': 'b' } }),
  'json by hand': () => new Response('{}', { headers: { 'content-type': 'application/problem+json' } }),
  'no body': () => new Response(),
  'null as body': () => new Response(null, { headers: { 'x-a': 'b' } }),
  'null as body, with a type': () => new Response(null, { headers: { 'content-type': 'text/css' } }),
  bytes: () => new Response(bytes),
  'bytes with a type': () => new Response(bytes, { headers: { 'content-type': 'image/png' } }),
  'an ArrayBuffer': () => new Response(bytes.slice().buffer),
  'a part of a buffer': () => new Response(bytes.subarray(2, 5)),
  'a blob': () => new Response(new Blob(['hello'])),
  'a blob with a type': () => new Response(new Blob(['a{}'], { type: 'text/css' })),
  'search parameters': () => new Response(new URLSearchParams({ a: 'b c' })),
  'a stream': () => new Response(stream('one ', 'two ', 'three')),
  'a stream with a type': () =>
    new Response(stream('data: 1\n\n', 'data: 2\n\n'), { headers: { 'content-type': 'text/event-stream' } }),
  'a stream with a length': () => new Response(stream('hello'), { headers: { 'content-length': '5' } }),
  'an empty stream': () => new Response(stream()),
  'a range': () => new Response('ell', { status: 206, headers: range }),
  'a range of bytes': () => new Response(bytes.subarray(1, 4), { status: 206, headers: range }),
  'a range of a stream': () => new Response(stream('ell'), { status: 206, headers: range }),
  'a range that cannot be': () => new Response(null, { status: 416, headers: { 'content-range': 'bytes */5' } }),
  created: () => new Response('made', { status: 201, statusText: 'Created', headers: { location: '/it' } }),
  'no content': () => new Response(null, { status: 204 }),
  'reset content': () => new Response(null, { status: 205 }),
  'not modified': () => new Response(null, { status: 304, headers: { etag: '"1"' } }),
  'a redirect': () => Response.redirect('http://127.0.0.1/there', 302),
  'a redirect by hand': () => new Response('there', { status: 307, headers: { location: '/there' } }),
  'a refusal': () => new Response('no', { status: 403 }),
  'an odd status': () => new Response('tea', { status: 418, statusText: 'I am a teapot' }),
  'a server error': () => new Response('broken', { status: 500 }),
  unavailable: () => new Response(null, { status: 503, headers: { 'retry-after': '1' } }),
  cookies: () => new Response('', { headers: cookies() }),
  'a cookie beside a body': () => new Response('hello', { headers: cookies() }),
  compressed: () => new Response(GZIPPED, { headers: gzip }),
  deflated: () => new Response(DEFLATED, { headers: { 'content-encoding': 'deflate' } }),
  'encoded in another way': () => new Response('hello', { headers: { 'content-encoding': 'x-own' } }),
  'a compressed stream': () => new Response(new Blob([GZIPPED]).stream(), { headers: gzip }),
  'a cached answer': () =>
    new Response('hello', { headers: { 'cache-control': 'max-age=60', etag: 'W/"1"', vary: 'Accept-Encoding' } }),
  'what fetch gave': () => fetch('data:text/plain,hello'),
  [`${PROXIED}compressed`]: (url) => fetch(new URL('../without/compressed', url)),
  [`${PROXIED}compressed against its wish`]: (url) =>
    fetch(new URL('../without/compressed', url), { headers: { 'accept-encoding': 'identity' } }),
  [`${PROXIED}deflated`]: (url) => fetch(new URL('../without/deflated', url)),
  [`${PROXIED}encoded in another way`]: (url) => fetch(new URL('../without/encoded in another way', url)),
  'a copy of what fetch gave': async () => {
    const response = await fetch('data:text/plain,hello')
    return new Response(response.body, response)
  },
  'a file': () => new Response(file()),
  'a clone': () => new Response('hello').clone(),
}

export const KINDS_BUT_PROXIED = Object.keys(RESPONSE_KINDS).filter((kind) => !isProxied(kind))
