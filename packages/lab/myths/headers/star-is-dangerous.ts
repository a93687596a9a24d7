import type { Myth } from '../../words/myth.ts'

export const starIsDangerous: Myth = {
  id: 'star-is-dangerous',
  claim: '`Access-Control-Allow-Origin: *` is always dangerous.',
  truth: false,
  experiment: {
    kind: 'fetch',
    cast: { server: 'public timetables' },
    calls: () => [
      { request: { origin: 'https://blog.example', url: 'https://trains.example/timetable' } },
      {
        title: 'The same page tries it with cookies',
        request: { origin: 'https://blog.example', url: 'https://trains.example/timetable', credentials: 'include' },
      },
    ],
    cookies: () => 'session=ada',
    respond: () => ({ status: 200, headers: [['access-control-allow-origin', '*']] }),
  },
  answer:
    'For data that everybody may have, `*` gives away nothing, and with cookies no browser accepts it. It is dangerous where being in the right network is enough to read: on a company’s inner servers, or on your own machine.',
  source: {
    title: 'Fetch: CORS protocol and credentials',
    url: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  },
}
