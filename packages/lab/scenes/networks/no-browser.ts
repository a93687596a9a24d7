import type { Picture } from '../../words/picture.ts'
import { scene } from '../../words/scene.ts'
import { answered, BROWSER, CORS_CHECK, decided, pageAt, sent, serverAt } from '../../words/tell.ts'

const server = serverAt('https://api.example.com')

function program(name: string, detail: string, says: string): Picture {
  return {
    actors: [{ id: 'page', kind: 'other', name, detail }, server],
    events: [
      sent('page', 'server', 'GET /users', `${says} sends the request. There is no page, so there is no Origin.`),
      answered('server', 'page', '200', `The server answers, and ${name} reads it. Nobody looks for a CORS header.`),
    ],
  }
}

export const noBrowser = scene({
  id: 'no-browser',
  title: 'Why does it work in curl and in the app on the phone?',
  words:
    'The same address, the same server, and no CORS header in its answer. curl prints the list. A native app shows it. Only the page gets an error.\n\nA browser opens pages of strangers, and each page’s script acts with the cookies of the person who sits there. So the browser keeps pages apart. curl and a native app run one program that the user chose. They have no pages to keep apart, and no rule to relax.',
  goal: 'Read the list without any change to the server.',
  control: {
    label: 'Who asks',
    choices: [
      { value: 'page', label: 'a page in a browser' },
      { value: 'curl', label: 'curl' },
      { value: 'app', label: 'a native app' },
    ],
  },
  experiment: {
    kind: 'drawn',
    draw: (choice) => {
      if (choice === 'curl') return program('curl', 'a program on your machine', 'curl')
      if (choice === 'app') return program('the app', 'a program on your phone', 'The app')
      return {
        actors: [pageAt('https://app.example.com'), BROWSER, server],
        events: [
          sent('page', 'browser', 'fetch GET', 'Script of the page asks the browser for the list.'),
          sent('browser', 'server', 'GET /users', 'The browser sends the request.', {
            headers: [['origin', 'https://app.example.com']],
          }),
          answered('server', 'browser', '200', 'The server answers with 200.', { hidden: true }),
          decided('browser', false, 'CORS check', 'Access-Control-Allow-Origin is missing', CORS_CHECK),
          answered('browser', 'page', 'TypeError', 'The browser hides the answer from the page.', { hidden: true }),
        ],
      }
    },
  },
  seen: (_, choice) => choice !== 'page',
  keep: 'CORS is a rule that browsers keep for the sake of their users. That it works in curl says nothing about it, and keeps nobody away from your server.',
  article: {
    says: 'CORS protects your API from unknown clients.',
    truth: 'curl sent the request and read the answer. A server knows its clients by a login, not by CORS.',
  },
})
