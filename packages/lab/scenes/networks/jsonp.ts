import { scene } from '../../words/scene.ts'
import { answered, BROWSER, CORS_CHECK, decided, done, pageAt, sent, serverAt } from '../../words/tell.ts'

const ACTORS = [pageAt('https://app.example.com'), BROWSER, serverAt('https://lists.example', 'the other server')]

export const jsonp = scene({
  id: 'jsonp',
  title: 'What did JSONP give away?',
  words:
    'Before CORS, pages read data from other origins by a trick. A `<script>` may come from anywhere and runs as part of the page. So the server wrapped its data in a call: `show([…])`.\n\nWhat comes is not data but a program. The page runs whatever the other server sends, today and on the day when somebody breaks into it. And every site can include the same script, with the user’s cookies where browsers send them.',
  goal: 'Get the list without running the other server’s program.',
  control: {
    label: 'The page uses',
    choices: [
      { value: 'jsonp', label: '`<script src="…?callback=show">`' },
      { value: 'cors', label: '`fetch`, and the server allows the page' },
    ],
  },
  experiment: {
    kind: 'drawn',
    draw: (choice) => ({
      actors: ACTORS,
      events:
        choice === 'jsonp'
          ? [
              sent('page', 'browser', '<script>', 'The page puts a script element into itself.'),
              sent(
                'browser',
                'server',
                'GET /list?callback=show',
                'The browser sends the request, with no Origin and with no rule of CORS.',
              ),
              answered('server', 'browser', '200 show([…])', 'The server answers with a program.'),
              done('page', 'The other server’s program runs with all rights of the page'),
              answered('browser', 'page', 'runs', 'The page has the list, and whatever else the program did.'),
            ]
          : [
              sent('page', 'browser', 'fetch GET', 'Script of the page asks the browser for the list.'),
              sent('browser', 'server', 'GET /list', 'The browser sends the request.', {
                headers: [['origin', 'https://app.example.com']],
              }),
              answered('server', 'browser', '200', 'The server answers with data, and names who may read it.', {
                headers: [['access-control-allow-origin', 'https://app.example.com', 'decides']],
              }),
              decided('browser', true, 'CORS check', 'The header names this page', CORS_CHECK),
              answered('browser', 'page', 'reads 200', 'The page reads data. Nothing runs.'),
            ],
    }),
  },
  seen: (_, choice) => choice === 'cors',
  keep: 'JSONP hands your page over to another server. CORS hands over data only, and only to the pages that the server names.',
})
