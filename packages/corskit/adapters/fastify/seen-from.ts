/**
 * The request that a preflight announces, as functions of its route's policy would see it, as far as the preflight can
 * tell.
 */
import type { FastifyRequest } from 'fastify'
import { bare } from '../../policy/bare-descriptor.ts'

/** Properties that stay those of the preflight, because only the preflight was really sent. */
const ITS_OWN: readonly PropertyKey[] = ['id', 'raw', 'log', 'body']

/** Fastify's class of requests: `props` has the values that decorators gave. */
interface RequestClass {
  readonly props?: readonly { readonly key: PropertyKey; readonly value: unknown }[]
}

/**
 * It has the class of requests to that route, with the decorators of its plugin, and the route's parameters, query and
 * options. What hooks have set on the preflight stays.
 */
export function seenFrom(preflight: FastifyRequest, target: FastifyRequest): FastifyRequest {
  const own: Record<PropertyKey, PropertyDescriptor> = Object.getOwnPropertyDescriptors(preflight)
  for (const key of Reflect.ownKeys(own)) bare(own[key] as PropertyDescriptor)
  const put = (key: PropertyKey, value: unknown) => {
    own[key] = bare({ value, writable: true, enumerable: true, configurable: true })
  }
  const isDecorator = new Set<PropertyKey>()
  const before = new Map(propsOf(preflight).map(({ key, value }) => [key, value]))
  // Fastify was stopped before it had put all of them on the target.
  for (const { key, value } of propsOf(target)) {
    isDecorator.add(key)
    if (own[key] === undefined || (before.has(key) && before.get(key) === own[key].value)) put(key, value)
  }
  for (const key of Reflect.ownKeys(target)) {
    if (!ITS_OWN.includes(key) && !isDecorator.has(key)) put(key, Reflect.get(target, key))
  }
  // Fastify chooses the options by the version in the headers, and a preflight only names that header.
  put('routeOptions', target.routeOptions)
  return Object.create(Object.getPrototypeOf(target), own)
}

function propsOf(request: FastifyRequest): NonNullable<RequestClass['props']> {
  return (Object.getPrototypeOf(request) as { readonly constructor: RequestClass }).constructor.props ?? []
}
