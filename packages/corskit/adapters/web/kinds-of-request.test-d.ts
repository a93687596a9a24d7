/**
 * Platforms have their own kinds of `Request`: `NextRequest`, `BunRequest`. What is written for one of them compiles,
 * and what is wrapped takes that kind. Checked by `npm run check`; nothing here runs.
 */
import { expectTypeOf } from 'vitest'
import { definePolicy } from '../../policy/index.ts'
import * as ofNext from '../next/next.ts'
import * as ofWeb from './web.ts'

/** As in `next/server`, which is not installed here. */
interface NextRequest extends Request {
  readonly nextUrl: { readonly pathname: string }
}
interface Context {
  readonly params: Promise<{ readonly id: string }>
}

const options = { origin: 'https://app.example.com', methods: ['PUT'], credentials: true }
const policy = definePolicy(options)
const pathOf = (request: NextRequest) => request.nextUrl.pathname
const isX = (request: NextRequest) => pathOf(request) === '/x'

{
  const { cors, guard } = ofNext
  const withCors = cors(options)
  const guarded = guard(options)

  // A handler's own kind of request.
  const narrow = withCors(async (request: NextRequest) => Response.json(pathOf(request)))
  expectTypeOf(narrow).parameter(0).toEqualTypeOf<NextRequest>()
  // @ts-expect-error the handler reads what only its kind has
  narrow(new Request('https://api.example.com/'))
  const inGuard = withCors(
    guarded(async (request: NextRequest, { params }: Context) => Response.json([pathOf(request), params])),
  )
  expectTypeOf(inGuard).parameters.toEqualTypeOf<[NextRequest, Context]>()

  // As before.
  const plain = withCors(guarded(async (request, { params }: Context) => Response.json([request.url, params])))
  expectTypeOf(plain).parameters.toEqualTypeOf<[Request, Context]>()
  expectTypeOf(withCors((request: Request) => Response.json(request.url)))
    .parameter(0)
    .toEqualTypeOf<Request>()
  withCors((request) => Response.json(expectTypeOf(request).toEqualTypeOf<Request>()))
  withCors<[Context]>((request, { params }) => Response.json([request.url, params]))
  expectTypeOf(withCors(() => Response.json({}))).toBeCallableWith(new Request('https://api.example.com/'))

  // The policy's kind of request, and what has the same.
  const functions = [
    cors((request: NextRequest) => (isX(request) ? null : policy)),
    cors(async (request: NextRequest) => (isX(request) ? null : options)),
    cors({ origin: (_: string, request: NextRequest) => isX(request) }),
    cors(definePolicy({ origin: (_: string, request: NextRequest) => isX(request) })),
    cors<NextRequest>({ ...options, origin: (_, request) => isX(request) }),
    cors(policy, { onError: (_, request: NextRequest) => Response.json(pathOf(request)) }),
    guard((request: NextRequest) => (isX(request) ? null : policy)),
    guard(policy, { bypass: isX }),
  ]
  for (const wrap of functions) {
    expectTypeOf(wrap((request) => Response.json(pathOf(request))))
      .parameter(0)
      .toEqualTypeOf<NextRequest>()
    expectTypeOf(wrap((request: Request) => Response.json(request.url)))
      .parameter(0)
      .toEqualTypeOf<NextRequest>()
  }
  cors((request) => (expectTypeOf(request).toEqualTypeOf<Request>() ? policy : null))
  guard(options, { bypass: (request) => request.url === '/webhook' })

  // @ts-expect-error what is no request
  withCors((request: string) => new Response(request))
}

expectTypeOf(ofNext.cors(options)()).toBeCallableWith(new Request('https://api.example.com/'))
expectTypeOf(ofNext.corsProxy(options)).toEqualTypeOf<(request: Request) => Promise<Response>>()
expectTypeOf(ofNext.corsProxy((request: NextRequest) => (isX(request) ? null : policy))).toEqualTypeOf<
  (request: NextRequest) => Promise<Response>
>()

{
  const { cors, guard } = ofWeb
  const wrapped = cors(options)(
    guard(options)(async (request: NextRequest, _: Context) => Response.json(pathOf(request))),
  )
  expectTypeOf(wrapped).parameters.toEqualTypeOf<[NextRequest, Context]>()
  const withCors = cors((request: NextRequest) => (isX(request) ? null : policy))
  expectTypeOf(withCors((request) => Response.json(pathOf(request))))
    .parameter(0)
    .toEqualTypeOf<NextRequest>()
  expectTypeOf(cors(options)((request) => Response.json(request.url)))
    .parameter(0)
    .toEqualTypeOf<Request>()
  cors(options)<[Context]>((request, { params }) => Response.json([request.url, params]))
  guard(options, { bypass: isX })
}
