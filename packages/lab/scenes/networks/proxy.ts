import type { Picture } from '../../words/picture.ts'
import { scene } from '../../words/scene.ts'
import { answered, BROWSER, CORS_CHECK, decided, note, pageAt, sent, serverAt } from '../../words/tell.ts'

const page = pageAt('https://app.example.com')
const weather = serverAt('https://weather.example', 'the weather service')

function through(proxy: string, detail: string, path: string, last: string): Picture {
  return {
    actors: [page, BROWSER, { id: 'proxy', kind: 'other', name: proxy, detail }, weather],
    events: [
      sent('page', 'browser', 'fetch GET', 'Script of the page asks the browser.'),
      sent('browser', 'proxy', `GET ${path}`, `The browser sends the request to ${proxy}.`),
      sent(
        'proxy',
        'server',
        'GET /today',
        'It asks the weather service. It is not a browser, so no CORS rule applies.',
      ),
      answered('server', 'proxy', '200', 'The weather service answers with 200.'),
      answered('proxy', 'browser', '200', last),
      answered('browser', 'page', 'reads 200', 'The browser hands the answer to the page.'),
      note('proxy', `${proxy} has read everything that passed.`.replace(/^t/, 'T')),
    ],
  }
}

export const proxy = scene({
  id: 'proxy',
  title: 'What does a proxy change, and what does it cost?',
  words:
    'A weather service sends no CORS headers, and you cannot change it. So something between asks on your behalf.\n\nYour own server can: the page asks its own origin, and your server asks the service. It costs a longer way, and your server pays for the traffic. It should know a fixed list of addresses, or strangers use it too. A public CORS proxy does the same, and its owner reads and can change all that passes, keys and tokens included.',
  goal: 'Let the page read the weather, with no stranger in between.',
  control: {
    label: 'The page asks',
    choices: [
      { value: 'straight', label: 'the service itself' },
      { value: 'public', label: 'a public CORS proxy' },
      { value: 'own', label: 'its own server' },
    ],
  },
  experiment: {
    kind: 'drawn',
    draw: (choice) => {
      if (choice === 'own')
        return through(
          'your own server',
          'https://app.example.com',
          '/weather',
          'Your server passes the answer on. It is the page’s own origin.',
        )
      if (choice === 'public')
        return through(
          'the public proxy',
          'https://proxy.example',
          '/?url=weather.example/today',
          'The proxy passes the answer on, and adds Access-Control-Allow-Origin: *.',
        )
      return {
        actors: [page, BROWSER, weather],
        events: [
          sent('page', 'browser', 'fetch GET', 'Script of the page asks the browser.'),
          sent('browser', 'server', 'GET /today', 'The browser sends the request.', {
            headers: [['origin', 'https://app.example.com']],
          }),
          answered('server', 'browser', '200', 'The weather service answers with 200.', { hidden: true }),
          decided('browser', false, 'CORS check', 'Access-Control-Allow-Origin is missing', CORS_CHECK),
          answered('browser', 'page', 'TypeError', 'The browser hides the answer from the page.', { hidden: true }),
        ],
      }
    },
  },
  seen: (_, choice) => choice === 'own',
  keep: 'A proxy works because servers are not browsers. Use one of your own, with fixed targets, and give no stranger your users’ data.',
})
