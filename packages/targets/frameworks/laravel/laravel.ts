/**
 * Laravel's `config/cors.php`, and every other app with php-cors. Its patterns are free searches between delimiters.
 */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedNames, headerNames, methodNames } from '../../words/values.ts'

export const laravel: Target = {
  name: 'laravel',
  title: 'Laravel',
  state: 'modelled',
  output: 'cors.php',
  language: 'php',
  // It allows every header that is asked for.
  capabilities: { ...EVERYTHING, lowerCaseMethods: false, vary: false, standalone: false },
  leastVersion: '9.2',
  comment: null,
  place: 'put it into config/: a Laravel app is a folder',
  notes: [
    'config/cors.php; the HandleCors middleware is in the stack of a new app. Clear the cache of the configuration after a change',
  ],
  write: (facts, { heading }) =>
    [
      '<?php',
      '',
      // `?>` ends PHP, also in a comment of one line.
      ...heading.map((line) => `// ${line.replaceAll('?>', '? >')}`),
      '',
      'return [',
      "    'paths' => ['*'],",
      ...Object.entries(settings(facts)).map(([name, value]) => `    '${name}' => ${value},`),
      '];',
    ].join('\n'),
}

function settings(facts: Facts): Record<string, string> {
  return {
    allowed_methods: list(methodNames(facts)),
    allowed_origins: facts.any ? "['*']" : list(facts.exact),
    // `$` would also match before a last line end.
    allowed_origins_patterns: list(facts.sets.map(({ body }) => `#\\A(?:${body.replaceAll('#', '\\#')})\\z#`)),
    allowed_headers: list(headerNames(facts)),
    exposed_headers: list(exposedNames(facts)),
    max_age: facts.maxAge === null ? 'null' : String(facts.maxAge),
    supports_credentials: String(facts.credentials),
  }
}

/** In single quotes only the quote and the backslash have a meaning. */
const text = (value: string) => `'${value.replace(/[\\']/g, '\\$&')}'`

function list(values: readonly string[]): string {
  const written = values.map(text)
  if (written.join(', ').length < 80) return `[${written.join(', ')}]`
  return `[\n${written.map((value) => `        ${value},\n`).join('')}    ]`
}
