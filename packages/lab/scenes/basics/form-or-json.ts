import { scene } from '../../words/scene.ts'

const TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain',
}

export const formOrJson = scene({
  id: 'form-or-json',
  title: 'Which requests go out without a question?',
  words:
    'This shop knows nothing of CORS. A page of another site sends it an order.\n\nHTML forms could always send a `GET` or a `POST` to any site, so every server had to expect those. The browser sends such requests at once. What a form cannot send, like JSON or `PUT`, waits in the browser until the server has agreed. Watch what the shop does, and not only what the page reads.',
  goal: 'Get an order written at a shop that never agreed to anything.',
  control: {
    label: 'The page sends',
    choices: [
      { value: 'json', label: '`POST` with JSON' },
      { value: 'put', label: '`PUT` with plain text' },
      { value: 'form', label: '`POST` like a form' },
      { value: 'text', label: '`POST` with plain text, as a form can' },
    ],
  },
  experiment: {
    kind: 'fetch',
    cast: { page: 'a page of another site', server: 'the shop' },
    calls: (choice) => [
      {
        request: {
          origin: 'https://blog.example',
          url: 'https://shop.example/orders',
          method: choice === 'put' ? 'PUT' : 'POST',
          headers: { 'content-type': TYPES[choice === 'put' ? 'text' : choice] },
          body: 'item=7',
        },
      },
    ],
    respond: ({ method }) => ({ status: method === 'OPTIONS' ? 404 : 201 }),
    effect: ({ kind }) => (kind === 'actual' ? 'Order 12 written' : null),
  },
  seen: ({ outcomes }) => outcomes[0]?.exchanges.some(({ kind }) => kind === 'actual') === true,
  keep: 'What a form could always send goes out at once, and the server acts on it, although the page reads nothing. So CORS does not protect a server from orders that it did not want (this is called CSRF, cross-site request forgery; one of the myths is about it).',
  article: {
    says: 'CORS keeps other sites from sending requests to your server.',
    truth: 'The shop wrote the order. Only the answer was hidden from the page.',
  },
})
