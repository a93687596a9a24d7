/** Tomcat's CorsFilter in web.xml: exact origins only. It refuses other origins with 403. */
import { servletFilter, webXml, xmlComment } from '../../text/xml.ts'
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
    // Requests without Origin get no header and no Vary. A cache may keep such an answer, which no page can read.
    anyOrigin: false,
    anyMethod: false,
    anyHeader: false,
    vary: false,
    // For 0 it sends no Access-Control-Max-Age, and browsers then remember a preflight for 5 seconds.
    maxAge: { least: 1, most: 86_400 },
  },
  leastVersion: '9.0',
  comment: null,
  notes: [
    'Tomcat answers 403 to pages of other origins, and to methods that the policy does not name, on actual requests too',
  ],
  write: (facts, { heading, standalone }) => {
    const place = 'In WEB-INF/web.xml, before every other filter and so before authentication of the app.'
    const parameters = Object.entries(parametersOf(facts)).map(([name, value]) => [`cors.${name}`, value])
    const filter = [
      ...xmlComment([...heading, place]),
      ...servletFilter('corskit', 'org.apache.catalina.filters.CorsFilter', Object.fromEntries(parameters)),
    ]
    return standalone ? webXml(filter, 'jakarta') : filter.join('\n')
  },
}

function parametersOf(facts: Facts): Record<string, string> {
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
