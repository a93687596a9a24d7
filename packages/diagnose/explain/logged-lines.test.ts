import { expect, test } from 'vitest'
import { readInput } from './read-input.ts'

const URL_ = 'https://api.example.com/users?page=1'
const PAGE = 'https://app.example.com'
const LINES = [
  `Access to fetch at '${URL_}' from origin '${PAGE}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
  `Access to XMLHttpRequest at '${URL_}' from origin '${PAGE}' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.`,
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
]

/** Python writes a text in the quotes that it does not hold. */
const python = (text: string) =>
  text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`
const json = (value: unknown) => JSON.stringify(value)

const LOGS: Readonly<Record<string, (line: string) => string>> = {
  pino: (line) => json({ level: 50, time: 1732600000000, pid: 7, msg: line }),
  'a log of several fields': (line) => json({ level: 'error', timestamp: '2026-11-26', meta: { nested: [line] } }),
  Sentry: (line) =>
    json({
      message: line,
      breadcrumbs: [{ category: 'console', data: { arguments: ['x'] } }],
      request: { url: `${PAGE}/` },
    }),
  'indented JSON': (line) => JSON.stringify({ logs: [{ type: 'error', text: line }] }, null, 2),
  'a list': (line) => json([{ level: 'SEVERE', message: `${PAGE}/ - ${line}`, source: 'javascript' }]),
  'Selenium in JSON': (line) =>
    json({ level: 'SEVERE', message: `${PAGE}/ 0:0 ${json(line)}`, source: 'console-api', timestamp: 1 }),
  'Selenium in Python': (line) =>
    `{'level': 'SEVERE', 'message': ${python(`${PAGE}/ - ${line}`)}, 'source': 'javascript', 'timestamp': 1732600000000}`,
  'a list of Selenium in Python': (line) =>
    `[{'level': 'INFO', 'message': 'started'}, {'level': 'SEVERE', 'message': ${python(`${PAGE}/ - ${line}`)}}]`,
  'JSON in JSON': (line) => json({ message: json({ message: line }) }),
  'JSON as a text': (line) => json({ log: `${json({ msg: line })}\n`, stream: 'stderr' }),
  'JSON in JSON in JSON': (line) => json({ a: json({ b: json({ c: line }) }) }),
  'a value a line': (line) => `${json({ msg: 'started' })}\n${json({ msg: line })}\n${json({ msg: 'stopped' })}`,
  'a line of text, then JSON': (line) => `2026-11-26T10:00:00Z error ${json({ msg: line })}`,
  'JSON, then a line of text': (line) => `${json({ msg: line })}\nexit code 1`,
  'JSON that breaks off': (line) => json({ msg: line, more: 'x' }).slice(0, -4),
  'escaped for JavaScript': (line) => `{ level: 'error', text: '${line.replaceAll("'", "\\'")}' }`,
  'written with escapes of Unicode': (line) =>
    json({ msg: line }).replace(/['‘’]/g, (quote) => `\\u${quote.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'the same, escaped again': (line) =>
    json({
      m: json({ msg: line }).replace(/['‘’]/g, (quote) => `\\u${quote.charCodeAt(0).toString(16).padStart(4, '0')}`),
    }),
}

const told = (text: string) => {
  const read = readInput(text)
  return 'why' in read
    ? read.why
    : read.failures.map(({ evidence: { request, message } }) => [message?.code, request.url, request.origin])
}

test.each(Object.keys(LOGS).flatMap((name) => LINES.map((line, number) => [name, number, line] as const)))(
  '%s holds console line %i, and it is read as it is alone',
  (name, _, line) => {
    expect(told(line)).toEqual([[expect.any(String), URL_, line.startsWith('Access') ? PAGE : null]])
    expect(told(LOGS[name]?.(line) ?? '')).toEqual(told(line))
  },
)

test.each([
  ['{"msg":"started"}', 'it is JSON, and neither a HAR'],
  ['{"msg":"started"', 'it begins as JSON and breaks off'],
  [JSON.stringify({ a: '{"b":'.repeat(200) }), 'it is JSON, and neither a HAR'],
])('%s has none, and that is said', (text, why) => {
  expect(told(text)).toContain(why)
})
