/** How Chromium, Firefox and WebKit name the page in their line about mixed content. */
import { test } from 'vitest'
import { allowing, expectTable, PAGE, product, row } from '../testing/outcome-table.ts'

test('mixed content of pages and of sandboxed frames', () =>
  expectTable(
    'mixed-pages',
    product(
      product([PAGE, 'null'], [undefined, `${PAGE}/deep/page?q=1#f`, 'https://other.test/deep']),
      product(['fetch', 'xmlhttprequest'] as const, [false, true]),
    ).map(([[origin, pageUrl], [initiator, isRedirected]]) => {
      const request = {
        origin,
        initiator,
        url: isRedirected ? 'https://api.example.com/a#b' : 'http://third.test/x?y#z',
      }
      return row(
        `${origin} at ${pageUrl}, ${initiator}, ${isRedirected ? 'after a redirect' : 'at once'}`,
        pageUrl === undefined ? request : { ...request, pageUrl },
        allowing({ location: 'http://third.test/x?y#z' }, 302),
      )
    }),
  ))
