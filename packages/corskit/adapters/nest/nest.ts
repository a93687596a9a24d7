/**
 * `corskit/nest`: for NestJS 12, on Express and on Fastify. `app.use(cors(options))`, or
 * `consumer.apply(cors(options)).forRoutes('users{/*path}')` in a module; not `forRoutes(UsersController)`, to which no
 * preflight comes. On both platforms Nest hands Node's own request and response (or Express's, which are the same) to
 * its middleware, so this is `corskit/node`. The web sockets of gateways do not pass middleware: see `guardUpgrades`.
 */
export {
  cors,
  type GuardOptions,
  guard,
  guardUpgrade,
  guardUpgrades,
  type NodeMiddleware,
  type NodeRequest,
  type NodeResponse,
  type UpgradeSocket,
  type UpgradingServer,
} from '../node/node.ts'
