import { expect, test } from 'vitest'
import { generatedDocuments, readDocument } from './generated-docs.ts'

test('transcripts and tables in the documents are what the programs print today (npm run docs renews them)', async () => {
  for (const [path, text] of await generatedDocuments()) expect(readDocument(path), path).toBe(text)
})
