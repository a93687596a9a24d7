/** The same things done right. */
import { type NextFunction, type Request, type Response, Router } from 'express'
import { type Site, USERS } from './site.ts'

export function right({ pageOrigin }: Site): Router {
  const router = Router()

  router.get('/right/public', (_, response) => {
    response.set('Access-Control-Allow-Origin', '*').json(USERS)
  })

  // In front of every handler, so that what they throw has the headers too.
  router.use('/right', (request: Request, response: Response, next: NextFunction) => {
    response.vary('Origin')
    if (request.headers.origin !== pageOrigin) return next()
    response.set({ 'Access-Control-Allow-Origin': pageOrigin, 'Access-Control-Allow-Credentials': 'true' })
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return next()
    response
      .set({ 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': 'content-type' })
      .status(204)
      .end()
  })
  router.get('/right/cookies', (_, response) => {
    response.json(USERS)
  })
  router.put('/right/preflight', (_, response) => {
    response.json(USERS)
  })
  router.get('/right/error', (_, response) => {
    response.status(500).json({ error: 'the database is gone' })
  })
  router.get('/right/redirect', (_, response) => {
    response.redirect(302, '/right/cookies')
  })
  return router
}
