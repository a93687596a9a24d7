/** The request that a preflight announces, as functions of its route's policy would see it, as far as the preflight can tell. */
import type { FastifyRequest } from 'fastify'

/** What is the preflight's own: it is the request that there is. */
const ITS_OWN: readonly PropertyKey[] = ['id', 'raw', 'log', 'body']

/** What Fastify's constructors take what decorators gave from. */
interface RequestClass {
  readonly props?: readonly { readonly key: PropertyKey; readonly value: unknown }[]
}

/**
 * With the class that requests to the route have, which has what decorators of its plugin gave, and with the route's parameters, query and options.
 * What hooks have set on the preflight stays.
 */
export function seenFrom(preflight: FastifyRequest, target: FastifyRequest): FastifyRequest {
  const own = Object.getOwnPropertyDescriptors(preflight) as Record<PropertyKey, PropertyDescriptor>
  const put = (key: PropertyKey, value: unknown) => {
    own[key] = { value, writable: true, enumerable: true, configurable: true }
  }
  const isDecorator = new Set<PropertyKey>()
  const before = new Map(propsOf(preflight).map(({ key, value }) => [key, value]))
  // Fastify was stopped before the target had all of them.
  for (const { key, value } of propsOf(target)) {
    isDecorator.add(key)
    if (own[key] === undefined || (before.has(key) && before.get(key) === own[key].value)) put(key, value)
  }
  for (const key of Reflect.ownKeys(target)) {
    if (!ITS_OWN.includes(key) && !isDecorator.has(key)) put(key, Reflect.get(target, key))
  }
  // Fastify reads the version from the headers, which a preflight only names.
  put('routeOptions', target.routeOptions)
  return Object.create(Object.getPrototypeOf(target), own)
}

function propsOf(request: FastifyRequest): NonNullable<RequestClass['props']> {
  return (Object.getPrototypeOf(request) as { readonly constructor: RequestClass }).constructor.props ?? []
}
