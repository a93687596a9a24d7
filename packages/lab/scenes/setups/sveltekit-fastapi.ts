import type { PictureEvent } from '../../words/picture.ts'
import { scene } from '../../words/scene.ts'
import { answered, BROWSER, CORS_CHECK, decided, pageAt, sent, serverAt } from '../../words/tell.ts'

const page = pageAt('https://app.example.com')
const api = serverAt('https://api.example.com', 'FastAPI')
const ASKS: readonly PictureEvent[] = [
  sent('page', 'browser', 'fetch GET', 'Script of the page asks the browser for the users.'),
  sent('browser', 'server', 'GET /users', 'The browser sends the request.', {
    headers: [['origin', 'https://app.example.com']],
  }),
]

export const svelteKitFastApi = scene({
  id: 'sveltekit-fastapi',
  title: 'Why does the call work in one file of SvelteKit and fail in another?',
  words:
    'A SvelteKit app shows users from a FastAPI server on another origin. In a component, the call runs in the browser: CORS applies. In `+page.server.js` it runs on SvelteKit’s own server, which is not a browser: CORS does not apply, and the API sees SvelteKit’s server as its client.\n\nSo there are two right answers. Ask from the server, or let FastAPI’s `CORSMiddleware` name the page’s origin. Both are drawn here.',
  goal: 'Show the users.',
  control: {
    label: 'The call',
    choices: [
      { value: 'bare', label: 'in a component; FastAPI as it is' },
      { value: 'server', label: 'in `+page.server.js`; FastAPI as it is' },
      { value: 'allowed', label: 'in a component; FastAPI names the page' },
    ],
  },
  experiment: {
    kind: 'drawn',
    draw: (choice) => {
      if (choice === 'server')
        return {
          actors: [
            page,
            BROWSER,
            { id: 'kit', kind: 'other', name: 'SvelteKit’s server', detail: 'https://app.example.com' },
            api,
          ],
          events: [
            sent('page', 'browser', 'open /users', 'The user opens the page.'),
            sent(
              'browser',
              'kit',
              'GET /users',
              'The browser asks SvelteKit’s server, which is the page’s own origin.',
            ),
            sent(
              'kit',
              'server',
              'GET /users',
              'The load function runs there, and asks FastAPI. No page is involved, so there is no Origin.',
            ),
            answered('server', 'kit', '200', 'FastAPI answers.'),
            answered('kit', 'browser', '200', 'SvelteKit sends the finished page.'),
            answered('browser', 'page', 'shows it', 'The page shows the users.'),
          ],
        }
      if (choice === 'allowed')
        return {
          actors: [page, BROWSER, api],
          events: [
            ...ASKS,
            answered('server', 'browser', '200', 'FastAPI answers, and names the page.', {
              headers: [['access-control-allow-origin', 'https://app.example.com', 'decides']],
            }),
            decided('browser', true, 'CORS check', 'The header names this page', CORS_CHECK),
            answered('browser', 'page', 'reads 200', 'The browser hands the answer to the page.'),
          ],
        }
      return {
        actors: [page, BROWSER, api],
        events: [
          ...ASKS,
          answered('server', 'browser', '200', 'FastAPI answers with 200.', { hidden: true }),
          decided('browser', false, 'CORS check', 'Access-Control-Allow-Origin is missing', CORS_CHECK),
          answered('browser', 'page', 'TypeError', 'The browser hides the answer from the page.', { hidden: true }),
        ],
      }
    },
  },
  seen: (_, choice) => choice !== 'bare',
  keep: 'Ask first where the code runs. In a browser CORS applies; on a server it does not.',
  article: {
    says: 'CORS must be allowed between the front-end server and the back-end server.',
    truth: 'Two servers talked, and no CORS header was needed.',
  },
})
