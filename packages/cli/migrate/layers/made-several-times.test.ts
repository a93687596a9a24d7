/** A call that makes several middlewares, whose options are not the same each time. */
import { expect, test } from 'vitest'
import { migrationOf } from '../testing/migrate-files.ts'

const EXPRESS = "import cors from 'cors'\nimport express from 'express'\nconst app = express()\n"

test.each([
  "for (const [path, origin] of [['/a', 'https://a.example'], ['/a/b', 'https://b.example']]) app.use(path, cors({ origin: [origin] }))",
  'Object.entries(SITES).forEach(([path, origin]) => app.use(path, cors({ origin: [origin] })))',
  'for (let i = 0; i < 2; i++) app.use(PATHS[i], cors({ origin: [SITES[i]] }))',
  "['https://a.example', 'https://b.example'].map((origin) => app.use(cors({ origin: [origin] })))",
  "while (sites.length > 0) app.use('/a', cors({ origin: [sites.shift()] }))",
  "let site = sites\ndo { app.use('/a', cors({ origin: [site.origin] })); site = site.next } while (site)",
  "class Module { constructor(path, origin) { app.use(path, cors({ origin: [origin] })) } }\nnew Module('/a', A)\nnew Module('/a/b', B)",
  'class Module { mount(path, { origin }) { app.use(path, cors({ origin: [origin] })) } }',
  "['/a', '/a/b'].every((path) => app.use(path, cors({ origin: 'https://a.example', maxAge: path.length })))",
  "['/a', '/a/b'].reduce((on, path) => on.use(path, cors({ origin: 'https://a.example', maxAge: path.length })), app)",
  "function mount(path, age) { app.use(path, cors({ origin: 'https://a.example', maxAge: age })) }\nmount('/a', 1)\nmount('/a/b', 2)",
  'class Module { mount = (path, origin) => app.use(path, cors({ origin: [origin] })) }',
  'class Module { #mount(path, origin) { app.use(path, cors({ origin: [origin] })) } }',
  'class Module { mount(path) { app.use(path, cors({ origin: [this.origin] })) } }',
  "let current = 'https://a.example'\nclass App { mount() { const origin = [current]; app.use(cors({ origin })) } next() { current = 'https://b.example' } }",
  'class App { mount() { const origin = sites.shift(); app.use(cors({ origin: [origin] })) } }',
  "class App { mount() { const ages = [1].map(() => n++); app.use(cors({ origin: 'https://a.example', maxAge: ages[0] })) } }",
  'class App { mount(site) { const origin = [site]; const all = origin.concat(OURS); app.use(cors({ origin: all })) } }',
  'class App { mount() { const { origin } = this; app.use(cors({ origin: [origin] })) } }',
  'class App { mount() { let origin; origin = sites[i++]; app.use(cors({ origin: [origin] })) } }',
  'class Module { constructor(origin) { this.options = { origin: [origin] } } mount() { app.use(cors(this.options)) } }',
  'class Module { options = { origin: [next()] }; mount() { app.use(cors(this.options)) } }',
  'const module = { mount(path, origin) { app.use(path, cors({ origin: [origin] })) } }',
])('%s', async (text) => {
  const { decisions, moved } = await migrationOf({ 'server.js': EXPRESS + text })
  expect(decisions.length).toBeGreaterThan(0)
  expect(moved).toEqual([])
})

test.each([
  "for (const path of ['/a', '/b']) app.use(path, cors({ origin: 'https://a.example' }))",
  "const all = ['https://a.example']\nwhile (paths.length > 0) app.use(paths.shift(), cors({ origin: all }))",
  "class Server { constructor(port) { app.use(cors({ origin: 'https://a.example' })); app.listen(port) } }",
  "function start(port) { app.use(cors({ origin: 'https://a.example' })); app.listen(port) }\nstart(1)",
  "class Server { start() { app.use(cors({ origin: 'https://a.example' })); this.app.listen(1) } }",
  "class App { #mount() { const options = { origin: ['https://a.example'] }; this.app.use(cors(options)) } }",
  "class App { mount() { const all = (process.env.O ?? 'https://a.example').split(',').map((one) => one.trim()); this.app.use(cors({ origin: all })) } }",
  "class App { mount() { const all = ['https://a.example']; const options = { origin: (o, cb) => { if (all.includes(o)) cb(null, true); else cb(new Error('no')) } }; this.app.use(cors(options)) } }",
  "class App { constructor() { this.options = { origin: ['https://a.example'] } } mount() { app.use(cors(this.options)) } }",
  "class App { mount(port) { const is = (o, cb) => cb(null, o === 'https://a.example'); this.app.use(cors({ origin: is })); this.app.listen(port) } }",
  "const names = ['a'].filter((name) => name !== 'b')\napp.use(cors({ origin: 'https://a.example' }))",
])('one policy only: %s', async (text) => {
  expect((await migrationOf({ 'server.js': EXPRESS + text })).moved).toEqual(['server.js'])
})
