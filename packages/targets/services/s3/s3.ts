/** Amazon S3: rules of the bucket, with at most one `*` in an origin, which stands for any characters. */
import { inSnakeCase, reference, terraform } from '../../text/terraform.ts'
import { type Data, yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { headerNames } from '../../words/values.ts'

export const s3: Target = {
  name: 's3',
  title: 'Amazon S3',
  state: 'modelled',
  output: 'cors.s3.cloudformation.yaml',
  language: 'yaml',
  capabilities: {
    ...EVERYTHING,
    // A configuration takes 64 KB.
    origins: 1_000,
    subdomainsWithAnyPort: false,
    // The `*` would take dots too.
    labelWildcard: false,
    regExp: false,
    nullOrigin: false,
    ownSchemes: false,
    anyMethod: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    vary: false,
    standalone: false,
  },
  comment: '#',
  place: 'put it into the template of the bucket: AWS runs the server',
  notes: [
    'S3 knows no credentials: it reads no cookies, and sends Access-Control-Allow-Credentials: true to listed origins by itself',
    'without Origin S3 sends neither CORS headers nor Vary: a page that loads a file in an <img> first needs crossorigin there, or a Cache-Control: no-store',
  ],
  forms: [
    {
      name: 'json',
      output: 'cors.s3.json',
      keepsHeading: false,
      notes: ['aws s3api put-bucket-cors --bucket BUCKET --cors-configuration file://FILE'],
      write: (facts) => JSON.stringify({ CORSRules: [jsonRule(facts)] }, null, 2),
    },
    terraform('aws_s3_bucket_cors_configuration', 'cors', false, (facts) => ({
      bucket: reference('aws_s3_bucket.bucket.id'),
      cors_rule: [inSnakeCase(jsonRule(facts))],
    })),
  ],
  write: (facts) =>
    ['# In Properties of the AWS::S3::Bucket.', yaml({ CorsConfiguration: { CorsRules: [rule(facts)] } })].join('\n'),
}

function rule(facts: Facts) {
  return {
    AllowedOrigins: facts.any ? ['*'] : [...facts.exact, ...facts.sets.flatMap(({ text }) => withPort(text))],
    AllowedMethods: [...facts.methods],
    ...(headerNames(facts).length === 0 ? {} : { AllowedHeaders: headerNames(facts) }),
    ...(facts.anyExposed || facts.exposedHeaders.length > 0
      ? { ExposedHeaders: facts.anyExposed ? ['*', ...facts.exposedHeaders] : [...facts.exposedHeaders] }
      : {}),
    ...(facts.maxAge === null ? {} : { MaxAge: facts.maxAge }),
  }
}

/** The command line of AWS, and Terraform, have two of the names otherwise. */
function jsonRule(facts: Facts): Data {
  const { ExposedHeaders, MaxAge, ...rest } = rule(facts)
  return {
    ...rest,
    ...(ExposedHeaders === undefined ? {} : { ExposeHeaders: ExposedHeaders }),
    ...(MaxAge === undefined ? {} : { MaxAgeSeconds: MaxAge }),
  }
}

/**
 * Any port is also none, and the `*` is at least a colon away from the host: what else it takes is not the origin of a
 * page.
 */
const withPort = (text: string) => (text.endsWith(':*') ? [text.slice(0, -2), text] : [text])
