/** Passwords of any printable characters, in every place of every command that takes a URL. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../testing/property-runs.ts'
import { run } from './run.ts'
import { RecordingTerminal } from './testing/recording-terminal.ts'
import { closedPort } from './testing/servers.ts'

async function output(args: readonly string[]): Promise<string> {
  const terminal = new RecordingTerminal()
  await run(args, terminal)
  return terminal.stdout + terminal.stderr
}

const closed = `127.0.0.1:${await closedPort()}`
const HEADER = "No 'Access-Control-Allow-Origin' header is present on the requested resource."
const FROM = "from origin 'https://app.example.com' has been blocked by CORS policy:"

/** @param login `user:password@` */
const CALLS: readonly ((login: string) => readonly string[])[] = [
  (login) => ['check', `http://${login}${closed}/`],
  (login) => ['check', `${login}${closed}`],
  (login) => ['check', `http://${closed}`, '-x', `http://${login}${closed}`],
  (login) => ['check', `http://${closed}`, '-x', `${login}${closed}`],
  (login) => ['check', `http://${closed}`, '--origin', `https://${login}app.example.com`],
  (login) => ['check', `http://${closed}`, '-H', `Origin: https://${login}app.example.com`],
  (login) => ['explain', `curl 'https://${login}api.example.com/' -H 'Origin: https://app.example.com'`],
  (login) => ['explain', `fetch(${JSON.stringify(`https://${login}api.example.com/`)}, { method: 'PUT' })`],
  (login) => ['explain', `Access to fetch at 'https://${login}api.example.com/' ${FROM} ${HEADER}`],
  (login) => ['explain', `Access to fetch at '${login}api.example.com' ${FROM} ${HEADER}`],
  (login) => ['explain', `Fetch API cannot load https://${login}api.example.com/x due to access control checks.`],
  (login) => ['explain', `GET https://${login}api.example.com/ net::ERR_BLOCKED_BY_CLIENT`],
  (login) => ['explain', `https://${login}api.example.com/`],
  (login) => ['verify', `http://${login}${closed}/`, '--policy', 'none.json'],
  (login) => [`https://${login}api.example.com/`],
]

const SIGNS = [...'!#$%&()*+,-./:;<=>?@[]^_{|}~\\']
const piece = fc.oneof(
  fc.constantFrom(...SIGNS),
  fc.string({ unit: fc.constantFrom(...'jkqvwzXYZ0123456789'), minLength: 1, maxLength: 7 }),
)
const password = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''))

test('no four characters of a password are printed', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      password,
      fc.constantFrom('us', 'admin', ''),
      fc.constantFrom(...CALLS),
      fc.constantFrom([], ['--json']),
      async (secret, user, call, more) => {
        const [told, harmless] = await Promise.all(
          [`${user}:${secret}@`, ''].map((login) => output([...call(login), ...more])),
        )
        const parts = Array.from({ length: Math.max(secret.length - 3, 0) }, (_, at) => secret.slice(at, at + 4))
        expect(parts.filter((part) => /\w/.test(part) && told?.includes(part) && !harmless?.includes(part))).toEqual([])
      },
    ),
    runs(400, 4_000),
  )
})
