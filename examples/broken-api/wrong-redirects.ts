/** Routes whose redirects a page cannot follow. */
import { Router } from 'express'
import type { Site } from './site.ts'

export function wrongRedirects({ pageOrigin, thirdOrigin }: Site): Router {
  const router = Router()
  router.get('/redirect-to-third-origin', (_, response) => {
    response.set('Access-Control-Allow-Origin', pageOrigin).redirect(302, `${thirdOrigin}/cdn/users.json`)
  })
  router.get('/session-expired', (_, response) => {
    response.set({ 'Access-Control-Allow-Origin': pageOrigin, 'Access-Control-Allow-Credentials': 'true' })
    response.redirect(302, `${thirdOrigin}/login`)
  })
  router.get('/redirect-with-password', (_, response) => {
    const target = new URL('/cdn/users.json', thirdOrigin)
    target.username = 'reader'
    target.password = 'sample'
    response.set('Access-Control-Allow-Origin', pageOrigin).redirect(302, target.href)
  })
  return router
}
