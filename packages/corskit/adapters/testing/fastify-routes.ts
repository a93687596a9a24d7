/** The routes of the behaviour suite on a Fastify reply. */
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ExpectedError } from './harness.ts'

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

export const FASTIFY_HANDLERS: Readonly<Record<string, Handler>> = {
  hello: (request, reply) => {
    if (request.method === 'OPTIONS') reply.header('x-app', 'options')
    return reply.send(request.method === 'OPTIONS' ? '' : 'hello')
  },
  throws: () => {
    throw new ExpectedError()
  },
  rejects: async () => {
    await setTimeout(1)
    throw new ExpectedError()
  },
  'not-modified': (_, reply) => reply.code(304).header('etag', '"1"').send(),
  stream: (_, reply) => reply.send(Readable.from(['one ', 'two ', 'three'], { objectMode: false })),
  redirect: (_, reply) => reply.redirect('/hello', 302),
  cookies: (_, reply) => reply.header('set-cookie', ['a=1', 'b=2']).send(''),
  'vary-set': (_, reply) => reply.header('Vary', 'Accept-Encoding').send(''),
  'vary-list': (_, reply) => reply.header('Vary', ['Accept-Encoding', 'Accept']).send(''),
  'vary-head': (_, reply) => reply.headers({ Vary: 'Accept-Encoding' }).send(''),
  'vary-any': (_, reply) => reply.header('vary', '*').send(''),
  'vary-same': (_, reply) => reply.header('vary', 'origin').send(''),
  'own-cors': (_, reply) => ownCors(reply).send(''),
  'own-cors-head': (_, reply) => ownCors(reply).send(''),
}

function ownCors(reply: FastifyReply): FastifyReply {
  return reply.headers({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' })
}
