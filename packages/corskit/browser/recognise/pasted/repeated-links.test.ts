/** Console lines that went through a mail or a chat program say the same as before. */
import { describe, expect, test } from 'vitest'
import { recogniseMessage } from '../recognise-message.ts'
import { recogniseMessages } from '../recognise-messages.ts'
import { withoutRepeatedLinks } from './repeated-links.ts'

const API = 'https://api.example.com/users?a=1'
const PAGE = 'https://app.example.com'
const FROM = `from origin '${PAGE}' has been blocked by CORS policy:`

const LINES = [
  `Access to fetch at '${API}' ${FROM} No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
  `Access to fetch at '${API}' ${FROM} The 'Access-Control-Allow-Origin' header has a value 'https://b.example.com' that is not equal to the supplied origin.`,
  `Access to XMLHttpRequest at '${API}' (redirected from '${PAGE}/x') ${FROM} Response to preflight request doesn't pass access control check: It does not have HTTP ok status.`,
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${API}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
  `已拦截跨源请求：同源策略禁止读取位于 ${API} 的远程资源。（原因：CORS 头缺少 'Access-Control-Allow-Origin'）。状态码：200。`,
  `Fetch API cannot load ${API} due to access control checks.`,
  `Origin ${PAGE} is not allowed by Access-Control-Allow-Origin. Status code: 200`,
]

const ADDRESS = /https:\/\/[a-z./]+(?:\?a=1)?(?<![./])/g
const QUOTED = /(['"])(https:[^'"]*)\1/g

const safelink = (url: string, and = '&') =>
  `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}${and}data=05%7C02%7C%7C9a%7C0%7CUnknown%7CTWFp%3D%3D%7C0${and}sdata=a%2Bb%2Fc%3D${and}reserved=0`
const teamsLink = (url: string) =>
  `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=${encodeURIComponent(url)}&locale=en-us`

const FORMS: Readonly<Record<string, (line: string) => string>> = {
  Outlook: (line) => line.replace(ADDRESS, '$&<$&>'),
  'Outlook, with a slash': (line) => line.replace(ADDRESS, '$&<$&/>'),
  'Outlook, with the quote in the link': (line) => line.replace(QUOTED, '$1$2$1<$2$1>'),
  'Outlook, with the quote in the link, encoded': (line) => line.replace(QUOTED, '$1$2$1<$2%27>'),
  Teams: (line) => line.replace(ADDRESS, '$& <$&>'),
  'Slack and Teams': (line) => line.replace(ADDRESS, '<$&|$&>'),
  'links that are checked, behind the address': (line) => line.replace(ADDRESS, (url) => `${url}<${safelink(url)}>`),
  'links that are checked, behind the address and its quote': (line) =>
    line.replace(QUOTED, (text, _, url) => `${text}<${safelink(url).replace('&data', '%27&data')}>`),
  'links that are checked, in place of the address': (line) => line.replace(ADDRESS, (url) => safelink(url)),
  'links that are checked, with the address last': (line) =>
    line.replace(
      ADDRESS,
      (url) => `https://eur01.safelinks.protection.outlook.com/?data=05%7C02&url=${encodeURIComponent(url)}`,
    ),
  'links that are checked, in HTML': (line) => line.replace(ADDRESS, (url) => safelink(url, '&amp;')),
  'links that are checked by Teams': (line) => line.replace(ADDRESS, (url) => teamsLink(url)),
  'links that are checked, in brackets': (line) => line.replace(ADDRESS, (url) => `<${safelink(url)}>`),
  'links that are checked, in Slack': (line) => line.replace(ADDRESS, (url) => `<${safelink(url)}|${url}>`),
  'links that are checked, in Markdown': (line) => line.replace(ADDRESS, (url) => `[${url}](${safelink(url)})`),
  'links that are checked, twice': (line) => line.replace(ADDRESS, (url) => `${safelink(url)}<${safelink(url)}>`),
  Markdown: (line) => line.replace(ADDRESS, '[$&]($&)'),
  Jira: (line) => line.replace(ADDRESS, '[$&|$&]'),
  'Jira, with a smart link': (line) => line.replace(ADDRESS, '[$&|$&|smart-link]'),
}

describe.each(Object.entries(FORMS))('%s', (_, form) => {
  test.each(LINES)('%s', (line) => {
    const plain = recogniseMessage(line)
    expect(plain?.code).toBeTypeOf('string')
    expect(recogniseMessage(form(line))).toEqual(plain)
    const text = `before\n${form(line)}\nafter`
    const [{ start, end } = { start: 0, end: 0 }, ...more] = recogniseMessages(text)
    expect(more).toEqual([])
    expect(start).toBe('before\n'.length)
    expect(text.slice(0, end)).toMatch(/(?:resource|origin|status|200|。|checks)\W*$/)
  })
})

test('an address with a link to another one is not told as either', () => {
  const line = LINES[0]?.replace(`'${PAGE}'`, `'${PAGE}<https://other.example>'`) ?? ''
  expect(recogniseMessage(line)?.origin).toBeUndefined()
})

test.each([
  'Link: <https://a.example.com/next>; rel="next"',
  'see https://a.example.com/x <https://b.example.com/x>',
  'see https://a.example.com/x\n<https://a.example.com/x>',
  'fetch<https://a.example.com>',
  'a <https://a.example.com>',
  '<https://a.example.com>',
  '<https://a.example.com|a>',
  '> <https://>',
  'https://a.example/?url=https%3A%2F%2Fb.example',
  'https://safelinks.example/?url=',
])('other addresses are left: %s', (text) => {
  expect(withoutRepeatedLinks(text).text).toBe(text)
})

test.each([
  ['a.example.com/x<http://a.example.com/x>', 'a.example.com/x'],
  ['位于https://a.example/é<https://a.example/%C3%A9>', '位于https://a.example/é'],
  [
    'https://a.example/?b=https://c.example<https://a.example/?b=https://c.example>',
    'https://a.example/?b=https://c.example',
  ],
  ['https://a.example/%<https://a.example/%>', 'https://a.example/%'],
  ['wss://a.example/x<wss://a.example/x> b', 'wss://a.example/x b'],
  ['https://x.safelinks.test/?url=https%3A%2F%2Fa.example%2F%zz&data=1', 'https%3A%2F%2Fa.example%2F%zz'],
])('%s is read as %s', (pasted, text) => {
  expect(withoutRepeatedLinks(pasted).text).toBe(text)
})

test('each sign that is kept is found at its own place', () => {
  const pasted = 'x https://a.example/b<https://a.example/b> y'
  const { placeOf, text } = withoutRepeatedLinks(pasted)
  expect([...text].map((_, place) => pasted[placeOf(place)]).join('')).toBe(text)
  expect(placeOf(text.length)).toBe(pasted.length)
})

test.each([
  '<https://a.example.com>',
  'https://a.example<https://a.example>',
  'https://',
  '<https://',
  'https://asafelinks',
  `${safelink(API)} `,
  `a${'b'.repeat(8000)} <https://a.example>`,
  'https://a.safelinks.x/?url=a&b=',
  'https://asafelinks?a=',
  '&a=b',
  'http://x/',
])('a long text is read soon: %#', (piece) => {
  const time = (length: number) => {
    const text = piece.repeat(length / piece.length)
    const start = performance.now()
    withoutRepeatedLinks(`${text} <https://b.example> safelinks`)
    return performance.now() - start
  }
  time(2 ** 16)
  expect(time(2 ** 21)).toBeLessThan(3000)
})

test.each([
  ['Google', (url: string) => `https://www.google.com/url?q=${encodeURIComponent(url)}&sa=D&source=editors`],
  ['Slack', (url: string) => `https://slack-redir.net/link?url=${encodeURIComponent(url)}`],
  ['Barracuda', (url: string) => `https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(url)}&c=E,1,abc&typo=1`],
  ['Facebook', (url: string) => `https://l.facebook.com/l.php?u=${encodeURIComponent(url)}&h=AT0`],
  ['LinkedIn', (url: string) => `https://www.linkedin.com/redir/redirect?url=${encodeURIComponent(url)}&urlhash=a`],
  ['FireEye', (url: string) => `https://protect2.fireeye.com/v1/url?k=1-2&q=1&e=2&u=${encodeURIComponent(url)}`],
  [
    'Trend Micro',
    (url: string) => `https://a1.trendmicro.com:443/wis/clicktime/v1/query?url=${encodeURIComponent(url)}&umid=1`,
  ],
  ['Symantec', (url: string) => `https://clicktime.symantec.com/3abc?u=${encodeURIComponent(url)}`],
  ['Proofpoint 3', (url: string) => `https://urldefense.com/v3/__${url}__;!!abc!def$`],
  [
    'Proofpoint 2',
    (url: string) =>
      `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(url).replaceAll('%2F', '_').replaceAll('%', '-')}&d=Dw&c=a`,
  ],
  ['Cisco', (url: string) => `https://secure-web.cisco.com/1abcDEF/${encodeURIComponent(url)}`],
])('a page that checks links: %s', (_, through) => {
  const line = (through: (url: string) => string) =>
    `Access to fetch at '${through('https://api.example.com/users')}' from origin '${through('https://app.example.com')}' has been blocked`
  expect(withoutRepeatedLinks(line(through)).text).toBe(line((url) => url))
})
