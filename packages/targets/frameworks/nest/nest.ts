/** NestJS on Express: a middleware in place of `enableCors`, which ends every OPTIONS request. */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Target } from '../../words/target.ts'
import { middleware } from '../express/express.ts'

export const nest: Target = {
  name: 'nest',
  title: 'NestJS on Express',
  state: 'run',
  output: 'cors-policy.mjs',
  language: 'javascript',
  capabilities: EVERYTHING,
  comment: '//',
  notes: ['on the Fastify adapter, take corskit generate fastify in its place'],
  write: (facts, { standalone, listen }) =>
    [
      '// In main.ts, before app.listen(): app.use(corsPolicy). Leave enableCors and { cors: true } out.',
      `// npm install ${standalone ? '@nestjs/core @nestjs/common @nestjs/platform-express reflect-metadata ' : ''}cors`,
      ...(standalone
        ? [
            "import 'reflect-metadata'",
            "import { Controller, Get, Module } from '@nestjs/common'",
            "import { NestFactory } from '@nestjs/core'",
          ]
        : []),
      "import cors from 'cors'",
      '',
      ...middleware(facts),
      ...(standalone ? app(listen) : []),
    ].join('\n'),
}

/** Decorators are called by hand, so that Node runs the file as it is. */
const app = (listen: number) => [
  '',
  'class RootController {',
  '  root() {',
  '    return {}',
  '  }',
  '}',
  "Get('/')(RootController.prototype, 'root', Object.getOwnPropertyDescriptor(RootController.prototype, 'root'))",
  'Controller()(RootController)',
  'class AppModule {}',
  'Module({ controllers: [RootController] })(AppModule)',
  '',
  "const app = await NestFactory.create(AppModule, { logger: ['error'] })",
  'app.use(corsPolicy)',
  `await app.listen(${listen}, '127.0.0.1')`,
]
