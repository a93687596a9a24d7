import { test } from 'vitest'
import { API, allowing, expectTable, product, row } from '../testing/outcome-table.ts'
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
