// made by: corskit generate nextjs (policy 0c6ce90a07720e5c)
// note: a route handler answers OPTIONS by itself; pages/api does not: answer it there with 204
// note: with middleware or a proxy that asks for a login, let OPTIONS through

// next.config.mjs: import { corsHeaders } from './cors-headers.mjs'; export default { headers: async () => corsHeaders }
// For less than everything, put another source: '/api/:path*'.
const source = '/:path*'
/** A true preflight has this header too. */
const preflight = { type: 'header', key: 'access-control-request-method' }

export const corsHeaders = [
  { source, headers: [{ key: 'Vary', value: 'Origin' }] },
  {
    source,
    has: [{ type: 'header', key: 'origin', value: '(?\u003corigin>https://app\\.example\\.com)' }],
    headers: [
      { key: 'Access-Control-Allow-Origin', value: ':origin' },
    ],
  },
  {
    source,
    has: [{ type: 'header', key: 'origin', value: '(?\u003corigin>https://app\\.example\\.com)' }, preflight],
    headers: [
      { key: 'Access-Control-Allow-Methods', value: 'GET, HEAD, POST' },
    ],
  },
]
