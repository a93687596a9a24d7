/** Errors that bring headers of CORS along, as those of API clients do: the policy alone decides. */
import { H3, HTTPError } from 'h3'
import { describe, expect, test } from 'vitest'
import { cors } from './h3.ts'

const APP = 'https://app.example.com'
const UPSTREAM = {
  'access-control-allow-origin': '*',
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': 'x-secret',
  'x-own': '1',
}
const failed = (more: object) => Object.assign(new Error('upstream'), { status: 404, ...more })

const ERRORS: Readonly<Record<string, () => Error>> = {
  'an error with a record': () => failed({ headers: { ...UPSTREAM } }),
  'an error with a frozen record': () => failed({ headers: Object.freeze({ ...UPSTREAM }) }),
  'an error with pairs': () => failed({ headers: Object.entries(UPSTREAM) }),
  'an error with Headers': () => failed({ headers: new Headers(UPSTREAM) }),
  'an error in other cases': () => failed({ headers: { 'Access-Control-Allow-Origin': '*', 'X-Own': '1' } }),
  'the cause of an error': () => new Error('x', { cause: failed({ headers: { ...UPSTREAM } }) }),
  'an HTTPError': () => new HTTPError({ status: 404, headers: UPSTREAM }),
  'the cause of an HTTPError': () => new HTTPError({ status: 404, cause: failed({ headers: { ...UPSTREAM } }) }),
}

const WAYS: Readonly<Record<string, (app: H3, make: () => Error) => unknown>> = {
  'that a handler throws': (app, make) =>
    app.get('/x', () => {
      throw make()
    }),
  'that a handler rejects with': (app, make) => app.get('/x', () => Promise.reject(make())),
  'that a handler returns': (app, make) => app.get('/x', () => make() as never),
  'that a middleware throws': (app, make) =>
    app.use(() => {
      throw make()
    }),
}

const HOOKS: Readonly<Record<string, undefined | ((error: HTTPError) => undefined)>> = {
  'without onError': undefined,
  'with an onError that gives nothing': () => undefined,
  'with an onError that adds headers': (error) => {
    error.headers?.set('access-control-allow-credentials', 'true')
  },
}

describe.each(Object.entries(HOOKS))('%s', (_, onError) => {
  describe.each(Object.entries(ERRORS))('%s', (_, make) => {
    test.each(Object.entries(WAYS))('%s', async (_, fill) => {
      const app = new H3(onError === undefined ? { silent: true } : { silent: true, onError })
      app.use(cors({ origin: APP }))
      fill(app, make)
      const ask = async (origin: string) => {
        const { headers } = await app.fetch(new Request('http://localhost/x', { headers: { origin } }))
        return [...headers].filter(([name]) => name.startsWith('access-control-') || name === 'x-own')
      }
      expect(await ask('https://evil.example')).toEqual([['x-own', '1']])
      expect(await ask(APP)).toEqual([
        ['access-control-allow-origin', APP],
        ['x-own', '1'],
      ])
    })
  })
})
