/** The views that are looked at and checked. `API` stands for the origin of the sample API. */
import { toBenchHash } from '../page/bench/bench-fragment.ts'
import { USUAL } from '../page/fragment.ts'

const request = {
  ...USUAL,
  url: 'https://api.example.com/users',
  origin: 'https://app.example.com',
  method: 'PUT',
  headers: [['content-type', 'application/json']],
} as const

const SAID =
  "Access to fetch at 'https://api.example.com/users' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."

const policy = `{
  origin: 'https://app.example.com',
  methods: ['PUT'],
}`
const answer = { status: 200, headers: [['content-type', 'application/json']] } as const
const allowed = [['access-control-allow-origin', 'https://app.example.com']] as const

export const VIEWS: readonly { readonly name: string; readonly hash: string }[] = [
  { name: 'start', hash: '#/' },
  { name: 'bench', hash: '#/bench' },
  { name: 'bench-preflight', hash: '#url=API%2Foptions-404&method=PUT&header=content-type:%20application/json' },
  { name: 'bench-policy', hash: toBenchHash({ request, server: { by: 'policy', policy, answer }, said: '' }, '') },
  {
    name: 'bench-headers',
    hash: toBenchHash(
      {
        request,
        server: {
          by: 'raw',
          preflight: {
            status: 204,
            headers: [
              ...allowed,
              ['access-control-allow-methods', 'PUT'],
              ['access-control-allow-headers', 'content-type'],
            ],
          },
          actual: { status: 200, headers: [...allowed, ['etag', '"33a64df5"'], ['content-type', 'application/json']] },
          redirected: null,
        },
        said: '',
      },
      '',
    ),
  },
  { name: 'bench-said', hash: toBenchHash({ request, server: { by: 'url' }, said: SAID }, '') },
  { name: 'scenes', hash: '#/scenes' },
  { name: 'attacks', hash: '#/attacks' },
  { name: 'myths', hash: '#/myths' },
  { name: 'scene', hash: '#/scene/simple-request' },
  { name: 'attack', hash: '#/attack/reflected-origin' },
  { name: 'scene-cache', hash: '#/scene/preflight-cache?choice=600' },
  { name: 'scene-drawn', hash: '#/scene/web-socket' },
  { name: 'myth', hash: '#/myth/blocks-the-request' },
]
