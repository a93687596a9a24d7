/**
 * The types of the adapters' face: each is used the way its framework's own middleware is. Checked by `npm run check`;
 * nothing here runs.
 */
import { Elysia } from 'elysia'
import express, { type Request as ExpressRequest } from 'express'
import fastify, { type FastifyRequest } from 'fastify'
import { H3 } from 'h3'
import { Hono } from 'hono'
import Koa from 'koa'
import { expectTypeOf } from 'vitest'
import { definePolicy } from '../policy/index.ts'
import * as ofElysia from './elysia/elysia.ts'
import * as ofExpress from './express/express.ts'
import * as ofFastify from './fastify/fastify.ts'
import * as ofH3 from './h3/h3.ts'
import * as ofHono from './hono/hono.ts'
import * as ofKoa from './koa/koa.ts'
import * as ofWeb from './web/web.ts'

const options = { origin: 'https://app.example.com', credentials: true }
const policy = definePolicy(options)

express().use(ofExpress.cors(options), ofExpress.guard(options))
express().use(ofExpress.cors(policy))
express().use(ofExpress.cors<ExpressRequest>((request) => (request.path === '/' ? policy : policy)))
fastify().register(ofFastify.cors, options)
fastify().register(ofFastify.guard, { policy, bypass: (request: FastifyRequest) => request.url === '/webhook' })
fastify().get('/', { config: { cors: false } }, () => 'ok')
fastify().get('/', { config: { cors: options } }, () => 'ok')
new Koa().use(ofKoa.cors(options)).use(ofKoa.guard(options))
new Hono().use('*', ofHono.cors(options), ofHono.guard(options))
new H3().use(ofH3.cors(options)).use(ofH3.guard(options))
new Elysia().use(ofElysia.cors(options)).use(ofElysia.guard(options))
expectTypeOf(ofWeb.cors(options)).parameter(0).toBeFunction()

// @ts-expect-error the option has another name
ofHono.cors({ origins: 'https://app.example.com' })
