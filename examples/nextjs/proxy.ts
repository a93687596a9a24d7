import { corsProxy } from 'corskit/next'

/** One policy for all that lies under `/catalog`; the routes there know nothing of it. */
export const proxy = corsProxy({ origin: '*' })

export const config = { matcher: '/catalog/:path*' }
