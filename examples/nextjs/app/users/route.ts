import { cors, guard } from 'corskit/next'
import { policy } from '../../policy'

const withCors = cors(policy)
const guarded = guard(policy)

export const GET = withCors(() => Response.json([{ id: '1', name: 'Ada' }]))
export const PUT = withCors(guarded(async (request) => Response.json(await request.json())))
// Without it, Next.js would answer preflights itself, without CORS headers.
export const OPTIONS = withCors()
