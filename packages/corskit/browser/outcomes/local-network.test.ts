import { test } from 'vitest'
import { API, allowing, call, expectTable, product, row } from '../testing/outcome-table.ts'
import { ENGINES } from '../testing/outcome-text.ts'
import type { AddressSpace } from '../words/address-space.ts'

test('Local Network Access', () => {
  const spaces: readonly AddressSpace[] = ['loopback', 'local', 'public']
  expectTable(
    'local-network',
    product(
      product(spaces, [...spaces, null]),
      product(['granted', 'denied', undefined] as const, [API, 'http://192.168.1.1/', 'http://localhost:1/']),
    ).flatMap(([[page, target], [permission, url]]) =>
      [
        {},
        { targetAddressSpace: 'local' as const },
        { targetAddressSpace: 'loopback' as const },
        { origin: 'http://app.example.com' },
      ].map((more) =>
        row(
          `${page} to ${target} ${permission ?? 'prompt'} ${url} ${JSON.stringify(more)}`,
          { url, ...more },
          allowing(),
          { network: { page, target: () => target, ...(permission === undefined ? {} : { permission }) } },
        ),
      ),
    ),
  )
})

/** Of the addresses that a URL names, those at and around the edges of each local network. */
const LOCAL_HOSTS = [
  ...['0.0.0.0', '1.0.0.0', '9.255.255.255', '10.0.0.0', '10.198.18.1', '10.255.255.255', '11.0.0.0', '100.63.255.255'],
  ...['100.64.0.0', '100.127.255.255', '100.128.0.0', '126.255.255.255', '127.0.0.1', '127.198.18.1', '128.0.0.0'],
  ...['169.253.255.255', '169.254.0.0', '169.255.0.0', '172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0'],
  ...[
    '192.167.255.255',
    '192.168.0.0',
    '192.168.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.18.0.0',
    '198.19.255.255',
  ],
  ...[
    '198.20.0.0',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[::2]',
    '[fc00::]',
    '[fdff::1]',
    '[fe00::]',
    '[fe80::1]',
    '[febf::1]',
  ],
  ...['[fec0::1]', '[fbff::]', '[::ffff:10.0.0.1]', '[::ffff:8.8.8.8]', '[::ffff:127.0.0.1]', '[2001:db8::1]'],
  ...[
    'local',
    'local.',
    'a.local',
    'a.local.',
    'a.local..',
    'alocal',
    'local.example',
    'a.localx',
    'localhost',
    'a.localhost',
  ],
  ...['localhost.', '198.18.example', 'a198.18.1.local'],
]

test('http: hosts that are not mixed content for a page of https:', () => {
  const told = (request: object) =>
    ENGINES.map((engine) => `${engine} ${call(request, allowing(), { engine }).verdict}`).join(', ')
  expectTable('mixed-content', [
    ...LOCAL_HOSTS.map((host) => () => [`${host}: ${told({ url: `http://${host}/` })}`]),
    ...product(['local', 'loopback', 'public', undefined], ['api.example.com', '198.18.0.0']).map(
      ([targetAddressSpace, host]) =>
        () => [`${host}, said to be ${targetAddressSpace}: ${told({ url: `http://${host}/`, targetAddressSpace })}`],
    ),
  ])
})
