import { expect, test } from 'vitest'
import { editsOf } from '../../../../testing/edits.ts'
import { splitOrigin } from './origin-syntax.ts'

/** The same language in one expression: the function reads it by hand, for speed. */
const ORIGIN =
  /^([a-z][a-z0-9+.-]*):\/\/(\[[0-9a-f:]+\]|(?:[A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]+\.?|\.)(?::([1-9][0-9]{0,4}))?$/

function expected(value: string) {
  const [, scheme = '', host = '', port = ''] = ORIGIN.exec(value) ?? []
  const isKnown = scheme === 'http' || scheme === 'https'
  const isDefault = port !== '' && port === { http: '80', https: '443' }[scheme]
  const isRefused = isDefault || Number(port) > 65_535 || scheme.length > 64 || host.length > 253
  return scheme === '' || isRefused || (isKnown && /[A-Z]|^\.$/.test(host)) ? null : { scheme, host, port }
}

const SIGNS = [...'/:.-_+[]@*?#%~ azAZfgFG0189`{^', '\u007f', 'é']

test.each([
  'https://a.com',
  'http://a-b.c_d.com.:8080',
  'https://[2001:db8::1]:443',
  'http://1.2.3.4:80',
  'https://[]',
  'http://x:65535',
  'a+.-1://Ab.C',
  'app://x:443',
  'app://.',
  '://a',
  '',
  `${'a'.repeat(64)}://b`,
  `https://${'a.'.repeat(126)}b`,
  `https://${'a.'.repeat(126)}b:65535`,
  `https://[${':'.repeat(251)}]`,
  `${'a'.repeat(64)}://${'a.'.repeat(126)}b:65535`,
])('%s, and what is one edit away, is an origin where the grammar says so', (text) => {
  for (const value of editsOf(text, SIGNS)) {
    const is = splitOrigin(value)
    if (JSON.stringify(is) !== JSON.stringify(expected(value))) expect([value, is]).toEqual([value, expected(value)])
  }
})
