/**
 * Tools that put a function of their own around every middleware, each in a process of its own, with Express 5 and 4:
 * the policy of a router answers its preflights all the same.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import express, { type Request, type Response } from 'express'
import { afterAll, describe, expect, test } from 'vitest'
import { notInstalled } from '../../../../testing/not-installed.ts'
import { bundle } from '../testing/bundle.ts'
import { send } from '../testing/http-client.ts'
import { listen } from '../testing/listen.ts'
import { cors } from './express.ts'

const ORIGIN = 'https://app.example.com'
const policy = (name: string) => {
  return { origin: ORIGIN, methods: ['PUT'], allowedHeaders: [name], exposedHeaders: [name] }
}

const TOOLS: Readonly<Record<string, string>> = {
  nothing: '',
  OpenTelemetry: `
    const { registerInstrumentations } = require('@opentelemetry/instrumentation')
    const { ExpressInstrumentation } = require('@opentelemetry/instrumentation-express')
    registerInstrumentations({ instrumentations: [new ExpressInstrumentation()] })`,
  'New Relic': `
    Object.assign(process.env, { NEW_RELIC_NO_CONFIG_FILE: '1', NEW_RELIC_LICENSE_KEY: 'a'.repeat(40),
      NEW_RELIC_APP_NAME: 'x', NEW_RELIC_LOG_ENABLED: 'false', NEW_RELIC_HOST: '127.0.0.1' })
    require('newrelic')`,
  Elastic: `require('elastic-apm-node').start({ serverUrl: 'http://127.0.0.1:1', logLevel: 'off', disableSend: true,
      centralConfig: false, metricsInterval: '0s' })`,
}

/** They know Express 4 only. */
const FOR_EXPRESS_4: Readonly<Record<string, string>> = {
  'express-async-errors': "require('express-async-errors')",
  'express-promise-router': "makeRouter = require('express-promise-router')",
}

/** Prints, for a router and for a path, which policy the request has and which one its preflight. */
const APP = (tool: string) => `
  let makeRouter = () => express.Router()
  ${tool}
  const express = require('express')
  const { cors } = require('./corskit.cjs')
  const policy = ${policy.toString()}
  const ORIGIN = ${JSON.stringify(ORIGIN)}
  const app = express()
  app.use(cors(policy('app')))
  const router = makeRouter()
  router.use(cors(policy('router')))
  router.put('/x', (request, response) => void response.end())
  app.use('/router', router)
  app.use('/path', cors(policy('path')), (request, response) => void response.end())
  const server = app.listen(0, '127.0.0.1', async () => {
    const ask = (method, path, headers) => new Promise((resolve) => {
      const options = { port: server.address().port, method, path, headers: { origin: ORIGIN, ...headers } }
      require('node:http').request(options, (answer) => resolve(answer.resume().headers)).end()
    })
    const asking = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-none' }
    const found = []
    for (const path of ['/router/x', '/path/x']) {
      const actual = await ask('PUT', path, {})
      const preflight = await ask('OPTIONS', path, asking)
      found.push([actual['access-control-expose-headers'], preflight['access-control-allow-headers']])
    }
    console.log(JSON.stringify(found))
    process.exit()
  })`

describe.each([5, 4])('Express %i', (major) => {
  const frameworks = process.env['CORSKIT_FRAMEWORKS']
  const folder = join(frameworks ?? '', `watched-express-${major}`)
  const isInstalled = frameworks !== undefined && existsSync(join(folder, 'node_modules'))
  const cwd = isInstalled ? mkdtempSync(join(folder, 'app-')) : ''
  afterAll(() => isInstalled && rmSync(cwd, { recursive: true }))

  test.for(Object.entries(major === 4 ? { ...TOOLS, ...FOR_EXPRESS_4 } : TOOLS))(
    'with %s around a middleware, its policy is found',
    async ([, tool], { skip }) => {
      if (!isInstalled) notInstalled('the tools that watch apps are not installed; .ci/run installs them', skip)
      writeFileSync(join(cwd, 'corskit.cjs'), await bundle('../express/express.ts', 'cjs'))
      writeFileSync(join(cwd, 'app.cjs'), APP(tool))
      const { stdout } = await promisify(execFile)(process.execPath, ['app.cjs'], { cwd })
      expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual([
        ['router', 'router'],
        ['path', 'path'],
      ])
    },
  )
})

/** What a wrapper may keep of a middleware. */
const WRAPPERS: Readonly<Record<string, (middleware: ReturnType<typeof cors>) => unknown>> = {
  'bind, twice': (middleware) => middleware.bind(null).bind(null),
  'a function of the same name': (middleware) =>
    Object.defineProperty((...given: Parameters<typeof middleware>) => middleware(...given), 'name', {
      value: middleware.name,
    }),
  'a proxy': (middleware) => new Proxy(middleware, {}),
}

test.each(Object.entries(WRAPPERS))('within %s, a policy is found', async (_, wrap) => {
  const app = express()
  app.use(cors(policy('app')))
  app.use('/part', wrap(cors(policy('part'))) as never)
  app.put('/part', (_request: Request, response: Response) => void response.end())
  const { url, close } = await listen(app)
  const headers = [
    ['origin', ORIGIN],
    ['access-control-request-method', 'PUT'],
  ] as const
  const preflight = await send(url, { method: 'OPTIONS', path: '/part', headers })
  await close()
  expect(preflight.header('access-control-allow-headers')).toBe('part')
})

test('another function of no name, or of another name, is not taken for one', async () => {
  const app = express()
  app.use(cors(policy('app')))
  for (const name of ['', 'cors', 'corskit.cors#0', 'corskit.cors#x', 'bound ']) {
    app.use(Object.defineProperty((_: Request, __: Response, next: () => void) => next(), 'name', { value: name }))
  }
  const { url, close } = await listen(app)
  const headers = [
    ['origin', ORIGIN],
    ['access-control-request-method', 'PUT'],
  ] as const
  const preflight = await send(url, { method: 'OPTIONS', path: '/', headers })
  await close()
  expect(preflight.header('access-control-allow-headers')).toBe('app')
})
