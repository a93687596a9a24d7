import { simulateFetch } from 'corskit/browser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { migrateSource } from '../migrate-source.ts'
import { migrateFiles, migrationOf } from '../testing/migrate-files.ts'
import { type RunningProgram, runProject } from '../testing/run-program.ts'

const A = 'https://a.example.com'
const B = 'https://b.example.com'

const options = fc.constantFrom(
  '',
  `{ origin: '${A}' }`,
  `{ origin: '${A}' }`,
  `{ origin: '${B}', credentials: true }`,
  `{ origin: ['${A}', '${B}'] }`,
  `{ origin: list }`,
)

/** What two files may call a list, with other entries. */
const list = fc.constantFrom(`const list = ['${A}']`, `const list = ['${B}']`)

/** Where a middleware M stands in an app or router R. */
const places = [
  'R.use(M)',
  "R.use('/', M)",
  "R.use('/api', M)",
  "R.use('/api/users', M)",
  "R.use('/other', M)",
  "R.all('/users', M)",
  "R.get('/users', M)\nR.options('/users', M)",
  "R.all('/api/users', M)",
  "R.all('/other', M)",
  'const layer = M\nR.use(layer)',
  "const stack = [M]\nR.use('/users', stack)",
  "R.use('/api', [M])",
  'R.use((request, response, next) => M(request, response, next))',
  '',
]

const EXPRESS = {
  load: "const express = require('express')\nconst cors = require('cors')",
  app: 'express()',
  router: fc.constantFrom('express.Router()', 'express()', "require('express').Router()"),
  mount: (path: string, name: string) => `app.use('${path}', ${name})`,
  ends: (name: string) => `${name}.use((request, response) => response.set('ETag', '1').json([]))`,
  places,
}

const HONO = {
  load: "const { Hono } = require('hono')\nconst { cors } = require('hono/cors')",
  app: 'new Hono()',
  router: fc.constant('new Hono()'),
  mount: (path: string, name: string) => `app.route('${path}', ${name})`,
  ends: (name: string) => `${name}.all('*', (c) => c.json([]))`,
  places: places
    .filter((text) => !/\[|=>/.test(text))
    .map((text) =>
      text
        .replace(/'(\/(?:api)?)'/, "'$1/*'")
        .replace("'//*'", "'/*'")
        .replace('R.use(M)', "R.use('*', M)"),
    ),
}

type Framework = Omit<typeof EXPRESS, 'router'> & { readonly router: fc.Arbitrary<string> }

const path = fc.constantFrom('/api', '/', '/other', '/api/users')

/** An app whose middlewares stand in one file, in two, or in three. */
const project = ({ load, app, router, mount, ends, places }: Framework) =>
  fc
    .record({
      one: options,
      two: options,
      ofOne: list,
      ofTwo: list,
      place: fc.constantFrom(...places),
      other: fc.constantFrom(...places),
      router,
      path,
      second: path,
      shape: fc.constantFrom('one file', 'a router', 'two routers', 'a middleware', 'an object', 'a function', 'apart'),
    })
    .map((given): Record<string, string> => {
      const place = (name: string, at: string, options: string) =>
        `{ ${at.replaceAll('R', name).replaceAll('M', `cors(${options})`)} }`
      const head = (list: string) => `${load}\n${list}`
      const made = (name: string, what: string) => `const ${name} = ${what}`
      const inApp = place('app', given.place, given.one)
      const inRouter = `${made('router', given.router)}\n${place('router', given.other, given.two)}`
      const end = `${ends('app')}\nmodule.exports = app`
      switch (given.shape) {
        case 'one file':
          return {
            'main.js': `${head(given.ofOne)}\n${made('app', app)}\n${inApp}\n${inRouter}\n${mount(given.path, 'router')}\n${end}`,
          }
        case 'a router':
          return {
            'main.js': `${head(given.ofOne)}\n${made('app', app)}\n${inApp}\n${mount(given.path, "require('./routes')")}\n${end}`,
            'routes.js': `${head(given.ofTwo)}\n${inRouter}\nmodule.exports = router`,
          }
        case 'two routers':
          return {
            'main.js': `${load}\nconst one = require('./one'), two = require('./two')\n${made('app', app)}\n${mount(given.path, 'one')}\n${mount(given.second, 'two')}\n${end}`,
            'one.js': `${head(given.ofOne)}\n${made('router', given.router)}\n${place('router', given.place, given.one)}\nmodule.exports = { router }.router`,
            'two.js': `${head(given.ofTwo)}\n${inRouter}\nmodule.exports = router`,
          }
        case 'a middleware':
          return {
            'main.js': `${head(given.ofOne)}\n${made('app', app)}\n${inApp}\n${place('app', given.other, given.two).replace(/cors\([^)]*\)/g, "require('./layer')")}\n${end}`,
            'layer.js': `${head(given.ofTwo)}\nmodule.exports = cors(${given.two})`,
          }
        case 'an object':
          return {
            'main.js': `${head(given.ofOne)}\nconst { own: mine } = require('./layer')\n${made('app', app)}\n${inApp}\n${place('app', given.other, given.two).replace(/cors\([^)]*\)/g, 'mine')}\n${end}`,
            'layer.js': `${head(given.ofTwo)}\nexports.own = cors(${given.two})`,
          }
        case 'a function':
          return {
            'main.js': `${head(given.ofOne)}\n${made('app', app)}\n${inApp}\nrequire('./setup')(app)\n${end}`,
            'setup.js': `${head(given.ofTwo)}\nmodule.exports = (server) => ${place('server', given.other, given.two)}`,
          }
        default:
          return {
            'main.js': `${head(given.ofOne)}\n${made('app', app)}\n${inApp}\n${end}`,
            'admin.js': `${head(given.ofTwo)}\n${made('admin', app)}\n${place('admin', given.other, given.two)}\nadmin.listen(0)`,
          }
      }
    })

const request = fc.record({
  origin: fc.constantFrom(A, B, 'https://evil.test'),
  path: fc.constantFrom('/', '/users', '/api', '/api/users', '/other', '/api/api/users'),
  method: fc.constantFrom('GET', 'PUT'),
  headers: fc.constantFrom<Record<string, string>>({}, { 'x-a': '1' }),
  credentials: fc.constantFrom('omit' as const, 'include' as const),
})

async function isAllowed(
  program: RunningProgram,
  { path, ...call }: typeof request extends fc.Arbitrary<infer T> ? T : never,
) {
  const url = `https://api.example.net${path}`
  const outcome = await simulateFetch({ ...call, url }, ({ method, headers }) =>
    program.answer(method, Object.fromEntries(headers), path),
  )
  return outcome.verdict
}

test.each([
  ['Express', EXPRESS, 1],
  ['Hono', HONO, 1],
])(
  '%s: two middlewares of one package allow the same pages after the move, or are left',
  { timeout: 600_000 },
  async (_, framework, share) => {
    let moved = 0
    await fc.assert(
      fc.asyncProperty(
        project(framework),
        fc.array(request, { minLength: 6, maxLength: 10 }),
        async (before, requests) => {
          const after = migrateFiles(before)
          const changed = Object.keys(before).filter((name) => before[name] !== after[name])
          if (changed.length === 0) return
          if (Object.values(before).filter((text) => /cors\(/.test(text)).length > 1) moved++
          const [old, now] = await Promise.all([runProject(before), runProject(after)])
          try {
            for (const call of requests)
              expect(
                await isAllowed(now, call),
                `${JSON.stringify(call)}\n${Object.values(before).join('\n---\n')}`,
              ).toBe(await isAllowed(old, call))
          } finally {
            await Promise.all([old.stop(), now.stop()])
          }
        },
      ),
      // Each run evaluates two projects of several files and sends requests to both: 10 to 30 ms.
      runs(Math.ceil(2_000 / share), Math.ceil(5_000 / share)),
    )
    expect(moved).toBeGreaterThan(5)
  },
)

const CORS_A = `cors({ origin: '${A}' })`
const CORS_B = `cors({ origin: '${B}', credentials: true })`
const ESM = "import express from 'express'\nimport cors from 'cors'\n"
const CJS = "const express = require('express')\nconst cors = require('cors')\n"
const HONO_ESM = "import { Hono } from 'hono'\nimport { cors } from 'hono/cors'\n"

describe('one request may come to both, so both are left', () => {
  test.each<[string, Record<string, string>]>([
    [
      'a router of another file (ES modules)',
      {
        'server.ts': `${ESM}import { adminRouter } from './routes/admin'\nconst app = express()\napp.use(${CORS_A})\napp.use('/api', adminRouter)\napp.listen(3000)\n`,
        'routes/admin.ts': `import { Router } from 'express'\nimport cors from 'cors'\nexport const adminRouter = Router()\nadminRouter.use(${CORS_B})\n`,
      },
    ],
    [
      'a file that ends with .js in the import, and is TypeScript',
      {
        'server.ts': `${ESM}import router from './routes.js'\nconst app = express()\napp.use(${CORS_A})\napp.use(router)\n`,
        'routes.ts': `${ESM}const router = express.Router()\nrouter.use(${CORS_B})\nexport default router\n`,
      },
    ],
    [
      'through a folder with an index',
      {
        'server.js': `${CJS}const app = express()\napp.use(${CORS_A})\napp.use('/api', require('./routes'))\napp.listen(3000)\n`,
        'routes/index.js': "module.exports = require('./users')\n",
        'routes/users.js': `${CJS}const router = express.Router()\nrouter.use(${CORS_B})\nmodule.exports = router\n`,
      },
    ],
    [
      'through a path of tsconfig.json',
      {
        'src/server.ts': `${ESM}import router from '@/routes/users'\nconst app = express()\napp.use(${CORS_A})\napp.use(router)\n`,
        'src/routes/users.ts': `${ESM}const router = express.Router()\nrouter.use(${CORS_B})\nexport default router\n`,
      },
    ],
    [
      'files that are loaded by their folder',
      {
        'server.js': `${CJS}const app = express()\napp.use(${CORS_A})\nfor (const name of fs.readdirSync('routes')) app.use(require(\`./routes/\${name}\`))\n`,
        'routes/users.js': `${CJS}const router = express.Router()\nrouter.use(${CORS_B})\nmodule.exports = router\n`,
      },
    ],
    [
      'two middlewares that a third file uses',
      {
        'server.js':
          "const express = require('express')\nconst app = express()\napp.use(require('./a'))\napp.use(require('./b'))\n",
        'a.js': `const cors = require('cors')\nmodule.exports = ${CORS_A}\n`,
        'b.js': `const cors = require('cors')\nmodule.exports = ${CORS_B}\n`,
      },
    ],
    [
      'export default of both',
      {
        'server.js': "import a from './a.js'\nimport b from './b.js'\napp.use(a)\napp.use(b)\n",
        'a.js': `import cors from 'cors'\nexport default ${CORS_A}\n`,
        'b.js': `import cors from 'cors'\nexport default ${CORS_B}\n`,
      },
    ],
    [
      'two that get another name where they are used',
      {
        'server.js':
          "import { own as a } from './a.js'\nimport { own2 as b } from './b.js'\napp.use(a)\napp.put('/x', b, save)\n",
        'a.js': `import cors from 'cors'\nexport const own = ${CORS_A}\n`,
        'b.js': `import cors from 'cors'\nexport const own2 = ${CORS_B}\n`,
      },
    ],
    [
      "Hono's route",
      {
        'server.js': `${HONO_ESM}import api from './api.js'\nconst app = new Hono()\napp.use('*', ${CORS_A})\napp.route('/api', api)\nserve({ fetch: app.fetch, port: 3000 })\n`,
        'api.js': `${HONO_ESM}const api = new Hono()\napi.use('*', ${CORS_B})\nexport default api\n`,
      },
    ],
    [
      "Hono's route, in one file",
      {
        'server.js': `${HONO_ESM}const app = new Hono(), api = new Hono()\napp.use('*', ${CORS_A})\napi.use('*', ${CORS_B})\napp.route('/api', api)\n`,
      },
    ],
    [
      'an app in an app, in one file',
      {
        'server.js': `${CJS}const app = express(), api = express()\napp.use(${CORS_A})\napi.use(${CORS_B})\napp.use('/api', api)\n`,
      },
    ],
    ...[
      "app.use('/api', require('./a'))\napp.use('/api/v2', require('./b'))",
      "app.use('/api', require('./a'))\napp.use('/API', require('./b'))",
      "app.use('/:of', require('./a'))\napp.use('/b', require('./b'))",
      "app.use(['/a', '/b'], require('./a'))\napp.use('/b', require('./b'))",
      "const path = '/b'\napp.use('/a', require('./a'))\napp.use(path, require('./b'))\napp.use('/a', require('./b'))",
      "const a = require('./a')\napp.use('/a', a)\napp.use('/c', a)\napp.use('/c', require('./b'))",
      "const a = require('./a')\napp.use('/a', a)\nmore(a)\napp.use('/b', require('./b'))",
      "app.use(/a/, require('./a'))\napp.use('/b', require('./b'))",
      "const other = express()\nother.use('/a', require('./a'))\napp.use('/b', other)\napp.use('/b', require('./b'))",
      "app.use('/a', require('./a'))\napp.use('/b', require('./b'))\nfor (const path of ['/', '/a']) express().use(path, app)",
    ].map((text): [string, Record<string, string>] => [
      text,
      {
        'server.js': `const express = require('express')\nconst app = express()\n${text}\napp.listen(3000)\n`,
        'a.js': `${CJS}const router = express.Router()\nrouter.use(${CORS_A})\nmodule.exports = router\n`,
        'b.js': `${CJS}const router = express.Router()\nrouter.use(${CORS_B})\nmodule.exports = router\n`,
      },
    ]),
    [
      'a router of which only the second middleware meets the other one',
      {
        'server.js': `${CJS}const app = express()\napp.use('/c', ${CORS_A})\napp.use('/b', ${CORS_A})\napp.use('/b', require('./b'))\napp.listen(3000)\n`,
        'b.js': `${CJS}const router = express.Router()\nrouter.use(${CORS_B})\nmodule.exports = router\n`,
      },
    ],
    [
      'a router that two files use',
      {
        'server.js': `${CJS}const app = express()\napp.use('/a', require('./a'))\napp.use('/b', require('./b'))\nrequire('./more')(app)\n`,
        'more.js': "module.exports = (app) => app.use('/b', require('./a'))\n",
        'a.js': `${CJS}const router = express.Router()\nrouter.use(${CORS_A})\nmodule.exports = router\n`,
        'b.js': `${CJS}const router = express.Router()\nrouter.use(${CORS_B})\nmodule.exports = router\n`,
      },
    ],
    [
      'of two frameworks',
      {
        'main.ts':
          "import { AppModule } from './app.module'\nconst app = await NestFactory.create(AppModule)\napp.enableCors({ origin: 'https://a.example.com' })\n",
        'app.module.ts': `import cors from 'cors'\nexport class AppModule { configure(consumer) { consumer.apply(${CORS_B}).forRoutes('api') } }\n`,
      },
    ],
    [
      "Fastify's plugins",
      {
        'server.js': `import cors from '@fastify/cors'\nimport api from './api.js'\nconst app = fastify()\napp.register(api)\napp.register(cors, { origin: '${A}', methods: [] })\n`,
        'api.js': `import cors from '@fastify/cors'\nexport default async (app) => { app.register(cors, { origin: '${B}', methods: [] }) }\n`,
      },
    ],
  ])('%s', async (_, files) => {
    const { decisions, moved } = await migrationOf(files)
    expect(moved).toEqual([])
    expect(decisions).toContain('two-layers')
  })
})

describe('no request comes to both, so both are moved', () => {
  test.each<[string, Record<string, string>]>([
    [
      'two servers',
      {
        'api.js': `${ESM}const app = express()\napp.use(${CORS_A})\napp.listen(3000)\n`,
        'admin.js': `${ESM}const app = express()\napp.use(${CORS_B})\napp.listen(3001)\n`,
      },
    ],
    [
      'two servers that one file starts',
      {
        'index.js': "import './api.js'\nimport './admin.js'\n",
        'api.js': `${ESM}const app = express()\napp.use(${CORS_A})\nhttp.createServer(app).listen(3000)\n`,
        'admin.js': `${ESM}const app = express()\napp.use(${CORS_B})\napp.listen(3001)\n`,
      },
    ],
    [
      'two servers of one file',
      {
        'index.js': `${ESM}const app = express(), admin = express()\napp.use(${CORS_A})\nadmin.use(${CORS_B})\napp.listen(3000)\nadmin.listen(3001)\n`,
      },
    ],
    [
      'two functions that are served by their file',
      {
        'pages/api/a.js': `import cors from 'cors'\nimport { run } from '../../run.js'\nconst layer = ${CORS_A}\nexport default async (req, res) => { await run(req, res, layer) }\n`,
        'pages/api/b.js': `import cors from 'cors'\nimport { run } from '../../run.js'\nconst layer = ${CORS_B}\nexport default async (req, res) => { await run(req, res, layer) }\n`,
        'run.js': 'export const run = () => {}\n',
      },
    ],
    [
      'two routes in two files',
      {
        'server.js': "import './a.js'\nimport './b.js'\n",
        'a.js': `import cors from 'cors'\nimport { router } from './router.js'\nrouter.get('/one', ${CORS_A}, f)\n`,
        'b.js': `import cors from 'cors'\nimport { router } from './router.js'\nrouter.get('/two', ${CORS_B}, f)\n`,
        'router.js': "import express from 'express'\nexport const router = express.Router()\n",
      },
    ],
    [
      'two routers at other paths',
      {
        'server.js': `${CJS}const app = express()\napp.use('/api', require('./api'))\napp.use('/admin', require('./admin'))\napp.listen(3000)\n`,
        'api.js': `${CJS}const router = express.Router()\nrouter.use(${CORS_A})\nmodule.exports = router\n`,
        'admin.js': `${CJS}const router = express.Router()\nrouter.use(${CORS_B})\nmodule.exports = router\n`,
      },
    ],
    [
      'two routers at other paths of a router (ES modules)',
      {
        'server.ts': `${ESM}import { routes } from './routes'\nconst app = express()\napp.use('/v1', routes)\nexport default app\n`,
        'bin.ts': "import app from './server'\napp.listen(3000)\n",
        'routes/index.ts': `${ESM}import { api } from './api'\nimport admin from './admin.js'\nexport const routes = express.Router()\nroutes.use('/api', api)\nroutes.use('/admin', check, admin)\n`,
        'routes/api.ts': `${ESM}export const api = express.Router()\napi.use(${CORS_A})\n`,
        'routes/admin.ts': `${ESM}const router = express.Router()\nrouter.use(${CORS_B})\nexport { router as default }\n`,
      },
    ],
    [
      'a hundred routers at other paths, each with its own options',
      Object.fromEntries([
        [
          'server.js',
          `${CJS}const app = express()\n${Array.from({ length: 100 }, (_, index) => `app.use('/p${index}', require('./r${index}'))\n`).join('')}app.listen(3000)\n`,
        ],
        ...Array.from({ length: 100 }, (_, index) => [
          `r${index}.js`,
          `${CJS}const router = express.Router()\nrouter.use(cors({ origin: 'https://a${index}.example.com' }))\nmodule.exports = router\n`,
        ]),
      ]) as Record<string, string>,
    ],
    [
      'a router and another path of its app',
      {
        'server.js': `${CJS}const { api } = require('./api')\nconst app = express()\napp.use('/api', api)\napp.use('/admin', ${CORS_A}, admin)\napp.listen(3000)\n`,
        'api.js': `${CJS}const api = express.Router()\napi.use(${CORS_B})\nmodule.exports = { api }\n`,
      },
    ],
    [
      "two apps at other paths by Hono's route",
      {
        'server.js': `${HONO_ESM}import api from './api.js'\nimport admin from './admin.js'\nconst app = new Hono()\napp.route('/api', api)\napp.route('/admin', admin)\nserve({ fetch: app.fetch, port: 3000 })\n`,
        'api.js': `${HONO_ESM}const api = new Hono()\napi.use('*', ${CORS_A})\nexport default api\n`,
        'admin.js': `${HONO_ESM}const admin = new Hono()\nadmin.use('*', ${CORS_B})\nexport default admin\n`,
      },
    ],
    [
      'the same options in two files',
      {
        'server.js': `${ESM}import api from './api.js'\nconst app = express()\napp.use(${CORS_A})\napp.use(api)\n`,
        'api.js': `${ESM}const api = express.Router()\nconst options = { origin: '${A}' }\napi.use(cors(options))\nexport default api\n`,
      },
    ],
  ])('%s', async (_, files) => {
    const { decisions, moved } = await migrationOf(files)
    expect(decisions).toEqual([])
    expect(moved.length).toBeGreaterThan(0)
  })
})

describe('two routers of one file', () => {
  const start =
    "import cors from 'cors'\nimport express from 'express'\nconst app = express()\nconst one = express.Router()\nconst two = express.Router()\n" +
    `one.use(cors({ origin: '${A}' }))\ntwo.use(cors({ origin: '${B}' }))\n`
  test.each([
    ["app.use('/public', one)\napp.use('/api', two)", true],
    ["app.use('/api/v1', one)\napp.use('/api/v2', two)", true],
    ["app.use('/api', one)\napp.use('/api/v2', two)", false],
    ["app.use('/api', one)\napp.use(two)", false],
    ["app.use('/public', one)\napp.use('/api', two)\napp.use('/all', one, two)", false],
    ["app.use('/public', one)\napp.use('/:any', two)", false],
    ["app.use('/public', one)\nmount(two)", false],
    ["app.use('/public', one)\napp.use(PATH, two)", false],
    ["app.use('/public', one)\nexport default two", false],
    ["one.use('/x', two)\napp.use('/public', one)", false],
  ])('%s', async (uses, isMoved) => {
    expect((await migrationOf({ 'server.js': start + uses })).moved).toEqual(isMoved ? ['server.js'] : [])
  })
})

test.each([
  [
    "app.get('/pub', cors())\napp.use(cors({ origin: 'https://a.example' }))",
    'there the headers of the answer, here the preflights',
  ],
  [
    "app.use(cors({ origin: 'https://a.example' }))\napp.get('/pub', cors())",
    'there the preflights, here the headers of the answer',
  ],
  [
    "app.use(cors())\napp.use(cors({ origin: 'https://a.example' }))",
    'there the preflights, here the headers of the answer',
  ],
])('which of the two answers what: %s', (text, says) => {
  const source = `import cors from 'cors'\nimport express from 'express'\nconst app = express()\n${text}`
  expect(
    migrateSource('a.js', source)
      .decisions.map(({ message }) => message)
      .join(),
  ).toContain(says)
})

const ONE = "cors({ origin: 'https://a.example', methods: ['PUT'], allowedHeaders: ['x-a'] })"
const TWO = "cors({ origin: '*', methods: ['PUT'], allowedHeaders: ['x-a'] })"

describe('two middlewares of one file that code of the app hands to it', () => {
  test.each([
    `const strict = () => ${ONE}, open = () => ${TWO}\napp.use(strict())\napp.use('/x', open())`,
    `function strict() { return ${ONE} }\nfunction open() { return ${TWO} }\napp.use(open(), strict())`,
    `const strict = () => ${ONE}\napp.use(strict())\napp.use('/x', ${TWO})`,
    `class Open { static one = ${ONE}; static two = ${TWO} }\napp.use(Open.one, Open.two)`,
    `const of = { one: () => ${ONE}, two: () => ${TWO} }\napp.use(of.one(), of.two())`,
    `const of = { get one() { return ${ONE} }, get two() { return ${TWO} } }\napp.use(of.one, of.two)`,
    `const all = [${ONE}, ${TWO}]\nfor (const each of all) app.use(each)`,
    `let one, two\none = ${ONE}\ntwo = ${TWO}\napp.use(one, two)`,
    `app.use(compose([${ONE}, ${TWO}]))`,
    `app.use(unless('/x', ${ONE}))\napp.use('/x', ${TWO})`,
    `app.stack.push(${ONE})\napp.use(${TWO})`,
    `exports.strict = () => ${ONE}\nexports.open = () => ${TWO}`,
  ])('are left: %s', async (text) => {
    const source = `import cors from 'cors'\nimport express from 'express'\nconst app = express()\n${text}`
    expect((await migrationOf({ 'app.js': source })).moved).toEqual([])
    // The same options do not contradict each other.
    expect((await migrationOf({ 'app.js': source.replaceAll(TWO, ONE) })).moved).toEqual(['app.js'])
  })
})
