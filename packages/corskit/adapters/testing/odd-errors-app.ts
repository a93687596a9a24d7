/** Handlers of `corskit/web` and `corskit/next` that throw or give something odd, as one module. */
import { cors as nextCors } from '../next/next.ts'
import { cors as webCors } from '../web/web.ts'
import { ODD_ERRORS } from './odd-errors.ts'

const options = { origin: 'https://app.example.com' }
let seen = 0
const onError = () => {
  seen++
  return new Response('of onError', { status: 500 })
}

/** `/web/onError/throws/an%20error`; `/seen` tells how often `onError` was called. */
function handle(request: Request): Response {
  const [, , , how, name = ''] = new URL(request.url).pathname.split('/').map(decodeURIComponent)
  const value = ODD_ERRORS[name]?.()
  if (how === 'throws') throw value
  return value as Response
}

const HANDLERS: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
  'web/default': webCors(options)(handle),
  'web/onError': webCors(options, { onError })(handle),
  'next/default': nextCors(options)(handle),
  'next/onError': nextCors(options, { onError })(handle),
}

export default {
  fetch(request: Request): Response | Promise<Response> {
    const [, adapter, kind] = new URL(request.url).pathname.split('/')
    return HANDLERS[`${adapter}/${kind}`]?.(request) ?? new Response(String(seen))
  },
}
