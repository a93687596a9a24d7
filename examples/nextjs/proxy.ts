import { corsProxy } from 'corskit/next'

/** One policy for everything under `/catalog`; the routes there know nothing about it. */
export const proxy = corsProxy({ origin: '*' })

export const config = { matcher: '/catalog/:path*' }
