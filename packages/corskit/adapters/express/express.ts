/**
 * `corskit/express`: for Express 5 and 4. Express calls its middleware as Connect does, so this is `corskit/node` under
 * the name to look for.
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
