import corsPackage from 'cors'
import { cors } from 'corskit/express'
import express from 'express'
import { listenOn } from './node.ts'
import { type Middleware, OPTIONS } from './with-policy.ts'

export function start(middleware: Middleware): Promise<number> {
  const app = express()
  app.set('env', 'production')
  if (middleware === 'corskit') app.use(cors(OPTIONS))
  if (middleware === 'peer') app.use(corsPackage(OPTIONS))
  app.get('/', (_request, response) => void response.send('ok'))
  return listenOn(app)
}
