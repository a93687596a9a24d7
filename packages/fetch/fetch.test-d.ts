/** The types of the face of `@corskit/fetch`. Checked by `npm run check`; nothing here runs. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Outcome } from 'corskit/browser'
import { expectTypeOf } from 'vitest'
import { CookieJar, openPage, type Page, type PageResponse } from './index.ts'

expectTypeOf(openPage).returns.toEqualTypeOf<Page>()
const page = openPage('https://app.example.com/', {
  engine: 'firefox',
  resolve: { 'api.example.com': 'http://127.0.0.1:3000' },
  cookies: new CookieJar(),
  handlers: { 'https://api.example.com': () => new Response('ok') },
})
expectTypeOf(page.fetch('https://api.example.com/')).resolves.toEqualTypeOf<PageResponse>()
expectTypeOf(page.outcomeOf('/')).resolves.toEqualTypeOf<Outcome>()

const given = { fetch: (request: Request) => new Response(request.url) }
openPage('https://app.example.com/', {
  handlers: {
    'https://a.example.com': (request) => new Response(request.headers.get('origin')),
    'https://b.example.com': async (request) => Response.json(await request.json()),
    'https://c.example.com': (request, response) => {
      expectTypeOf(request).toExtend<IncomingMessage>()
      expectTypeOf(response).toEqualTypeOf<ServerResponse>()
      response.end(request.headers.origin)
    },
    'https://d.example.com': { fetch: (request) => new Response(request.url) },
    'https://e.example.com': { listener: (request, response) => response.end(request.url) },
    'https://f.example.com': given.fetch,
    'https://g.example.com': given,
    'https://h.example.com': (request: Request) => new Response(request.url),
    'https://i.example.com': (request: IncomingMessage, response: ServerResponse) => response.end(request.url),
  },
})
// @ts-expect-error a handler is no text
openPage('https://app.example.com/', { handlers: { 'https://a.example.com': 'ok' } })

// @ts-expect-error a page has a URL
openPage()
// @ts-expect-error an engine has a name of its own
openPage('https://app.example.com/', { engine: 'safari' })
