/** Google Cloud Storage: it has one list for the headers that may be sent and for those that may be read. */
import { inSnakeCase, terraform } from '../../text/terraform.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Problem, Target } from '../../words/target.ts'
import { DEFAULT_MAX_AGE } from '../../words/values.ts'

/** Headers that script can always read. https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const READABLE = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]

export const gcs: Target = {
  name: 'gcs',
  title: 'Google Cloud Storage',
  state: 'modelled',
  output: 'cors.gcs.json',
  language: 'json',
  capabilities: {
    ...EVERYTHING,
    subdomains: 'no',
    labelWildcard: false,
    anyPort: false,
    regExp: false,
    nullOrigin: false,
    ownSchemes: false,
    credentials: false,
    anyMethod: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    anyHeader: false,
    vary: false,
    standalone: false,
  },
  comment: null,
  place: 'give it to the service: gcloud storage buckets update gs://BUCKET --cors-file=FILE',
  notes: ['it has no effect on storage.cloud.google.com'],
  ownFormNotes: ['gcloud storage buckets update gs://BUCKET --cors-file=FILE'],
  problemsOf({ allowedHeaders, exposedHeaders, anyExposed }): Problem[] {
    const extra = [
      ...exposedHeaders.filter((name) => !allowedHeaders.includes(name)),
      ...allowedHeaders.filter((name) => !exposedHeaders.includes(name) && !READABLE.includes(name)),
      ...(anyExposed ? ['*'] : []),
    ]
    if (extra.length === 0) return []
    return [
      {
        element: 'exposedHeaders',
        message: `Google Cloud Storage has one list for request and response headers, and ${extra.join(', ')} would be in both`,
        instead: 'name the same headers in allowedHeaders and exposedHeaders, or let a server in front decide',
      },
    ]
  },
  forms: [terraform('google_storage_bucket', 'bucket', true, (facts) => ({ cors: [inSnakeCase(rule(facts))] }))],
  write: (facts) => JSON.stringify([rule(facts)], null, 2),
}

const rule = (facts: Facts) => ({
  origin: facts.any ? ['*'] : facts.exact,
  method: facts.methods,
  responseHeader: [...new Set([...facts.allowedHeaders, ...facts.exposedHeaders])],
  // Left out, it is an hour.
  maxAgeSeconds: facts.maxAge ?? DEFAULT_MAX_AGE,
})
