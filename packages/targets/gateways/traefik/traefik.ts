/** Traefik's `headers` middleware. Its regular expressions are free searches, and `Vary` is an option there. */
import { yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { CORS_HEADERS, DEFAULT_MAX_AGE, exposedNames, headerNames, methodNames, shortHash } from '../../words/values.ts'

export const traefik: Target = {
  name: 'traefik',
  title: 'Traefik',
  state: 'modelled',
  output: 'cors.traefik.yaml',
  language: 'yaml',
  capabilities: { ...EVERYTHING, vary: false },
  leastVersion: '2.4',
  comment: '#',
  notes: ["Traefik's own errors (404, 502) have no CORS headers"],
  write: (facts, { standalone, listen, upstream }) => {
    const name = `cors-${shortHash(facts)}`
    const middlewares = { [name]: { headers: middleware(facts) } }
    if (!standalone) {
      return [
        `# A dynamic configuration file. First in the middlewares of the router, before authentication: [${name}@file, …]`,
        yaml({ http: { middlewares } }),
      ].join('\n')
    }
    const service = { loadBalancer: { servers: [{ url: upstream?.origin ?? 'http://127.0.0.1:3000' }] } }
    return [
      `# traefik --entrypoints.web.address=127.0.0.1:${listen} --providers.file.filename=/path/to/this/file`,
      yaml({
        http: {
          routers: { app: { rule: 'PathPrefix(`/`)', entryPoints: ['web'], middlewares: [name], service: 'app' } },
          services: { app: service },
          middlewares,
        },
      }),
    ].join('\n')
  },
}

function middleware(facts: Facts) {
  const expressions = facts.sets.map(({ regex }) => regex)
  return {
    ...(facts.any || facts.exact.length > 0
      ? { accessControlAllowOriginList: facts.any ? ['*'] : [...facts.exact] }
      : {}),
    ...(expressions.length === 0 ? {} : { accessControlAllowOriginListRegex: expressions }),
    accessControlAllowMethods: methodNames(facts),
    ...(headerNames(facts).length === 0 ? {} : { accessControlAllowHeaders: headerNames(facts) }),
    ...(exposedNames(facts).length === 0 ? {} : { accessControlExposeHeaders: exposedNames(facts) }),
    accessControlAllowCredentials: facts.credentials,
    // Left out, it is sent as 0.
    accessControlMaxAge: facts.maxAge ?? DEFAULT_MAX_AGE,
    addVaryHeader: true,
    // The app's own headers are removed before the headers above are added: two lines of a header do not work.
    customResponseHeaders: Object.fromEntries(CORS_HEADERS.map((header) => [header, ''])),
  }
}
