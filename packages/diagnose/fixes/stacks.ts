/** The snippet of a policy for each stack, and how to recognise the stack from an answer. */
import { getHeader, type Header } from 'corskit/protocol'
import { APP_STACKS } from './app-stacks.ts'
import type { SmallPolicy } from './smallest-policy.ts'
import { TARGET_STACKS } from './target-stacks.ts'

export interface Stack {
  readonly title: string
  readonly language: string
  readonly file: string
  readonly allow: (policy: SmallPolicy) => string | Unable
}

/** Why a stack cannot be told to allow this. */
export interface Unable {
  readonly unable: string
}

/** Every stack for which a fix can be written, by its name in `--stack`. */
export const STACKS: Readonly<Record<string, Stack>> = { ...APP_STACKS, ...TARGET_STACKS }

/** A stack that a fix can be written for: a key of `STACKS`. */
export type StackName = string

/** Recognised by the headers that name the server. The app counts before the server in front of it. */
const SIGNS: readonly (readonly [header: string, pattern: RegExp, stack: StackName])[] = [
  ['x-powered-by', /next\.js/i, 'nextjs'],
  ['x-powered-by', /express/i, 'express'],
  ['x-powered-by', /asp\.net/i, 'aspnet'],
  ['x-powered-by', /php/i, 'laravel'],
  ['x-powered-by', /phusion|rails/i, 'rails'],
  ['x-sveltekit-page', /./, 'sveltekit'],
  // Of REST APIs only; HTTP APIs have the other one.
  ['x-amz-apigw-id', /./, 'api-gateway-rest'],
  ['apigw-requestid', /./, 'api-gateway'],
  ['x-amz-cf-id', /./, 'cloudfront'],
  ['x-runtime', /^[\d.]+$/, 'rails'],
  ['server', /uvicorn|hypercorn/i, 'fastapi'],
  ['server', /werkzeug/i, 'flask'],
  ['server', /wsgiserver/i, 'django'],
  ['server', /gunicorn/i, 'flask'],
  ['server', /kestrel|iis/i, 'aspnet'],
  ['server', /tomcat|jetty|coyote/i, 'spring'],
  ['server', /puma|passenger|thin|webrick/i, 'rails'],
  ['server', /amazons3/i, 's3'],
  ['server', /^windows-azure-/i, 'azure-storage'],
  ['server', /^uploadserver/i, 'gcs'],
  ['server', /envoy|istio/i, 'envoy'],
  ['server', /caddy/i, 'caddy'],
  ['server', /nginx|openresty/i, 'nginx'],
  ['server', /apache/i, 'apache'],
  ['server', /cloudflare/i, 'cloudflare'],
]

/** The stack that these headers name, or `null`. */
export function stackOf(headers: readonly Header[]): StackName | null {
  for (const [name, pattern, stack] of SIGNS) {
    const value = getHeader(headers, name)
    if (value !== null && pattern.test(value)) return stack
  }
  return null
}

export const isStack = (name: string): boolean => Object.hasOwn(STACKS, name)
