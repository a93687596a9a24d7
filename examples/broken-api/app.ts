/**
 * The sample API: an Express 5 app. Each route has one mistake that people make; some routes are right.
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

/** The third origin: a CDN that allows the page, and a login page that allows nobody. */
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
