/**
 * Jetty's CrossOriginFilter in web.xml. It writes Vary only for allowed origins, so the HeaderFilter writes it for all.
 */
import { servletFilter, webXml, xmlComment } from '../../text/xml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Problem, Target } from '../../words/target.ts'
import { DEFAULT_MAX_AGE, exposedValue, NO_HEADER } from '../../words/values.ts'

export const jetty: Target = {
  name: 'jetty',
  title: 'Jetty CrossOriginFilter',
  state: 'run',
  output: 'web.xml',
  language: 'xml',
  capabilities: {
    ...EVERYTHING,
    // Its `*` matches dots too.
    labelWildcard: false,
    regExp: false,
    anyMethod: false,
    // `*` would allow every header that is asked for, Authorization too.
    anyHeader: false,
    // 0 is not sent, and without the header the default of five seconds applies.
    maxAge: { least: 1, most: 86_400 },
  },
  leastVersion: '9.4',
  comment: null,
  notes: [
    'tested with Jetty 9.4; Jetty 12 has these filters in org.eclipse.jetty.ee8, ee9 and ee10.servlets, and prefers its CrossOriginHandler',
  ],
  problemsOf: ({ sets }): Problem[] =>
    sets
      // It reads the text around a `*` as a regular expression, except for dots.
      .filter(({ text }) => /[^\w.:/*-]/.test(text))
      .map(({ text }) => ({
        element: 'origin',
        message: `Jetty takes the signs in ${text} for a regular expression`,
        instead: 'list the origins one by one',
      })),
  write: (facts, { heading, standalone, serverVersion }) => {
    const major = Number(serverVersion?.split('.')[0] ?? 9)
    const folder = `org.eclipse.jetty.${major >= 12 ? 'ee10.' : ''}servlets`
    const filters = [
      ...xmlComment([
        ...heading,
        'In WEB-INF/web.xml, before every other filter; jetty-servlets has to be there (start.jar - -add-module=servlets).',
      ]),
      ...servletFilter('corskit-vary', `${folder}.HeaderFilter`, {
        headerConfig: ['Origin', ...facts.vary].map((name) => `add Vary: ${name}`).join(','),
      }),
      ...servletFilter('corskit', `${folder}.CrossOriginFilter`, parametersOf(facts)),
    ]
    return standalone ? webXml(filters, major >= 11 ? 'jakarta' : 'javax') : filters.join('\n')
  },
}

function parametersOf(facts: Facts): Record<string, string> {
  const { any, exact, sets, methods, allowedHeaders, credentials, maxAge } = facts
  return {
    allowedOrigins: any ? '*' : [...exact, ...sets.flatMap(({ text }) => withPort(text))].join(','),
    // Left out, it is every origin as well.
    allowedTimingOrigins: '',
    allowedMethods: methods.join(','),
    // Left out, there is a default list.
    allowedHeaders: (allowedHeaders.length === 0 ? [NO_HEADER] : allowedHeaders).join(','),
    ...(exposedValue(facts) === '' ? {} : { exposedHeaders: exposedValue(facts).replaceAll(', ', ',') }),
    // Left out, it is true.
    allowCredentials: String(credentials),
    // Left out, it is half an hour.
    preflightMaxAge: String(maxAge ?? DEFAULT_MAX_AGE),
    // Left out, preflights go on to the app, and its login.
    chainPreflight: 'false',
  }
}

/** Any port is also none. */
const withPort = (text: string) => (text.endsWith(':*') ? [text.slice(0, -2), text] : [text])
