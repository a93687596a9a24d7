/** Facts that a package has from the workspace around it. */
import { describe, expect, test } from 'vitest'
import { migrationOf } from '../testing/migrate-files.ts'

const json = JSON.stringify
const express =
  "import cors from 'cors'\nimport express from 'express'\nexpress().use(cors({ origin: 'https://a.example.com' }))\n"

const SOURCES: Readonly<Record<string, readonly [string, string]>> = {
  'express ^3.0.0': ['framework-too-old', express],
  'koa ^1.0.0': [
    'framework-too-old',
    "import cors from '@koa/cors'\nimport Koa from 'koa'\nnew Koa().use(cors({ origin: 'https://a.example.com' }))\n",
  ],
  'hono ^3.0.0': [
    'framework-too-old',
    "import { cors } from 'hono/cors'\nimport { Hono } from 'hono'\nnew Hono().use(cors({ origin: 'https://a.example.com' }))\n",
  ],
  'fastify ^4.0.0': [
    'framework-too-old',
    "import cors from '@fastify/cors'\nimport Fastify from 'fastify'\nFastify().register(cors, { origin: 'https://a.example.com', methods: 'PUT' })\n",
  ],
  '@nestjs/core ^9.0.0': [
    'framework-too-old',
    "import { NestFactory } from '@nestjs/core'\nconst app = await NestFactory.create(AppModule)\napp.enableCors({ origin: 'https://a.example.com' })\n",
  ],
  '@nestjs/platform-fastify ^11.0.0': [
    'nest-on-fastify',
    "import { NestFactory } from '@nestjs/core'\nconst app = await NestFactory.create(AppModule)\napp.enableCors({ origin: 'https://a.example.com' })\n",
  ],
}

const rootFacts = (dependency: string) => ({
  dependencies: { [dependency.split(' ')[0] ?? '']: dependency.split(' ')[1] },
})

/** Where the facts of a package in `apps/api` may stand. */
const WORKSPACES: Readonly<Record<string, (facts: object) => Record<string, string>>> = {
  'of npm': (facts) => ({ 'package.json': json({ workspaces: ['apps/*'], ...facts }) }),
  'of pnpm': (facts) => ({ 'package.json': json(facts), 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n' }),
  'of Nx': (facts) => ({ 'package.json': json(facts), 'nx.json': '{}' }),
  'of a repository': (facts) => ({ 'package.json': json(facts), '.git/HEAD': '' }),
  'in a folder between': (facts) => ({
    'package.json': json({ workspaces: ['apps/*'] }),
    'apps/package.json': json(facts),
  }),
}

describe.each(Object.entries(WORKSPACES))('a workspace %s', (_, workspace) => {
  test.each(Object.entries(SOURCES))('%s', async (dependency, [code, text]) => {
    const files = {
      ...workspace(rootFacts(dependency)),
      'apps/api/package.json': '{ "name": "api" }',
      'apps/api/a.mjs': text,
    }
    expect(await migrationOf(files)).toEqual({ decisions: [code], moved: [] })
  })
})

test('what the package itself names comes first', async () => {
  const { moved } = await migrationOf({
    'package.json': json({ workspaces: ['apps/*'], ...rootFacts('express ^3.0.0') }),
    'apps/api/package.json': json(rootFacts('express ^5.0.0')),
    'apps/api/a.mjs': express,
  })
  expect(moved).toEqual(['apps/api/a.mjs'])
})

describe('Nest on Fastify, without a package.json that says so', () => {
  const ENABLE = "app.enableCors({ origin: 'https://a.example.com' })\n"
  test.each<[string, Record<string, string>]>([
    [
      'the file makes the adapter',
      {
        'main.ts': `import { FastifyAdapter } from '@nestjs/platform-fastify'\nconst app = await NestFactory.create(AppModule, new FastifyAdapter())\n${ENABLE}`,
      },
    ],
    [
      'the file has the type of the app',
      {
        'main.ts': `import type { NestFastifyApplication } from '@nestjs/platform-fastify'\nexport const setup = (app: NestFastifyApplication) => {\n${ENABLE}}\n`,
      },
    ],
    [
      'another file makes the adapter',
      {
        'main.ts':
          "import { FastifyAdapter } from '@nestjs/platform-fastify'\nimport { setup } from './setup'\nsetup(await NestFactory.create(AppModule, new FastifyAdapter()))\n",
        'setup.ts': `export const setup = (app) => {\n${ENABLE}}\n`,
      },
    ],
  ])('%s', async (_, files) => {
    expect(await migrationOf(files)).toEqual({ decisions: ['nest-on-fastify'], moved: [] })
  })

  test('a file of another program does not count', async () => {
    const { moved } = await migrationOf({
      'a/main.ts': `const app = await NestFactory.create(AppModule)\n${ENABLE}`,
      'b/main.ts':
        "import { FastifyAdapter } from '@nestjs/platform-fastify'\nawait NestFactory.create(AppModule, new FastifyAdapter())\n",
    })
    expect(moved).toEqual(['a/main.ts'])
  })
})
