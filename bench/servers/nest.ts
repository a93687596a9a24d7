import 'reflect-metadata'
import type { AddressInfo } from 'node:net'
import { Controller, Get, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { cors } from 'corskit/nest'
import { type Middleware, OPTIONS } from './with-policy.ts'

class Hello {
  hello() {
    return 'ok'
  }
}
// Decorators called by hand: Node runs TypeScript without them.
Controller()(Hello)
Get()(Hello.prototype, 'hello', Object.getOwnPropertyDescriptor(Hello.prototype, 'hello') as PropertyDescriptor)
class App {}
Module({ controllers: [Hello] })(App)

export async function start(middleware: Middleware): Promise<number> {
  const app = await NestFactory.create(App, { logger: false })
  if (middleware === 'corskit') app.use(cors(OPTIONS))
  if (middleware === 'peer') app.enableCors(OPTIONS)
  await app.listen(0, '127.0.0.1')
  return (app.getHttpServer().address() as AddressInfo).port
}
