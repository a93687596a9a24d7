/** The ways in which TypeScript imports the middleware together with the type of its options. */
import { expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'

const REST = "origin: 'https://app.example.com', methods: 'PUT', allowedHeaders: 'x-a'"

test.each([
  ["import cors, { type CorsOptions } from 'cors'", 'CorsOptions'],
  ["import cors, { CorsOptions } from 'cors'", 'CorsOptions'],
  ["import { type CorsOptions, default as cors } from 'cors'", 'CorsOptions'],
  ["import cors from 'cors'\nimport type { CorsOptions } from 'cors'", 'CorsOptions'],
  ["import cors from 'cors'\nimport { type CorsOptions } from 'cors'", 'CorsOptions'],
  ["import cors, { type CorsOptions, type CorsRequest } from 'cors'", 'CorsOptions'],
  ["import cors, { type CorsOptions, type CorsOptionsDelegate } from 'cors'", 'CorsOptions'],
  ["import cors = require('cors')", 'cors.CorsOptions'],
  ["import cors = require('cors');", 'cors.CorsOptions'],
  ["import * as cors from 'cors'", 'cors.CorsOptions'],
  ["import cors from 'cors'", 'cors.CorsOptions'],
])('%s, %s', (load, type) => {
  const { text, decisions } = migrateSource(
    'a.ts',
    `${load}\nconst options: ${type} = { ${REST} }\napp.use(cors(options))\n`,
  )
  expect(decisions).toEqual([])
  const end = load.endsWith(';') ? ';' : ''
  expect(text.split('\n').filter((line) => line !== '')).toEqual(
    expect.arrayContaining([
      `import { cors } from 'corskit/express'${end}`,
      `import type { PolicyOptions } from 'corskit'${end}`,
      `const options: PolicyOptions = { ${REST} }`,
    ]),
  )
  expect(text).not.toContain("'cors'")
})
