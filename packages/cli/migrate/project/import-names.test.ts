/** Files that an app imports by another name: what they answer is told with its place. */
import { expect, test } from 'vitest'
import { placesIn } from '../testing/migrate-files.ts'

const HEADERS = '{ "Access-Control-Allow-Origin": "https://app.example.com" }'
const app = (specifier: string) =>
  `const headers = require('${specifier}')\nrequire('express')().use((request, response, next) => { response.set(headers); next() })\n`

test.each<[string, Record<string, string>]>([
  ['./config/answers.json', {}],
  ['@/config/answers.json', {}],
  ['#config/answers.json', {}],
  ['#answers', { 'package.json': '{ "imports": { "#answers": "./config/answers.json" } }' }],
  ['#own/answers', { 'package.json': '{ "imports": { "#own/*": "./config/*.json" } }' }],
  ['#own', { 'package.json': '{ "imports": { "#own": { "node": "./config/answers.json", "default": "./x.json" } } }' }],
  ['answers', { 'tsconfig.json': '{ "compilerOptions": { "paths": { "answers": ["./config/answers.json"] } } }' }],
  [
    '$lib/answers.json',
    {
      'tsconfig.json':
        '{\n // a comment\n "compilerOptions": { "baseUrl": "./config", "paths": { "$lib/*": ["./*"], }, } }',
    },
  ],
  ['@app/answers.json', { 'jsconfig.json': '{ "compilerOptions": { "paths": { "@app/*": ["config/*"] } } }' }],
])('%s', async (specifier, files) => {
  const { places, text } = await placesIn({
    'config/answers.json': HEADERS,
    'app.js': app(specifier),
    ...files,
  })
  expect(places, text).not.toEqual([])
  expect(text).toContain('answers.json')
})

test('a folder without package.json', async () => {
  const { places, text } = await placesIn(
    { 'config/answers.json': HEADERS, 'app.js': app('./config/answers.json') },
    {},
  )
  expect(places, text).not.toEqual([])
})
