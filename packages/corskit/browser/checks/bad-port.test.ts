import { expect, test } from 'vitest'
import { hasBadPort } from './bad-port.ts'

/** The standard's table, with what lies between as a range. https://fetch.spec.whatwg.org/#port-blocking */
const BLOCKED =
  '0 1 7 9 11 13 15 17 19-23 25 37 42 43 53 69 77 79 87 95 101-104 109-111 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512-515 526 ' +
  '530-532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665-6669 6679 6697 10080'

test("exactly the ports of the standard's table are blocked, over http and https only", () => {
  const listed = BLOCKED.split(' ').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, at) => first + at)
  })
  const blocked = (scheme: string) =>
    Array.from({ length: 65_536 }, (_, port) => port).filter((port) =>
      hasBadPort({ port: String(port), protocol: scheme } as URL),
    )
  expect(blocked('http:')).toEqual(listed)
  expect(blocked('https:')).toEqual(listed)
  expect(blocked('ftp:')).toEqual([])
  expect(hasBadPort(new URL('http://example.com/'))).toBe(false)
})
