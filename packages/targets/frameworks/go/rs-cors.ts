/** Go's rs/cors: its one `*` is any characters, so a function decides about origins. */
import { goString, goStrings } from '../../text/go.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'

export const rsCors: Target = {
  name: 'rs-cors',
  title: 'Go with rs/cors',
  state: 'run',
  output: 'cors_policy.go',
  language: 'go',
  // It reads no other characters of a header's name.
  capabilities: { ...EVERYTHING, anyMethod: false, lowerCaseMethods: false, refusedCharacters: /[^\w-]/ },
  comment: '//',
  write: (facts, { standalone, listen }) =>
    [
      'package main',
      '',
      'import (',
      '\t"net/http"',
      ...(facts.sets.length === 0 ? [] : ['\t"regexp"']),
      '',
      '\t"github.com/rs/cors"',
      ')',
      '',
      ...decision(facts),
      '// corsPolicy goes around the whole handler, so before authentication.',
      'func corsPolicy(next http.Handler) http.Handler {',
      '\toptions := cors.Options{',
      ...Object.entries(fields(facts)).map(([name, value]) => `\t\t${name}: ${value},`),
      '\t}',
      '\tanswer := cors.New(options).Handler(next)',
      '\treturn http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {',
      '\t\tisPreflight := r.Method == http.MethodOptions && r.Header.Get("Origin") != "" && r.Header.Get("Access-Control-Request-Method") != ""',
      '\t\tif r.Method == http.MethodOptions && !isPreflight {',
      "\t\t\t// Any other OPTIONS is the app's; rs/cors asks for Access-Control-Request-Method only.",
      '\t\t\tr.Header.Del("Access-Control-Request-Method")',
      '\t\t}',
      ...(facts.maxAge === 0
        ? [
            '\t\tif isPreflight {',
            '\t\t\t// The field 0 is taken for nothing.',
            '\t\t\tw.Header().Set("Access-Control-Max-Age", "0")',
            '\t\t}',
          ]
        : []),
      ...facts.vary.map((name) => `\t\tw.Header().Add("Vary", ${goString(name)})`),
      '\t\tanswer.ServeHTTP(w, r)',
      '\t})',
      '}',
      ...(standalone ? app(listen) : []),
    ].join('\n'),
}

function decision({ any, exact, sets }: Facts): string[] {
  if (any) return []
  return [
    ...(exact.length === 0
      ? []
      : ['var corsOrigins = map[string]bool{', ...exact.map((text) => `\t${goString(text)}: true,`), '}', '']),
    ...(sets.length === 0
      ? []
      : [
          'var corsPatterns = []*regexp.Regexp{',
          ...sets.map(({ regex }) => `\tregexp.MustCompile(${goString(regex)}),`),
          '}',
          '',
        ]),
    'func corsAllows(origin string) bool {',
    ...(exact.length === 0 ? [] : ['\tif corsOrigins[origin] {', '\t\treturn true', '\t}']),
    ...(sets.length === 0
      ? []
      : [
          '\tfor _, pattern := range corsPatterns {',
          '\t\tif pattern.MatchString(origin) {',
          '\t\t\treturn true',
          '\t\t}',
          '\t}',
        ]),
    '\treturn false',
    '}',
    '',
  ]
}

function fields(facts: Facts): Record<string, string> {
  return {
    ...(facts.any ? { AllowedOrigins: '[]string{"*"}' } : { AllowOriginFunc: 'corsAllows' }),
    AllowedMethods: goStrings(facts.methods),
    // An empty list would allow Content-Type and X-Requested-With. No page can set Origin.
    AllowedHeaders: goStrings(
      facts.anyHeader ? ['*'] : facts.allowedHeaders.length === 0 ? ['Origin'] : facts.allowedHeaders,
    ),
    ...(facts.anyExposed || facts.exposedHeaders.length > 0
      ? { ExposedHeaders: goStrings(facts.anyExposed ? ['*', ...facts.exposedHeaders] : facts.exposedHeaders) }
      : {}),
    AllowCredentials: String(facts.credentials),
    ...(facts.maxAge === null || facts.maxAge === 0 ? {} : { MaxAge: String(facts.maxAge) }),
  }
}

const app = (listen: number) => [
  '',
  'func main() {',
  '\tapi := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {',
  '\t\tif r.URL.Path != "/" || r.Method == http.MethodOptions {',
  '\t\t\thttp.NotFound(w, r)',
  '\t\t\treturn',
  '\t\t}',
  '\t\tw.Header().Set("Content-Type", "application/json")',
  '\t\tw.Write([]byte("{}"))',
  '\t})',
  `\tif err := http.ListenAndServe("127.0.0.1:${listen}", corsPolicy(api)); err != nil {`,
  '\t\tpanic(err)',
  '\t}',
  '}',
]
