// The cost of a simulation, on one core.  npm run bench -- model
import { PreflightCache, simulateFetch } from 'corskit/browser'
import { machine, measure } from './measure.ts'

type Pairs = [string, string][]

const PAGE = { origin: 'https://app.example.com' }
const ALLOWED = { status: 200, headers: [['access-control-allow-origin', '*']] as Pairs }
const PREFLIGHT = {
  status: 204,
  headers: [
    ['access-control-allow-origin', '*'],
    ['access-control-allow-methods', 'PUT'],
    ['access-control-allow-headers', 'content-type'],
  ] as Pairs,
}
const hop = (location: string) => ({
  status: 302,
  headers: [
    ['access-control-allow-origin', '*'],
    ['location', location],
  ] as Pairs,
})
const HOPS: Readonly<Record<string, ReturnType<typeof hop>>> = {
  'https://api.example.com/1': hop('/2'),
  'https://api.example.com/2': hop('/3'),
  'https://api.example.com/3': hop('/4'),
}

const simple = { ...PAGE, url: 'https://api.example.com/users' }
const put = { ...simple, method: 'PUT', headers: { 'content-type': 'application/json' } }

const times = (run: () => Promise<unknown>) => async (count: number) => {
  for (let i = 0; i < count; i++) await run()
}

console.log(machine())
const measured = await measure(
  [
    { name: 'simple request', run: times(() => simulateFetch(simple, () => ALLOWED)) },
    { name: 'blocked request', run: times(() => simulateFetch(simple, () => ({ status: 200 }))) },
    {
      name: 'preflighted request',
      run: times(() => simulateFetch(put, ({ kind }) => (kind === 'preflight' ? PREFLIGHT : ALLOWED))),
    },
    {
      name: 'three redirects',
      run: times(() => simulateFetch({ ...PAGE, url: 'https://api.example.com/1' }, ({ url }) => HOPS[url] ?? ALLOWED)),
    },
  ],
  20_000,
)
for (const { name, nanoseconds } of measured) {
  console.log(
    `${name.padEnd(22)} ${Math.round(1e9 / nanoseconds)
      .toLocaleString('en')
      .padStart(9)} a second`,
  )
}

const ENTRIES = 100_000
const cache = new PreflightCache()
globalThis.gc?.()
const before = process.memoryUsage().heapUsed
for (let i = 0; i < ENTRIES; i++) {
  const request = { ...put, url: `https://api.example.com/users/${i}` }
  await simulateFetch(request, ({ kind }) => (kind === 'preflight' ? PREFLIGHT : ALLOWED), { cache })
}
globalThis.gc?.()
const bytes = process.memoryUsage().heapUsed - before
console.log(
  `preflight cache        ${cache.size.toLocaleString('en')} URLs in ${(bytes / 2 ** 20).toFixed(0)} MiB, ${Math.round(bytes / ENTRIES)} bytes each`,
)
