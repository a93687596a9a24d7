/** The error that a wrong policy gives when the app starts. */
import { inspect } from 'node:util'
import { definePolicy, PolicyError } from 'corskit'

/** Every line has a mistake. */
const WRONG = {
  origin: ['https://app.example.com/', '*'],
  methods: ['put'],
  credentials: 'yes',
  maxage: 600,
}

export function policyError(): string {
  try {
    definePolicy(WRONG as never)
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    return [
      fenced('js', `app.use(cors(${inspect(WRONG)}))`),
      '',
      fenced('console', `$ node server.js\n${error.name}: ${error.message}`),
    ].join('\n')
  }
  throw new Error('the wrong policy was taken for a right one')
}

const fenced = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``
