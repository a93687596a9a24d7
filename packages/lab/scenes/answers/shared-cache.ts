import { CACHE } from '../../attacks/world/places.ts'
import type { AttackWorld } from '../../words/attack.ts'
import type { PictureEvent } from '../../words/picture.ts'
import { scene } from '../../words/scene.ts'
import { answered, BROWSER, CORS_CHECK, decided, note, pageAt, sent, serverAt } from '../../words/tell.ts'

const A = 'https://a.example'
const B = 'https://b.example'

const first = (vary: boolean): readonly PictureEvent[] => [
  note('page', 'A page at https://a.example asks first.'),
  sent('browser', 'cache', 'GET /rates', 'The browser sends the request to the cache.', { headers: [['origin', A]] }),
  sent('cache', 'server', 'GET /rates', 'The cache has nothing yet, and asks the server.', {
    headers: [['origin', A]],
  }),
  answered(
    'server',
    'cache',
    '200',
    `The server allows https://a.example${vary ? ', and says that its answer depends on Origin' : ''}.`,
    {
      headers: [['access-control-allow-origin', A], ...(vary ? [['vary', 'Origin'] as const] : [])],
    },
  ),
  answered('cache', 'browser', '200', 'The cache keeps the answer, and passes it on.', {
    headers: [['access-control-allow-origin', A]],
  }),
  answered('browser', 'page', 'reads 200', 'The first page reads the answer.'),
  note('page', 'Then a page at https://b.example asks the same. The server would allow it too.'),
  sent('browser', 'cache', 'GET /rates', 'The browser sends the request to the cache.', { headers: [['origin', B]] }),
]

const reads = ({ fetchFrom }: AttackWorld, page: string) =>
  fetchFrom(page, `${CACHE}/rates`).then(
    () => true,
    () => false,
  )

const told = (page: string, when: string, didRead: boolean) =>
  `A page at ${page} asked ${when}, and ${didRead ? 'read the rates' : 'got a TypeError'}.`

export const sharedCache = scene({
  id: 'shared-cache',
  title: 'How can one page’s answer break another page?',
  words:
    'A server allows two pages, `https://a.example` and `https://b.example`, and names in each answer the one that asked. In front of it a cache keeps answers by their URL.\n\nThen the two pages get the same kept answer, and it names only one of them. `Vary: Origin` tells every cache that the answer depends on who asks, so it keeps one for each. It must be on all answers, also on those without CORS headers.',
  goal: 'Make both pages read the rates.',
  control: {
    label: 'The server answers',
    choices: [
      { value: 'bare', label: 'without `Vary`' },
      { value: 'vary', label: 'with `Vary: Origin`' },
    ],
  },
  experiment: {
    kind: 'drawn',
    draw: (choice) => ({
      actors: [
        pageAt('a.example, then b.example', 'the pages'),
        BROWSER,
        { id: 'cache', kind: 'other', name: 'the cache', detail: 'one for everybody' },
        serverAt('https://bank.example'),
      ],
      events:
        choice === 'vary'
          ? [
              ...first(true),
              sent(
                'cache',
                'server',
                'GET /rates',
                'The kept answer is for another Origin, so the cache asks the server.',
                { headers: [['origin', B]] },
              ),
              answered('server', 'cache', '200', 'The server allows https://b.example.', {
                headers: [
                  ['access-control-allow-origin', B],
                  ['vary', 'Origin'],
                ],
              }),
              answered('cache', 'browser', '200', 'The cache keeps this answer as well, and passes it on.', {
                headers: [['access-control-allow-origin', B, 'decides']],
              }),
              decided('browser', true, 'CORS check', 'The header names this page', CORS_CHECK),
              answered('browser', 'page', 'reads 200', 'The second page reads the answer too.'),
            ]
          : [
              ...first(false),
              answered('cache', 'browser', '200', 'The cache answers by itself, with what it kept.', {
                headers: [['access-control-allow-origin', A, 'decides']],
                hidden: true,
              }),
              decided(
                'browser',
                false,
                'CORS check',
                'The header names https://a.example, and https://b.example asked',
                CORS_CHECK,
              ),
              answered('browser', 'page', 'TypeError', 'The browser hides the answer from the second page.', {
                hidden: true,
              }),
            ],
    }),
  },
  live: {
    policy: (choice) => JSON.stringify({ origin: [A, B], ...(choice === 'bare' && { forgetsVary: true }) }),
    run: async (world, choice) => {
      const first = await reads(world, A)
      const second = await reads(world, B)
      return {
        says: [told(A, 'first', first), told(B, 'then', second)],
        same: first && second === (choice === 'vary'),
      }
    },
  },
  seen: (_, choice) => choice === 'vary',
  keep: 'An answer that depends on `Origin` says so in `Vary`, always. Otherwise a cache hands one page’s permission to another.',
})
