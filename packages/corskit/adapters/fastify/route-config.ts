/** What a route says in its `config`. Other values than the documented ones are refused at the start. */
import type { FastifyContextConfig, FastifyRequest, RouteOptions } from 'fastify'
import { type Issue, PolicyError, quoted } from '../../policy/checks/issue.ts'

type Name = 'cors' | 'guard'

/** What the app itself wrote into the `config` of a route; inherited properties do not count. */
export function ownConfig<One extends Name>(
  { config }: Pick<RouteOptions, 'config'>,
  name: One,
): FastifyContextConfig[One] | undefined {
  return config !== undefined && Object.hasOwn(config, name) ? config[name] : undefined
}

const readBefore = { cors: new WeakMap<object, unknown>(), guard: new WeakMap<object, unknown>() }

/** The same of the route that a request has reached. It is read once: what the app assigns later changes nothing. */
export function configOfReached<One extends Name>(
  { routeOptions }: FastifyRequest,
  name: One,
): FastifyContextConfig[One] | undefined {
  const { config } = routeOptions
  if (config === undefined) return undefined
  const known = readBefore[name]
  if (!known.has(config)) known.set(config, ownConfig(routeOptions, name))
  return known.get(config) as FastifyContextConfig[One] | undefined
}

/** @throws {Error} for a value beside the path, where Fastify ignores it */
export function refuseBesidePath(route: RouteOptions, name: Name): void {
  if (!Object.hasOwn(route, name) || (route as Partial<Record<Name, unknown>>)[name] === undefined) return
  throw new Error(
    `corskit: the route ${nameOf(route)} has ${name} beside its path, which does nothing: write { config: { ${name}: … } }`,
  )
}

/** @throws {PolicyError} for another `config.guard` than `false` */
export function checkRouteGuard(route: RouteOptions): void {
  refuseBesidePath(route, 'guard')
  const given: unknown = ownConfig(route, 'guard')
  if (given === undefined || given === false) return
  const message = `config.guard of a route is false or not there, not ${quoted(given)}`
  const fix = 'write false where guard lets every request of the route through; else remove guard'
  throw inRoute(route, 'guard', [{ code: 'option-wrong-type', path: '', message, fix, value: given }])
}

/** The mistakes of a route, with its name. */
export function inRoute(route: RouteOptions, name: Name, issues: readonly Issue[]): PolicyError {
  const where = `config.${name}`
  return new PolicyError(
    issues.map((issue) => ({
      ...issue,
      path: issue.path === '' ? where : `${where}.${issue.path}`,
      message: `${issue.message} (in the route ${nameOf(route)})`,
    })),
  )
}

const nameOf = ({ method, url }: RouteOptions) => `${[method].flat().join('|')} ${url}`
