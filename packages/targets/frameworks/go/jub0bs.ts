/** Go's jub0bs/cors: the same patterns, checked by the library when it is built. */
import { goString, goStrings } from '../../text/go.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedNames, headerNames, methodNames } from '../../words/values.ts'

export const jub0bs: Target = {
  name: 'jub0bs-cors',
  title: 'Go with jub0bs/cors',
  state: 'modelled',
  output: 'cors_policy.go',
  language: 'go',
  capabilities: {
    ...EVERYTHING,
    subdomainsWithAnyPort: false,
    labelWildcard: false,
    regExp: false,
    nullOrigin: false,
    // Its `*` is every header except Authorization, so a policy that allows both has to name Authorization.
    vary: false,
  },
  leastVersion: '0.6',
  comment: '//',
  write: (facts, { standalone, listen }) =>
    [
      `package main`,
      '',
      'import (',
      '\t"net/http"',
      '',
      '\t"github.com/jub0bs/cors"',
      ')',
      '',
      '// corsPolicy goes around the whole handler, so before authentication.',
      'func corsPolicy(next http.Handler) (http.Handler, error) {',
      '\tmiddleware, err := cors.NewMiddleware(cors.Config{',
      ...Object.entries(fields(facts)).map(([name, value]) => `\t\t${name}: ${value},`),
      '\t})',
      '\tif err != nil {',
      '\t\treturn nil, err',
      '\t}',
      '\treturn middleware.Wrap(next), nil',
      '}',
      ...(standalone ? app(listen) : []),
    ].join('\n'),
}

function fields(facts: Facts): Record<string, string> {
  const isInsecure = [...facts.exact, ...facts.sets.map(({ text }) => text)].some((origin) =>
    origin.startsWith('http:'),
  )
  return {
    Origins: goStrings(facts.any ? ['*'] : [...facts.exact, ...facts.sets.map(({ text }) => text)]),
    ...(facts.credentials ? { Credentialed: 'true' } : {}),
    Methods: goStrings(facts.anyMethod ? ['*'] : methodNames(facts)),
    ...(headerNames(facts).length === 0 ? {} : { RequestHeaders: goStrings(headerNames(facts)) }),
    ...(exposedNames(facts).length === 0
      ? {}
      : { ResponseHeaders: goStrings(facts.anyExposed ? ['*'] : facts.exposedHeaders) }),
    // -1 is what it writes as 0.
    ...(facts.maxAge === null ? {} : { MaxAgeInSeconds: facts.maxAge === 0 ? '-1' : String(facts.maxAge) }),
    // The policy allows credentials for http on purpose.
    ...(facts.credentials && isInsecure
      ? { ExtraConfig: 'cors.ExtraConfig{DangerouslyTolerateInsecureOrigins: true}' }
      : {}),
  }
}

const app = (listen: number) => [
  '',
  'func main() {',
  '\tapi := http.NewServeMux()',
  '\tapi.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {',
  '\t\tw.Header().Set("Content-Type", "application/json")',
  '\t\tw.Write([]byte("{}"))',
  '\t})',
  '\thandler, err := corsPolicy(api)',
  '\tif err != nil {',
  '\t\tpanic(err)',
  '\t}',
  `\tif err := http.ListenAndServe(${goString(`127.0.0.1:${listen}`)}, handler); err != nil {`,
  '\t\tpanic(err)',
  '\t}',
  '}',
]
