import { describe } from 'vitest'
import { describeCore } from '../testing/behaviour.ts'
import { describeExampleApi } from '../testing/example-api.ts'
import { describeExample, type ExampleApp } from '../testing/frameworks.ts'
import { guarded } from '../testing/guarded.ts'
import { ROUTES } from '../testing/harness.ts'

const routes = ROUTES.map((route) => [
  `routes/${route}.ts`,
  `import { webRoute } from '../suite.js'
  export default (event) => webRoute(event.req)`,
])

const app: ExampleApp = {
  example: 'nitro',
  files: {
    'policy.ts': `export { POLICY as policy } from './suite.js'`,
    'middleware/2.guard.ts': `
      import { guard } from 'corskit/h3'
      import { isWebhook, POLICY } from '../suite.js'
      export default guard(POLICY, { bypass: ({ req }) => isWebhook(req.url) })`,
    ...Object.fromEntries(routes),
  },
  build: ['../node_modules/nitro/dist/cli/index.mjs', 'build'],
  start: () => ['.output/server/index.mjs'],
}

// Two, because they are built on an h3 from before 2.0.1 and on one from after it.
describe.each(['nitro', 'nitro-beta'])('%s', (installed) => {
  describeExample('the example, built and started', { ...app, installed }, (serve) => {
    const harness = serve()
    describeCore(harness)
    describe('guard', () => guarded(harness))
    describeExampleApi(harness)
  })
})
