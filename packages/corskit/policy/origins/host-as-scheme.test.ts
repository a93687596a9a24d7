import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'

test.each(['example.com://https', 'localhost://3000', 'example.com://', 'www.example.org://x', 'localhost://'])(
  'in %s a host stands where the scheme belongs',
  (origin) => {
    const { issues } = checkOptions({ origin })
    expect(issues.map(({ code }) => code)).toEqual(['origin-scheme-refused'])
    expect(issues[0]?.message).toContain('stands where the scheme belongs')
  },
)
