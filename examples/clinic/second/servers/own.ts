/** The servers of the second clinic that run in this process. */
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server } from 'node:net'
import cors from 'cors'
import express from 'express'
import { selfSignedCertificate } from '../../../../testing/certificate.ts'
import { PAGE } from '../../blind/set-up.ts'

const DAY = 24 * 60 * 60 * 1000

const gateway: RequestListener = (request, response) => {
  if (request.method === 'POST') response.writeHead(200, { 'access-control-allow-origin': '*' }).end('{}')
  else {
    response
      .writeHead(403, {
        'content-type': 'application/json',
        'x-amzn-requestid': '0b5ca2a8-6d3b-4c52-9a0e-2f1f1f6a3c11',
        'x-amzn-errortype': 'MissingAuthenticationTokenException',
        'x-amz-apigw-id': 'Zb1xEHQhIAMF2vA=',
      })
      .end('{"message":"Missing Authentication Token"}')
  }
}

const firewall: RequestListener = (_, response) =>
  void response
    .writeHead(202, {
      server: 'CloudFront',
      'content-type': 'text/html; charset=UTF-8',
      'x-amzn-waf-action': 'challenge',
    })
    .end('<script src="https://token.awswaf.example/challenge.js"></script>')

const dies = express()
  .use(cors({ origin: PAGE }))
  .use((request) => void request.socket.destroy())

/** Sends `Vary: Origin` always, or as S3 does, only when the request had an `Origin`. */
const stored = express().get('/:kind', (request, response) => {
  const { origin } = request.headers
  response.set('Cache-Control', 'max-age=600')
  if (request.params.kind === 'vary') response.vary('Origin')
  if (origin !== undefined)
    response.vary('Origin').set('Access-Control-Allow-Origin', origin === PAGE ? PAGE : 'https://www.example.com')
  response.json([])
})

export function ownServers(): Readonly<Record<string, Server>> {
  const expired = selfSignedCertificate(['127.0.0.1', 'localhost'], {
    from: Date.now() - 90 * DAY,
    to: Date.now() - 30 * DAY,
  })
  return {
    'api-gateway': createServer(gateway),
    firewall: createServer(firewall),
    expired: createTlsServer(
      expired,
      (_, response) => void response.writeHead(200, { 'access-control-allow-origin': PAGE }).end('[]'),
    ),
    dies: createServer(dies as RequestListener),
    stored: createServer(stored as RequestListener),
    plain: createServer(express().use((_, response) => void response.json([])) as RequestListener),
    right: createServer(
      express()
        .use(cors({ origin: PAGE }))
        .use((_, response) => void response.json([])) as RequestListener,
    ),
    silent: createServer(() => {}),
  }
}
