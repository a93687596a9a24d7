/** The same routes done right, with `corskit/express`. */
import { cors } from 'corskit/express'
import { Router } from 'express'
import { type Site, USERS } from './site.ts'

export function right({ pageOrigin }: Site): Router {
  const router = Router()
  router.get('/right/public', cors({ origin: '*' }), (_, response) => {
    response.json(USERS)
  })

  // Before every handler, so preflights end here, and answers to errors of handlers have the headers too.
  router.use(
    '/right',
    cors({ origin: pageOrigin, credentials: true, methods: ['PUT'], allowedHeaders: ['content-type'] }),
  )
  router.get('/right/cookies', (_, response) => {
    response.json(USERS)
  })
  router.put('/right/preflight', (_, response) => {
    response.json(USERS)
  })
  router.get('/right/error', () => {
    throw new Error('the database is gone')
  })
  router.get('/right/redirect', (_, response) => {
    response.redirect(302, '/right/cookies')
  })
  return router
}
