/** Cloudflare R2: rules of the bucket, as `wrangler r2 bucket cors set` reads them. */
import { inSnakeCase, reference, terraform } from '../../text/terraform.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'

export const r2: Target = {
  name: 'r2',
  title: 'Cloudflare R2',
  state: 'modelled',
  output: 'cors.r2.json',
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
    // A `*` is refused there.
    anyHeader: false,
    vary: false,
    standalone: false,
  },
  comment: null,
  place: 'give it to the service: wrangler r2 bucket cors set BUCKET --file FILE',
  ownFormNotes: ['wrangler r2 bucket cors set BUCKET --file FILE'],
  forms: [
    terraform('cloudflare_r2_bucket_cors', 'cors', false, (facts) => ({
      account_id: reference('var.account_id'),
      bucket_name: reference('cloudflare_r2_bucket.bucket.name'),
      rules: [inSnakeCase(rule(facts))],
    })),
  ],
  write: (facts) => JSON.stringify({ rules: [rule(facts)] }, null, 2),
}

const rule = (facts: Facts) => ({
  allowed: {
    origins: facts.any ? ['*'] : facts.exact,
    methods: facts.methods,
    ...(facts.allowedHeaders.length === 0 ? {} : { headers: facts.allowedHeaders }),
  },
  ...(facts.anyExposed || facts.exposedHeaders.length > 0
    ? { exposeHeaders: facts.anyExposed ? ['*'] : facts.exposedHeaders }
    : {}),
  ...(facts.maxAge === null ? {} : { maxAgeSeconds: facts.maxAge }),
})
