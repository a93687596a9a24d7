/** RegExps of origins are shown whole: a question mark in them begins no query. What may be a secret is hidden. */
import { expect, test } from 'vitest'
import { redactUrls } from './redact-url.ts'

test.each([
  String.raw`/^https?:\/\/(www\.)?example\.com(:\d+)?$/`,
  String.raw`fix: /^https:\/\/(?:[a-z0-9-]+\.)?example\.com$/ (or say dangerouslyAllowPublicSuffixes: true)`,
  String.raw`+app.use(cors({ origin: [/^(https:\/\/([^\.]*\.)?example\.com)$/i], credentials: true, methods: ['PUT'] }))`,
  String.raw`new RegExp('^https://(.*\\.)?example\\.com$')`,
  String.raw`/^https:\/\/apps?\.example\.com$/`,
  String.raw`/^(?:https:\/\/(?:a|b)\.example\.com|https:\/\/c\.example\.com)$/`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
  "origin: `https://${isProd ? 'app' : 'dev'}.example.com`,",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
  'origin: `https://${config?.host}`,',
  String.raw`/^https:\/\/.+\.example\.com(?::\d+)?$/`,
])('%s', (text) => {
  expect(redactUrls(text)).toBe(text)
})

test.each([
  String.raw`"https:\/\/api.example.com\/x?SECRET"`,
  String.raw`"https:\/\/api.example.com\/x#SECRET"`,
  String.raw`"https:\/\/ada:SECRET@api.example.com\/x"`,
  String.raw`/^https:\/\/api\.example\.com\/x\?token=SECRET$/`,
  String.raw`/^https:\/\/ada:SECRET@api\.example\.com$/`,
])('%s hides the secret', (text) => {
  expect(redactUrls(text)).not.toContain('SECRET')
})
