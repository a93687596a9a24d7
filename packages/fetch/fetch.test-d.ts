/** The types of the face of `@corskit/fetch`. Checked by `npm run check`; nothing here runs. */
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

// @ts-expect-error a page has a URL
openPage()
// @ts-expect-error an engine has a name of its own
openPage('https://app.example.com/', { engine: 'safari' })
