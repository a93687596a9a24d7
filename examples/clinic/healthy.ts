/** Healthy set-ups: a diagnosis that finds a cause here is wrong. */
import cors from 'cors'
import { cors as corskit } from 'corskit/express'
import express from 'express'
import { PAGE, type SetUp } from './set-up.ts'

const users = (app: express.Express) => app.use((_request, response) => void response.json([]))
const healthy = (name: string, request: SetUp['request'], serve: SetUp['serve'], nginx?: string): SetUp => ({
  name,
  story: name,
  cause: null,
  request,
  serve,
  ...(nginx === undefined ? {} : { nginx }),
})

const policy = {
  origin: [PAGE, 'http://localhost:*'],
  methods: ['PUT', 'DELETE', 'PATCH'],
  allowedHeaders: ['content-type', 'authorization'],
  credentials: true,
}
const JSON_PUT = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' } as const

export const HEALTHY: readonly SetUp[] = [
  healthy('public data', {}, () => users(express().use(cors()))),
  healthy('public data, asked with a header', { headers: { 'x-request-id': '7' } }, () => users(express().use(cors()))),
  healthy('a policy, GET', {}, () => users(express().use(corskit(policy)))),
  healthy('a policy, PUT of JSON', JSON_PUT, () => users(express().use(corskit(policy)))),
  healthy('a policy, with cookies', { ...JSON_PUT, credentials: 'include' }, () =>
    users(express().use(corskit(policy))),
  ),
  healthy('a policy, PATCH', { ...JSON_PUT, method: 'PATCH' }, () => users(express().use(corskit(policy)))),
  healthy('a policy, an error that can be read', { path: '/throws' }, () => {
    const app = express().use(corskit(policy))
    app.get('/throws', () => {
      throw new Error('on purpose')
    })
    return app.use(
      (_error: Error, _request: express.Request, response: express.Response, _next: express.NextFunction) =>
        void response.status(500).send('error'),
    )
  }),
  healthy('a policy, a 404 that can be read', { path: '/nowhere' }, () => express().use(corskit(policy))),
  healthy('a policy, a 401 that can be read', {}, () =>
    express()
      .use(corskit(policy))
      .use((_request, response) => void response.status(401).send('who are you?')),
  ),
  healthy('development', { origin: 'http://localhost:5173' }, () => users(express().use(corskit(policy)))),
  healthy('a redirect within the server', { path: '/old' }, () => {
    const app = express().use(corskit(policy))
    app.get('/old', (_, response) => void response.redirect('/new'))
    return users(app)
  }),
  healthy('behind nginx', JSON_PUT, () => users(express().use(corskit(policy))), 'proxy_pass $upstream;'),
]
