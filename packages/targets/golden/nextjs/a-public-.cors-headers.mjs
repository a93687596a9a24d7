// made by: corskit generate nextjs (policy f71acd60f5c7c848)
// note: a route handler answers OPTIONS by itself; pages/api does not: answer it there with 204
// note: with middleware or a proxy that asks for a login, let OPTIONS through

// next.config.mjs: import { corsHeaders } from './cors-headers.mjs'; export default { headers: async () => corsHeaders }
// For less than everything, put another source: '/api/:path*'.
const source = '/:path*'
/** A true preflight has this header too. */
const preflight = { type: 'header', key: 'access-control-request-method' }

export const corsHeaders = [
  {
    source,
    headers: [
      { key: 'Access-Control-Allow-Origin', value: '*' },
      { key: 'Access-Control-Expose-Headers', value: '*' },
    ],
  },
  {
    source,
    has: [preflight],
    headers: [
      { key: 'Access-Control-Allow-Methods', value: 'GET, HEAD, POST, PUT' },
      { key: 'Access-Control-Allow-Headers', value: 'content-type' },
    ],
  },
]
