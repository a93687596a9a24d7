/** Outlook and Teams write the target of each link behind it: lines say the same as before. */
import { describe, expect, test } from 'vitest'
import { recogniseMessage } from './recognise-message.ts'
import { recogniseMessages } from './recognise-messages.ts'

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
]

const ADDRESS = /https:\/\/[a-z./]+(?:\?a=1)?(?<![./])/g
const QUOTED = /'(https:[^']*)'/g
const CHECKED = 'https://eur01.safelinks.protection.outlook.com/?data=05%7C02&url='

describe.each<[string, (line: string) => string]>([
  ['Outlook', (line) => line.replace(ADDRESS, '$&<$&>')],
  ['Outlook, with a slash', (line) => line.replace(ADDRESS, '$&<$&/>')],
  ['Outlook, with the quote in the link', (line) => line.replace(QUOTED, "'$1'<$1'>")],
  ['Outlook, with the quote in the link, encoded', (line) => line.replace(QUOTED, "'$1'<$1%27>")],
  ['Teams', (line) => line.replace(ADDRESS, '$& <$&>')],
  ['links that are checked', (line) => line.replace(ADDRESS, (url) => `${url}<${CHECKED}${encodeURIComponent(url)}>`)],
  ['Markdown', (line) => line.replace(ADDRESS, '[$&]($&)')],
])('%s', (_, form) => {
  test.each(LINES)('%s', (line) => {
    expect(recogniseMessage(form(line))).toEqual(recogniseMessage(line))
    const [placed] = recogniseMessages(`before\n${form(line)}\nafter`)
    expect(placed?.start).toBe('before\n'.length)
  })
})

test('an address with a link to another one is not told as either', () => {
  const other = 'https://evil.example'
  const line = LINES[0]?.replace(`'${PAGE}'`, `'${PAGE}<${other}>'`) ?? ''
  expect(recogniseMessage(line)?.origin).toBeUndefined()
})
