/**
 * The workbench as something to take away: a request for a terminal or a console, a test, a scenario, a policy, a
 * configuration.
 */
import type { LabRequest } from '../../../lab.ts'
import { readOptions } from '../../../set-up/read-options.ts'
import type { RawAnswer, ServerCard } from '../../../set-up/server-card.ts'
import { isSecretHeader } from '../../secret-headers.ts'
import { TAKE } from '../../words/bench.ts'
import type { Bench } from '../bench.ts'

const TITLES = TAKE.titles

export interface Exported {
  readonly name: string
  readonly title: string
  readonly file: string
  readonly text: string
}

export function exportsOf(bench: Bench): Exported[] {
  const { request, server } = bench
  return [
    { name: 'curl', title: TITLES.curl, file: 'request.sh', text: curlText(request) },
    { name: 'fetch', title: TITLES.fetch, file: 'request.js', text: `${fetchText(request)}\n` },
    { name: 'test', title: TITLES.test, file: 'cors.test.ts', text: testText(bench) },
    { name: 'scenario', title: TITLES.scenario, file: 'scenario.json', text: scenarioText(bench) },
    ...(server.by === 'policy'
      ? [
          {
            name: 'policy',
            title: TITLES.policy,
            file: 'cors.policy.ts',
            text: `export default ${server.policy.trim()}\n`,
          },
        ]
      : []),
  ]
}

/** The policy for other servers, loaded when it is needed. */
export async function configurationsOf(policy: string): Promise<Exported[]> {
  const read = readOptions(policy)
  if ('mistake' in read) return []
  const { generate, TARGETS } = await import('@corskit/targets')
  return TARGETS.map(({ name, title, output }) => ({
    name: `target-${name}`,
    title: TITLES.target(title),
    file: output,
    text: generated(() => generate(name, read.options)),
  }))
}

function generated(make: () => ReturnType<typeof import('@corskit/targets').generate>): string {
  try {
    const made = make()
    return made.ok
      ? made.text
      : made.problems.map(({ message, instead }) => `${message}\nInstead: ${instead}`).join('\n\n')
  } catch (error) {
    return (error as Error).message
  }
}

const shown = ([name, value]: readonly [string, string]) => [name, isSecretHeader(name) ? 'REDACTED' : value] as const

const shell = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

function curlText({ method, url, origin, headers, body }: LabRequest): string {
  const lines = [
    `curl -i ${shell(url)}`,
    ...(method === 'GET' ? [] : [`-X ${shell(method)}`]),
    `-H ${shell(`Origin: ${origin}`)}`,
    ...headers.map((header) => `-H ${shell(shown(header).join(': '))}`),
    ...(body === '' ? [] : [`--data-raw ${shell(body)}`]),
  ]
  return `${lines.join(' \\\n  ')}\n`
}

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`

function initText({ method, headers, body, credentials, mode }: LabRequest): string {
  const parts = [
    ...(method === 'GET' ? [] : [`method: ${quoted(method)}`]),
    ...(headers.length === 0
      ? []
      : [
          `headers: { ${headers
            .map(shown)
            .map(([name, value]) => `${quoted(name)}: ${quoted(value)}`)
            .join(', ')} }`,
        ]),
    ...(body === '' ? [] : [`body: ${quoted(body)}`]),
    ...(credentials === 'same-origin' ? [] : [`credentials: ${quoted(credentials)}`]),
    ...(mode === 'cors' ? [] : [`mode: ${quoted(mode)}`]),
  ]
  return parts.length === 0 ? '' : `, { ${parts.join(', ')} }`
}

const fetchText = (request: LabRequest) => `await fetch(${quoted(request.url)}${initText(request)})`

function testText({ request, server }: Bench): string {
  const call = `${quoted(request.url)}${initText(request)}`
  const origin = URL.canParse(request.url) ? new URL(request.url).origin : request.url
  return `import { openPage } from '@corskit/fetch'
import { matchers } from '@corskit/fetch/matchers'
${server.by === 'policy' ? "import { cors } from 'corskit/web'\n" : ''}import { expect, test } from 'vitest'

expect.extend(matchers)

test('the page may read the answer', async () => {
  const page = openPage(${quoted(request.origin)}${handlerText(server, origin)})
  await expect(page).toBeAllowedToFetch(${call})
  await page.close()
})
`
}

function handlerText(server: ServerCard, origin: string): string {
  if (server.by === 'url') return ''
  if (server.by === 'policy') {
    const policy = server.policy.trim().replaceAll('\n', '\n      ')
    return `, {
    handlers: {
      ${quoted(origin)}: cors(${policy})(() => ${responseText(server.answer)}),
    },
  }`
  }
  return `, {
    handlers: {
      ${quoted(origin)}: ({ method }) => method === 'OPTIONS'
        ? ${responseText(server.preflight)}
        : ${responseText(server.actual)},
    },
  }`
}

function responseText({ status, headers }: RawAnswer): string {
  const body = status === 204 || status === 304 ? 'null' : "'{}'"
  const pairs = headers.map(([name, value]) => `[${quoted(name)}, ${quoted(value)}]`).join(', ')
  return `new Response(${body}, { status: ${status}, headers: [${pairs}] })`
}

function scenarioText({ request, server, said }: Bench): string {
  const headers = request.headers.map(shown)
  return `${JSON.stringify({ request: { ...request, headers }, server, ...(said === '' ? {} : { said }) }, null, 2)}\n`
}
