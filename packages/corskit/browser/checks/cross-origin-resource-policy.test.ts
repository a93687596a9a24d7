/** Which page may embed which resource: by site, by scheme, by address. */
import { test } from 'vitest'
import { answering, call, expectTable, product } from '../testing/outcome-table.ts'
import { ENGINES } from '../testing/outcome-text.ts'

const HOSTS = ['app.example.com', 'api.example.com', 'example.com', 'other.test', 'a.co.uk', 'b.co.uk', 'co.uk']
const HOSTS_WITHOUT_DOMAIN = ['intranet', 'localhost', '192.0.2.1', '192.0.2.2', '[2001:db8::1]']
const ORIGINS = product(['http', 'https'], [...HOSTS, ...HOSTS_WITHOUT_DOMAIN]).map(
  ([scheme, host]) => `${scheme}://${host}`,
)
const PAGES = [
  ...['http://app.example.com', 'https://app.example.com', 'https://a.co.uk', 'http://co.uk', 'http://192.0.2.1'],
  ...[
    'https://192.0.2.1',
    'http://intranet',
    'https://localhost',
    'http://[2001:db8::1]',
    'null',
    'capacitor://localhost',
  ],
]

test.each(['same-origin', 'same-site', 'cross-origin'])('the resource policy %s', (policy) =>
  expectTable(
    `resource-policy-${policy}`,
    product(PAGES, ORIGINS).map(([origin, url]) => () => {
      const server = answering({ 'cross-origin-resource-policy': policy })
      const [standard, ...others] = ENGINES.map((engine) => {
        const { verdict, reason } = call({ origin, url: `${url}/x`, mode: 'no-cors' }, server, { engine })
        return reason?.code ?? verdict
      })
      const differing = others.map((told, at) => (told === standard ? '' : `, ${ENGINES[at + 1]} ${told}`))
      return [`${origin} asks ${url}: ${standard}${differing.join('')}`]
    }),
  ),
)
