/**
 * The sample API: an Express 5 app whose routes are each wrong in one way that people meet, and right ones beside them.
 */
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { right } from './right.ts'
import type { Site } from './site.ts'
import { wrongOrigins } from './wrong-origins.ts'
import { wrongPreflights } from './wrong-preflights.ts'
import { wrongRedirects } from './wrong-redirects.ts'

export function createSampleApi(site: Site): Express {
  const app = express().disable('x-powered-by')
  app.use(wrongOrigins(site), wrongPreflights(site), wrongRedirects(site), right(site))
  app.use((error: Error, _: Request, response: Response, _next: NextFunction) => {
    response.status(500).json({ error: error.message })
  })
  return app
}

/** The third origin: a CDN that knows the page, and a login page that knows nobody. */
export function createThirdOrigin({ pageOrigin }: Pick<Site, 'pageOrigin'>): Express {
  const app = express().disable('x-powered-by')
  app.get('/cdn/users.json', (_, response) => {
    response.set('Access-Control-Allow-Origin', pageOrigin).json([])
  })
  app.get('/login', (_, response) => {
    response.type('html').send('<!doctype html><title>Log in</title>')
  })
  return app
}
