/** Azure Storage: up to five rules of a service, of 2 KB together; the first one that fits decides. */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Problem, Target } from '../../words/target.ts'
import { DEFAULT_MAX_AGE, exposedNames, headerNames } from '../../words/values.ts'

const MOST_CHARACTERS = 2_000
const MOST_NAMES = 64
const LONGEST = 256

export const azureStorage: Target = {
  name: 'azure-storage',
  title: 'Azure Storage',
  state: 'modelled',
  output: 'cors.azure-storage.json',
  language: 'json',
  capabilities: {
    ...EVERYTHING,
    origins: 64,
    subdomains: 'no',
    labelWildcard: false,
    anyPort: false,
    regExp: false,
    nullOrigin: false,
    ownSchemes: false,
    anyMethod: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'],
    vary: false,
    standalone: false,
  },
  comment: null,
  place:
    'put it into properties of the blobServices, fileServices, queueServices or tableServices: Azure runs the server',
  ownFormNotes: ['in properties of Microsoft.Storage/storageAccounts/blobServices (or file, queue, table)'],
  notes: [
    'Azure knows no credentials: it reads no cookies, and sends Access-Control-Allow-Credentials: true to listed origins by itself',
    'without Origin Azure sends neither CORS headers nor Vary: a page that loads a file in an <img> first needs crossorigin there, or a Cache-Control: no-store',
  ],
  problemsOf(facts): Problem[] {
    const { origin, ...lists } = elements(facts)
    const problems: Problem[] = []
    const tooLong = [...origin, ...lists.allowedHeaders, ...lists.exposedHeaders].find(({ length }) => length > LONGEST)
    if (tooLong !== undefined) {
      problems.push({
        element: origin.includes(tooLong) ? 'origin' : 'allowedHeaders',
        message: `Azure Storage takes ${LONGEST} characters, and ${tooLong.slice(0, 40)}… has ${tooLong.length}`,
        instead: 'let a server in front decide',
      })
    }
    for (const [element, names] of Object.entries(lists)) {
      if (names.length <= MOST_NAMES) continue
      problems.push({
        element,
        message: `Azure Storage takes ${MOST_NAMES} names, and the policy has ${names.length}`,
        instead: 'let a server in front decide',
      })
    }
    const characters = JSON.stringify(rule(facts)).length
    if (problems.length === 0 && characters > MOST_CHARACTERS) {
      problems.push({
        element: 'origin',
        message: `Azure Storage takes 2 KB of rules, and these have ${characters} characters`,
        instead: 'let a server in front decide',
      })
    }
    return problems
  },
  write: (facts) => JSON.stringify({ cors: { corsRules: [rule(facts)] } }, null, 2),
}

const elements = (facts: Facts) => ({
  origin: facts.any ? ['*'] : [...facts.exact],
  allowedHeaders: headerNames(facts),
  exposedHeaders: exposedNames(facts),
})

function rule(facts: Facts) {
  const { origin, allowedHeaders, exposedHeaders } = elements(facts)
  return {
    allowedOrigins: origin,
    allowedMethods: facts.methods,
    allowedHeaders,
    exposedHeaders,
    // It has to be there.
    maxAgeInSeconds: facts.maxAge ?? DEFAULT_MAX_AGE,
  }
}
