/**
 * Routes to which a page cannot even send its request: the preflight fails. All but one would answer the request itself
 * well.
 */
import { type Request, type Response, Router } from 'express'
import { type Site, USERS } from './site.ts'

export function wrongPreflights({ pageOrigin }: Site): Router {
  const router = Router()
  const allowed = {
    'Access-Control-Allow-Origin': pageOrigin,
    'Access-Control-Allow-Methods': 'GET, PUT, DELETE',
    'Access-Control-Allow-Headers': 'content-type, authorization, x-request-id',
  }
  const answer = (_: Request, response: Response) => {
    response.set(allowed).json(USERS)
  }
  const preflight = (headers: Record<string, string>) => (_: Request, response: Response) => {
    response.set({ ...allowed, ...headers }).sendStatus(204)
  }

  router.options('/only-on-options', preflight({}))
  router.put('/only-on-options', (_, response) => {
    response.json(USERS)
  })

  // Express answers OPTIONS with 200 and `Allow` when a path has a handler for another method.
  router.put('/not-on-options', answer)

  router.options('/options-404', (_, response) => {
    response.set(allowed).status(404).json({ error: 'no such route' })
  })
  router.put('/options-404', answer)

  router.all('/options-401', (request, response) => {
    response.set(allowed)
    if (request.headers.authorization === undefined) response.status(401).json({ error: 'log in first' })
    else response.json(USERS)
  })

  router.all('/login-before-cors', (request, response) => {
    if (request.headers.authorization === undefined) response.status(401).json({ error: 'log in first' })
    else response.set(allowed).json(USERS)
  })

  router.options('/preflight-redirect', (_, response) => {
    response.set(allowed).redirect(308, '/preflight-redirect/')
  })
  router.put('/preflight-redirect', answer)

  router.options('/method-missing', preflight({ 'Access-Control-Allow-Methods': 'GET, PUT' }))
  router.delete('/method-missing', answer)

  router.options('/method-in-lower-case', preflight({ 'Access-Control-Allow-Methods': 'get, put, delete' }))
  router.put('/method-in-lower-case', answer)

  router.options('/header-missing', preflight({ 'Access-Control-Allow-Headers': 'content-type' }))
  router.get('/header-missing', answer)

  const withCookies = { 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Allow-Headers': '*' }
  router.options('/wildcard-headers-with-credentials', preflight(withCookies))
  router.get('/wildcard-headers-with-credentials', (_, response) => {
    response.set({ ...allowed, ...withCookies }).json(USERS)
  })

  router.options('/invalid-token', preflight({ 'Access-Control-Allow-Headers': 'content-type; x-request-id' }))
  router.get('/invalid-token', answer)

  router.options('/invalid-method-list', preflight({ 'Access-Control-Allow-Methods': 'GET PUT DELETE' }))
  router.delete('/invalid-method-list', answer)

  return router
}
