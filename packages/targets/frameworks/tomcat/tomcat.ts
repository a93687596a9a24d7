/** Tomcat's CorsFilter in web.xml: exact origins, and it refuses what it does not know with 403. */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { DEFAULT_MAX_AGE, NO_HEADER } from '../../words/values.ts'

export const tomcat: Target = {
  name: 'tomcat',
  title: 'Tomcat CorsFilter',
  state: 'run',
  output: 'web.xml',
  language: 'xml',
  capabilities: {
    ...EVERYTHING,
    subdomains: 'no',
    labelWildcard: false,
    anyPort: false,
    regExp: false,
    nullOrigin: false,
    ownSchemes: false,
    // Requests without Origin get no header and no Vary, so that a cache may keep an answer which no page can read.
    anyOrigin: false,
    anyMethod: false,
    anyHeader: false,
    vary: false,
  },
  leastVersion: '9.0',
  comment: null,
  notes: [
    'Tomcat answers 403 to pages of other origins, and to methods that the policy does not name, on actual requests too',
  ],
  write: (facts, { heading, standalone }) => {
    const filter = [
      // Two hyphens end a comment.
      '<!--',
      ...heading.map((line) => `  ${line.replaceAll('--', '- -')}`),
      '  In WEB-INF/web.xml, before every other filter and so before authentication of the app.',
      '-->',
      '<filter>',
      '  <filter-name>corskit</filter-name>',
      '  <filter-class>org.apache.catalina.filters.CorsFilter</filter-class>',
      ...Object.entries(parameters(facts)).flatMap(([name, value]) => [
        '  <init-param>',
        `    <param-name>cors.${name}</param-name>`,
        `    <param-value>${text(value)}</param-value>`,
        '  </init-param>',
      ]),
      '</filter>',
      '<filter-mapping>',
      '  <filter-name>corskit</filter-name>',
      '  <url-pattern>/*</url-pattern>',
      '</filter-mapping>',
    ]
    if (!standalone) return filter.join('\n')
    return [
      '<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">',
      ...filter.map((line) => `  ${line}`),
      '</web-app>',
    ].join('\n')
  },
}

function parameters(facts: Facts): Record<string, string> {
  const { exact, methods, allowedHeaders, exposedHeaders, anyExposed, credentials, maxAge } = facts
  return {
    'allowed.origins': exact.join(','),
    'allowed.methods': methods.join(','),
    // Left out or empty, there is a default list.
    'allowed.headers': (allowedHeaders.length === 0 ? [NO_HEADER] : allowedHeaders).join(','),
    ...(anyExposed || exposedHeaders.length > 0
      ? { 'exposed.headers': (anyExposed ? ['*', ...exposedHeaders] : exposedHeaders).join(',') }
      : {}),
    'support.credentials': String(credentials),
    // Left out, it is half an hour.
    'preflight.maxage': String(maxAge ?? DEFAULT_MAX_AGE),
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const text = (value: string) => value.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)
