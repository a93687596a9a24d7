import { scene } from '../../words/scene.ts'

export const preflightCache = scene({
  id: 'preflight-cache',
  title: 'How often does the browser ask?',
  words:
    'A page saves a draft three times, ten seconds apart. Each save is a `PUT`, so each needs a preflight. Is it sent every time?\n\nThe browser remembers the yes: for five seconds when the server says nothing, or for as long as `Access-Control-Max-Age` says. Browsers have limits of their own; Chromium keeps none longer than two hours. The memory belongs to one page origin and one URL. Count the `OPTIONS`.',
  goal: 'Get all three saves done with a single preflight.',
  control: {
    label: '`Access-Control-Max-Age`',
    choices: [
      { value: 'none', label: 'is not sent' },
      { value: '0', label: 'is `0`' },
      { value: '15', label: 'is `15`' },
      { value: '600', label: 'is `600`' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: () =>
      [0, 10, 20].map((at) => ({
        at,
        title: at === 0 ? 'The first save' : `${at} seconds later`,
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/drafts/3',
          method: 'PUT',
          body: 'Hello',
        },
      })),
    respond: ({ kind }, choice) => ({
      status: kind === 'preflight' ? 204 : 200,
      headers: [
        ['access-control-allow-origin', 'https://app.example.com'],
        ...(kind === 'preflight' ? [['access-control-allow-methods', 'PUT'] as const] : []),
        ...(kind === 'preflight' && choice !== 'none' ? [['access-control-max-age', choice] as const] : []),
      ],
    }),
    effect: ({ kind }) => (kind === 'actual' ? 'Draft saved' : null),
  },
  seen: ({ outcomes }) =>
    outcomes.flatMap(({ exchanges }) => exchanges).filter(({ kind }) => kind === 'preflight').length === 1,
  keep: 'A yes is kept for five seconds, or for the seconds in `Access-Control-Max-Age`. While you change a policy, keep it short: browsers go on with the answer that they remember.',
})
