/**
 * What is read of texts that are one edit away from many kinds of lines. Each row has how often each code was read, and
 * a digest of everything that was read.
 */
import { createHash } from 'node:crypto'
import { test } from 'vitest'
import { editsOf } from '../../../../testing/edits.ts'
import { expectGolden } from '../../../../testing/golden.ts'
import { recogniseMessages } from './recognise-messages.ts'

const CHROMIUM = [
  "Access to fetch at 'https://api.b.com/a?x=1' from origin 'https://a.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  "app.js:31 Access to XMLHttpRequest at 'http://localhost:3000/' (redirected from 'http://localhost/') from origin 'null' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.",
  "Access to fetch at 'https://b.com/' from origin 'https://a.com' has been blocked by CORS policy: Request header field x-token is not allowed by Access-Control-Allow-Headers in preflight response.",
  "[blocked by CORS policy: The 'Access-Control-Allow-Origin' header has a value 'https://c.com' that is not equal to the supplied origin.]",
  'XMLHttpRequest cannot load https://b.com/a. Origin https://a.com is not allowed by Access-Control-Allow-Origin.',
  "Failed to load https://b.com/: Redirect from 'https://b.com/' to 'https://c.com/login' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  "Failed to load https://b.com/: The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'. Origin 'https://a.com' is therefore not allowed access.",
]
const OTHERS = [
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://b.com/a. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.',
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://b.com/. (Reason: missing token ‘x-a’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel).',
  '[Error] Origin https://a.com is not allowed by Access-Control-Allow-Origin. Status code: 200',
  '[Error] Fetch API cannot load https://b.com/a due to access control checks.',
  'Error: Cross origin https://a.com forbidden',
]
const PASTED = [
  "> Access to fetch at 'https://b.com/'\n> from origin 'https://a.com' has been blocked by\n> CORS policy: No 'Access-Control-Allow-Origin' header is present",
  'Access to fetch at ‘https://b.com/’ from origin ‘https://a.com’ has been blocked by CORS policy: Method PUT is not allowed',
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at [https://b.com/](https://b.com/). (Reason: CORS request did not succeed).',
  "has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
]
const TRANSLATED = [
  'Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf https://b.com/. (Grund: CORS-Kopfzeile ‚Access-Control-Allow-Origin‘ fehlt). Statuscode: 404.',
  '已拦截跨源请求：同源策略禁止读取位于 https://b.com/a 的远程资源。（原因：CORS 头缺少 ‘Access-Control-Allow-Origin’）。状态码：200。',
  'Solicitud desde otro origen bloqueada: la política https://b.com/a (razón: falta la cabecera CORS)',
]
const SIGNS = [...`'"’.:/ -*_[(<>|\n0aA é。\\&%`]

/** One of so many edits, so that each table takes less than a second. What is like a translation takes longest. */
const NTH = { chromium: 11, others: 7, pasted: 9, translated: 61 }

function row(line: string, nth: number): string {
  const edits = [...new Set(editsOf(line, SIGNS))].filter((_, index) => index % nth === 0)
  const counts = new Map<string, number>()
  const hash = createHash('sha256')
  for (const edited of edits) {
    const read = recogniseMessages(edited)
    hash.update(`${edited}\t${JSON.stringify(read.map((message) => Object.entries(message).sort()))}\n`)
    const codes = read.map(({ code }) => code).join('+') || 'nothing'
    counts.set(codes, (counts.get(codes) ?? 0) + 1)
  }
  const told = [...counts].sort().map(([code, count]) => `${code} ${count}`)
  return `${JSON.stringify(line)}: ${told.join(', ')}; ${hash.digest('hex').slice(0, 12)}`
}

test.each([
  ['chromium', CHROMIUM],
  ['others', OTHERS],
  ['pasted', PASTED],
  ['translated', TRANSLATED],
] as const)('%s', (kind, lines) => {
  expectGolden(
    new URL(`edits-${kind}.golden.txt`, import.meta.url),
    lines.map((line) => row(line, NTH[kind])),
  )
})
