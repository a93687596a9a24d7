/** Routes whose `Access-Control-Allow-Origin` or `-Credentials` is wrong. */
import { Router } from 'express'
import { type Site, USERS } from './site.ts'

export function wrongOrigins({ pageOrigin }: Site): Router {
  const router = Router()
  router.get('/no-headers', (_, response) => {
    response.json(USERS)
  })
  router.get('/wrong-origin', (_, response) => {
    response.set('Access-Control-Allow-Origin', 'https://www.example.com').json(USERS)
  })
  router.get('/trailing-slash', (_, response) => {
    response.set('Access-Control-Allow-Origin', `${pageOrigin}/`).json(USERS)
  })
  router.get('/glob', (_, response) => {
    response.set('Access-Control-Allow-Origin', 'https://*.example.com').json(USERS)
  })
  router.get('/null-origin', (_, response) => {
    response.set('Access-Control-Allow-Origin', 'null').json(USERS)
  })
  router.get('/two-origins', (_, response) => {
    response.set('Access-Control-Allow-Origin', `${pageOrigin}, https://www.example.com`).json(USERS)
  })
  router.get('/duplicated-header', (_, response) => {
    response.set('Access-Control-Allow-Origin', '*')
    response.append('Access-Control-Allow-Origin', '*').json(USERS)
  })
  router.get('/scheme-missing', (_, response) => {
    response.set('Access-Control-Allow-Origin', 'www.example.com').json(USERS)
  })
  router.get('/empty-value', (_, response) => {
    response.set('Access-Control-Allow-Origin', '').json(USERS)
  })
  router.get('/wildcard-with-credentials', (_, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' }).json(USERS)
  })
  router.get('/missing-allow-credentials', (_, response) => {
    response.set('Access-Control-Allow-Origin', pageOrigin).json(USERS)
  })
  router.get('/allow-credentials-in-capitals', (_, response) => {
    response.set({ 'Access-Control-Allow-Origin': pageOrigin, 'Access-Control-Allow-Credentials': 'True' }).json(USERS)
  })
  // The handler sets the headers on its own answer; the error handler makes another answer without them.
  router.get('/error-without-headers', () => {
    throw new Error('the database is gone')
  })
  router.get('/resource-policy', (_, response) => {
    response.set('Cross-Origin-Resource-Policy', 'same-origin').json(USERS)
  })
  return router
}
