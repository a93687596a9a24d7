import { scene } from '../../words/scene.ts'

export const sandboxedFrame = scene({
  id: 'sandboxed-frame',
  title: 'Whose origin has a sandboxed frame?',
  words:
    'Your page shows a part of itself in `<iframe sandbox="allow-scripts">`. Script in the frame asks your API, and fails, although the frame’s address is your own.\n\nA sandboxed frame has an origin that equals no other, and the browser writes it as `null`. Any site can make such a frame. So a server that allows `null` allows every site. With `allow-same-origin` a frame keeps the origin of its address; use it for content that you trust.',
  goal: 'Let the frame read, without allowing every site to.',
  control: {
    label: 'You',
    choices: [
      { value: 'named', label: 'allow `https://app.example.com` on the server' },
      { value: 'null', label: 'allow `null` on the server' },
      { value: 'kept', label: 'allow the origin, and add `allow-same-origin` to the frame' },
    ],
  },
  experiment: {
    kind: 'fetch',
    cast: { page: 'the frame' },
    calls: (choice) => [
      {
        request: {
          origin: choice === 'kept' ? 'https://app.example.com' : 'null',
          url: 'https://api.example.com/widget',
        },
      },
    ],
    respond: (_, choice) => ({
      status: 200,
      headers: [['access-control-allow-origin', choice === 'null' ? 'null' : 'https://app.example.com']],
    }),
  },
  seen: ({ outcomes }, choice) => choice === 'kept' && outcomes[0]?.verdict === 'allowed',
  keep: '`null` is not a page that you know: every site can send it from a sandboxed frame. Give your frame its origin back, or hand it the data from the page around it.',
})
