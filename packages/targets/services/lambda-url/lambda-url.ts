/** AWS Lambda function URLs: up to 100 exact origins and six methods, of six characters at the most. */
import { inSnakeCase, terraform } from '../../text/terraform.ts'
import { type Data, yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Problem, Target } from '../../words/target.ts'
import { exposedNames, headerNames } from '../../words/values.ts'

const MOST_HEADERS = 100

export const lambdaUrl: Target = {
  name: 'lambda-url',
  title: 'AWS Lambda function URL',
  state: 'modelled',
  output: 'cors.lambda-url.yaml',
  language: 'yaml',
  capabilities: {
    ...EVERYTHING,
    origins: 100,
    subdomains: 'no',
    labelWildcard: false,
    anyPort: false,
    regExp: false,
    nullOrigin: false,
    ownSchemes: false,
    anyMethod: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    vary: false,
    standalone: false,
  },
  comment: '#',
  place: 'put it into the template: AWS runs the server',
  notes: ['leave CORS headers out of the function: those of the URL are added to them'],
  problemsOf({ allowedHeaders, exposedHeaders }): Problem[] {
    return [allowedHeaders, exposedHeaders].flatMap((names, at) =>
      names.length > MOST_HEADERS
        ? [
            {
              element: at === 0 ? 'allowedHeaders' : 'exposedHeaders',
              message: `a function URL takes ${MOST_HEADERS} names, and the policy has ${names.length}`,
              instead: 'use corskit in the function: corskit/lambda',
            },
          ]
        : [],
    )
  },
  forms: [terraform('aws_lambda_function_url', 'url', true, (facts) => ({ cors: inSnakeCase(cors(facts)) }))],
  write: (facts) => ['# In Properties of the AWS::Lambda::Url.', yaml({ Cors: cors(facts) })].join('\n'),
}

function cors(facts: Facts): Data {
  return {
    AllowOrigins: facts.any ? ['*'] : [...facts.exact],
    AllowMethods: [...facts.methods],
    ...(headerNames(facts).length === 0 ? {} : { AllowHeaders: headerNames(facts) }),
    ...(exposedNames(facts).length === 0 ? {} : { ExposeHeaders: exposedNames(facts) }),
    AllowCredentials: facts.credentials,
    ...(facts.maxAge === null ? {} : { MaxAge: facts.maxAge }),
  }
}
