/** Objects that an app may give to many requests. Each makes the object once, and then gives it again and again. */

function always(response: Response): () => Response {
  return () => response
}

export const SHARED = {
  'no body': () => always(new Response(null, { status: 404 })),
  'no body, with a type': () => always(new Response(null, { status: 404, headers: { 'content-type': 'text/plain' } })),
  'no body, with Vary': () => always(new Response(null, { status: 404, headers: { vary: 'Accept' } })),
  'no content': () => always(new Response(null, { status: 204, headers: { 'x-own': '1' } })),
  'not modified': () => always(new Response(null, { status: 304, headers: { etag: '"1"' } })),
  'a redirect': () => always(Response.redirect('http://127.0.0.1/there', 302)),
  'headers around a text': () => {
    const headers = new Headers({ 'x-own': '1', 'content-type': 'text/plain' })
    return () => new Response('hello', { headers })
  },
  'headers around nothing': () => {
    const headers = new Headers({ 'x-own': '1' })
    return () => new Response(null, { status: 404, headers })
  },
  'options around a text': () => {
    const options = { status: 201, headers: { 'x-own': '1', 'content-type': 'text/plain' } }
    return () => new Response('hello', options)
  },
  'a text that is cloned': () => {
    const response = new Response('hello', { headers: { 'content-type': 'text/plain' } })
    return () => response.clone()
  },
  /** Only version 2 of @hono/node-server can send it more than once. */
  'a text': () => always(new Response('hello', { headers: { 'content-type': 'text/plain' } })),
} satisfies Record<string, () => () => Response>

export type SharedKind = keyof typeof SHARED
