/** Console lines and copied calls that went through Outlook or Teams say the same as before. */
import { describe, expect, test } from 'vitest'
import { readInput } from '../read-input.ts'
import { withoutRepeatedLinks } from './repeated-links.ts'

const API = 'https://api.example.com/users?a=1'
const PAGE = 'https://app.example.com'
const FROM = `from origin '${PAGE}' has been blocked by CORS policy:`

const LINES = [
  `Access to fetch at '${API}' ${FROM} No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
  `Access to fetch at '${API}' ${FROM} The 'Access-Control-Allow-Origin' header has a value 'https://b.example.com' that is not equal to the supplied origin.`,
  `Access to XMLHttpRequest at '${API}' (redirected from '${PAGE}/x') ${FROM} Response to preflight request doesn't pass access control check: It does not have HTTP ok status.`,
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${API}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
  `Fetch API cannot load ${API} due to access control checks.`,
  `Origin ${PAGE} is not allowed by Access-Control-Allow-Origin. Status code: 200`,
  `curl '${API}' -H 'Origin: ${PAGE}'`,
  `fetch("${API}", { method: "PUT", referrer: "${PAGE}/" })`,
]

const ADDRESS = /https:\/\/[a-z./]+(?:\?a=1)?(?<![./])/g
const QUOTED = /(['"])(https:[^'"]*)\1/g
const CHECKED = 'https://eur01.safelinks.protection.outlook.com/?data=05%7C02&url='

const FORMS: Readonly<Record<string, (line: string) => string>> = {
  Outlook: (line) => line.replace(ADDRESS, '$&<$&>'),
  'Outlook, with a slash': (line) => line.replace(ADDRESS, '$&<$&/>'),
  'Outlook, with the quote in the link': (line) => line.replace(QUOTED, '$1$2$1<$2$1>'),
  'Outlook, with the quote in the link, encoded': (line) => line.replace(QUOTED, '$1$2$1<$2%27>'),
  Teams: (line) => line.replace(ADDRESS, '$& <$&>'),
  'links that are checked': (line) => line.replace(ADDRESS, (url) => `${url}<${CHECKED}${encodeURIComponent(url)}>`),
}

const told = (text: string) => {
  const read = readInput(text)
  if ('why' in read) return read.why
  return read.failures.map(({ evidence: { message, request } }) => ({ message, request }))
}

describe.each(Object.entries(FORMS))('%s', (_, form) => {
  test.each(LINES.filter((line) => form(line) !== line))('%s', (line) => {
    expect(told(form(line))).toEqual(told(line))
  })
})

test.each([
  'Link: <https://a.example.com/next>; rel="next"',
  'see https://a.example.com/x <https://b.example.com/x>',
  'fetch<https://a.example.com>',
  'a <https://a.example.com>',
  '<https://a.example.com>',
])('other addresses in angle brackets are left: %s', (text) => {
  expect(withoutRepeatedLinks(text)).toBe(text)
})

test('a long text is read soon', () => {
  const text = 'x'.repeat(1_000_000) + `<https://a.example.com>`.repeat(20_000)
  expect(withoutRepeatedLinks(text)).toBe(text)
})
