/** A short secret behind every usual name, in every usual way to write it. */
import { expect, test } from 'vitest'
import { redactEnvironment, redactTokens } from './secrets.ts'

const NAMES =
  'pw pwd pass passwd password passphrase passcode secret token auth authorization key apikey api_key x-api-key credential credentials creds jwt dsn pin otp sig signature cookie connectionString connection_string'
    .split(' ')
    .flatMap((name) => [name, name.toUpperCase(), `db_${name}`, `DB_${name.toUpperCase()}`, `db.${name}`, humped(name)])
const VALUES = ['Hunter2', 'hun,Hunter2', 'hun"Hunter2', 'Hunter2;', 'hun)Hunter2', '=Hunter2']
const FORMS: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `${name}=${value}`,
  (name, value) => `${name} = ${value}`,
  (name, value) => `cannot log in (${name}: ${value})`,
  (name, value) => `user=ada;${name}=${value};server=db`,
  (name, value) => `?user=ada&${name}=${value}`,
  (name, value) => JSON.stringify({ user: 'ada', [name]: value }),
  (name, value) => JSON.stringify(JSON.stringify({ user: 'ada', [name]: value })),
  (name, value) => `{ ${name}: '${value}' }`,
  (name, value) => `:${name} => '${value}'`,
  (name, value) => `${name}="correct horse ${value}"`,
  (name, value) => `Command failed: login --user ada --${name} ${value}`,
  (name, value) => `${name}: Basic ${value}`,
]

function humped(name: string): string {
  return `db${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

test('a value behind the name of a secret is hidden', () => {
  const shown = NAMES.flatMap((name) =>
    FORMS.flatMap((form) =>
      VALUES.map((value) => form(name, value)).filter((text) => /Hunter2/.test(redactTokens(text))),
    ),
  )
  expect(shown.length === 0 ? [] : [`${shown.length}`, ...shown.slice(0, 30)]).toEqual([])
})

test.each([
  'postgres://ada:Hunter2@db.example.com/x',
  'cannot reach ada:Hunter2@db',
  'ada:Hunter2@tcp(db:3306)/x',
  'ada:hun/Hunter2@db',
  'ada:hun@Hunter2@db',
  'redis://:Hunter2@db:6379',
  'Authorization: Basic Hunter2',
  'the password is Hunter2',
])('%s', (text) => {
  expect(redactTokens(text)).not.toContain('Hunter2')
})

test.each([
  "Unexpected token '}'",
  "Cannot find module './keys.mjs' imported from /app/cors.policy.mjs",
  'Cannot find package npm:react@18.2.0',
  'at file:///app/node_modules/.pnpm/x@1.0.0/index.js:3:4',
  "Cannot read properties of undefined (reading 'key')",
  'https://app.example.com:8443 is not allowed',
])('%s stays', (text) => {
  expect(redactTokens(text)).toBe(text)
})

test('the values of environment variables with such names', () => {
  const names = ['DB_PW', 'DB_PASS', 'MYSQL_PWD', 'PGPASSWORD', 'API_KEY', 'SENTRY_DSN', 'DB_CONNECTION_STRING']
  for (const name of names) {
    process.env[name] = `Hunter2${name}`
    expect(redactEnvironment(`no ${process.env[name]}`)).not.toContain('Hunter2')
    delete process.env[name]
  }
  expect(redactEnvironment(`in ${process.env['PWD']}`)).toBe(`in ${process.env['PWD']}`)
})
