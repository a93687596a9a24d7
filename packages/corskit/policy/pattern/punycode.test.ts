import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'

/** The URL parsers of Bun and Deno refuse them; Chromium's does not: docs/policy.md says so. */
test.each<string | RegExp>(['https://xn--a.com', 'https://*.xn--0.com', /^https:\/\/xn--zz\.example\.com$/])(
  'Node takes invalid punycode for a host, as Chromium does: %s',
  (origin) => {
    expect(checkOptions({ origin }).issues).toEqual([])
  },
)
