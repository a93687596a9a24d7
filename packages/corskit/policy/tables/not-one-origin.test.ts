/** Texts that look like an origin and are something else: what is said of each, with the fixes. */
import { test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { said } from './said.ts'

const combined = (...parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>((texts, more) => texts.flatMap((text) => more.map((part) => text + part)), [''])

const BLOCKS = [
  ...combined(
    ['', 'http://', 'HTTPS://', 'app+x://'],
    ['10.0.0.0', '192.168.001.0'],
    ['', ':3000', ':*', ':99999', ':123456', ':'],
    ['/0', '/7', '/8', '/12', '/16', '/24', '/31', '/32', '/129', '/1000', '/', '/8/'],
  ),
  ...combined(
    ['', 'http://', '1://'],
    ['[fd00::]', 'fd00::', '[::]', '[FD00:AB9::1.2.3.4]', '[::g]', '1.2.3', '1.2.3.4.5', '1.2.3.1234', '[fd00'],
    ['', ':80'],
    ['/8', '/31', '/32', '/64', '/128', '/129'],
  ),
  ...combined(
    ['app://', 'capacitor://', 'http://'],
    ['[fd00::]', 'fd00::', '[::1.2.3.4]', '1.2.3.4', '10.0.0.0'],
    ['/8', '/16', '/24', '/9'],
  ),
]

const SCHEMES = [
  'http',
  'https',
  'HTTPS',
  'app',
  'capacitor',
  'ionic',
  'tauri',
  'moz-extension',
  'chrome-extension',
  'safari-web-extension',
]
const TWICE = [
  ...combined(
    ['https://', 'http://', 'x://'],
    SCHEMES,
    ['://', '//', ':/', ':', '/', ':///'],
    ['a.example.com', '8080', '8080/'],
  ),
  ...combined(
    ['https://', 'http://http://', 'https://https://http//'],
    ['https://', 'http:'],
    ['example.com', 'localhost', 'www.', ''],
  ),
  ...combined(
    [
      'https://a.com',
      'http://localhost',
      'https://[::1]',
      'https://www.',
      'https://a',
      'https://.a.com',
      'https://a.com/',
    ],
    ['', ' ', ','],
    ['https://b.com', 'HTTP://b.org', 'http://localhost:1', 'https://www.', 'https://b', 'xhttps://b.com'],
  ),
  ...combined(
    ['http://', 'https://', 'ftp://'],
    ['localhost', 'a.com', 'a.com:1', ''],
    ['://'],
    ['1', '65535', '123456', '3000x', ''],
  ),
]

const EXPRESSIONS = [
  ...combined(
    ['', '^', '/^', '/'],
    ['https://', 'https:\\/\\/', 'https?:\\/\\/', ''],
    ['.*\\.', 'a\\.'],
    ['example.com'],
    ['', ':\\d+', '(:\\d+)?'],
    ['', '$', '$/', '$/i', '$/I'],
  ),
  ...combined(
    ['^https:\\/\\/', 'http://'],
    ['.+\\.', '(.*\\.)', '(?:.+\\.)', '(.*)\\.', '(?:.+)\\.', '(?.+)\\.', '.\\.'],
    ['example\\.com'],
    [':\\d+', '(:\\d+)?', '(?::\\d*)?', '(:\\d)?', '(:\\d+)?x'],
    ['$'],
  ),
]

test.each([
  ['blocks', BLOCKS],
  ['schemes-twice', TWICE],
  ['expressions-in-strings', EXPRESSIONS],
])('%s', (name, texts) => {
  const lines = texts.map((text) => `${JSON.stringify(text)}: ${said({ origin: text })}`)
  expectGolden(new URL(`${name}.golden.txt`, import.meta.url), lines)
})
