/** Scenarios that chance would hardly ever make; each shows a row of a profile. */
import type { Call, Scenario } from '../scenario.ts'

const ALLOWED: { status: number; headers: [string, string][] } = {
  status: 200,
  headers: [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Methods', 'PUT, HEAD'],
    ['Access-Control-Allow-Headers', 'x-a'],
    ['Cache-Control', 'no-store'],
  ],
}
const put = (path = 'p0'): Call => ({ url: `{B}/${path}`, init: { method: 'PUT' } })
const withHeader = (method: string, name = 'X-A'): Call => ({ url: '{B}/p0', init: { method, headers: [[name, '1']] } })
const LONG = 'a'.repeat(1024)

export const RARE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a page that hides its referrer from itself',
    calls: [{ url: '{A}/p0', init: { method: 'PATCH', mode: 'same-origin', referrer: '' } }],
  },
  {
    name: 'a frame reads from a secure server with credentials',
    places: 'https',
    page: 'sandboxed',
    calls: [{ url: '{B}/p0', init: { mode: 'no-cors', credentials: 'include' } }],
  },
  {
    name: 'a resource for the site of localhost',
    places: 'localhost',
    page: 'sandboxed',
    calls: [{ url: '{A}/p0', init: { mode: 'no-cors' } }],
    answers: { p0: { act: { status: 200, headers: [['Cross-Origin-Resource-Policy', 'same-site']] } } },
  },
  {
    name: 'a redirect within the page’s own origin, with a User-Agent of script',
    calls: [{ url: '{A}/p0', init: { headers: [['User-Agent', 'x']] } }],
    answers: { p0: { act: { status: 302, headers: [['Location', '{A}/p1']] } } },
  },
  {
    name: 'a worker asks with a client hint, and is redirected within its own origin',
    page: 'worker',
    calls: [{ url: '{A}/p0', init: { headers: [['DPR', '2']] } }],
    answers: { p0: { act: { status: 302, headers: [['Location', '{A}/p1']] } } },
  },
  {
    name: 'a worker that tells another site more than the default, and is redirected to its own',
    page: 'worker',
    calls: [{ url: '{C}/p0', init: { referrerPolicy: 'unsafe-url' } }],
    answers: { p0: { act: { ...ALLOWED, status: 302, headers: [...ALLOWED.headers, ['Location', '{A}/p1']] } } },
  },
  {
    name: 'an answer that only a proxy may give',
    calls: [{ url: '{B}/p0', init: {} }],
    answers: { p0: { act: { ...ALLOWED, status: 407 } } },
  },
  // The second answer takes the place of the first, or stands beside it.
  {
    name: 'an answer kept as a whole',
    calls: [put(), withHeader('GET'), put()],
    answers: {
      p0: {
        pre: [
          {
            status: 200,
            headers: [
              ['Access-Control-Allow-Origin', '*'],
              ['Access-Control-Allow-Methods', 'PUT'],
            ],
          },
          {
            status: 200,
            headers: [
              ['Access-Control-Allow-Origin', '*'],
              ['Access-Control-Allow-Headers', 'x-a'],
            ],
          },
          ALLOWED,
        ],
        act: ALLOWED,
      },
    },
  },
  {
    name: 'HEAD twice',
    calls: [withHeader('HEAD'), withHeader('HEAD')],
    answers: {
      p0: {
        pre: {
          status: 200,
          headers: [
            ['Access-Control-Allow-Origin', '*'],
            ['Access-Control-Allow-Headers', 'x-a'],
          ],
        },
        act: ALLOWED,
      },
    },
  },
  {
    name: 'a long URL twice',
    calls: [put(LONG), put(LONG)],
    answers: { [LONG]: { pre: ALLOWED, act: ALLOWED } },
  },
  {
    name: 'two refused headers, the known one second',
    calls: [
      {
        url: '{B}/p0',
        init: {
          headers: [
            ['A-A', '1'],
            ['Range', 'bytes=-1'],
          ],
        },
      },
    ],
    answers: { p0: { pre: { status: 200, headers: [['Access-Control-Allow-Origin', '*']] } } },
  },
  {
    name: 'a user name behind a preflight',
    calls: [{ url: '{A}/p0', init: { headers: [['X-A', '1']] } }],
    answers: {
      p0: { act: { status: 302, headers: [['Location', 'http://u:p@{B:host}/p1']] } },
      p1: { pre: ALLOWED, act: ALLOWED },
    },
  },
  {
    name: 'a redirect without a Location, and redirect mode error',
    calls: [{ url: '{B}/p0', init: { redirect: 'error' } }],
    answers: { p0: { act: { status: 302, headers: [['Access-Control-Allow-Origin', '*']] } } },
  },
  {
    name: 'a header on two empty lines',
    calls: [{ url: '{A}/p0' }],
    answers: {
      p0: {
        act: {
          status: 200,
          headers: [
            ['X-E', ''],
            ['X-E', ''],
          ],
        },
      },
    },
  },
  { name: 'a data: URL', calls: [{ url: 'data:text/plain,x' }] },
  {
    name: 'a user name in a redirect, and redirect mode error',
    calls: [{ url: '{B}/p0', init: { redirect: 'error' } }],
    answers: {
      p0: {
        act: {
          status: 302,
          headers: [
            ['Access-Control-Allow-Origin', '*'],
            ['Location', 'http://u:p@{C:host}/p1'],
          ],
        },
      },
    },
  },
]
