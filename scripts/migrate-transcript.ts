/** A real run of `corskit migrate` on a small project, as a reader would see it in a terminal. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { run } from '../packages/cli/run.ts'

const PROJECT: Readonly<Record<string, string>> = {
  'src/app.js': `import cors from 'cors'
import express from 'express'

const allowed = ['https://app.example.com', 'https://admin.example.com']

const app = express()
app.use(
  cors({
    origin: (origin, callback) => {
      if (!origin || allowed.includes(origin)) callback(null, true)
      else callback(new Error('Not allowed by CORS'))
    },
    credentials: true,
    optionsSuccessStatus: 200,
    maxAge: '600',
  }),
)
`,
  'src/upload.js': `import cors from 'cors'
import { Router } from 'express'

export const upload = Router()
upload.use(cors({ origin: true, credentials: true }))
`,
}

export async function migrateTranscript(): Promise<string> {
  const folder = mkdtempSync(`${tmpdir()}/corskit-transcript-`)
  try {
    for (const [name, text] of Object.entries(PROJECT)) {
      mkdirSync(dirname(`${folder}/${name}`), { recursive: true })
      writeFileSync(`${folder}/${name}`, text)
    }
    let output = ''
    const write = (text: string) => {
      output += text
    }
    const code = await run(['migrate', folder], { out: write, err: write, colour: false })
    return `\`\`\`console\n$ corskit migrate .\n${output}$ echo $?\n${code}\n\`\`\``
  } finally {
    rmSync(folder, { recursive: true })
  }
}
