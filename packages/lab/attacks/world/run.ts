/** Both checks of an attack, each in its own world, so neither sees what the other did. */
import type { Attack, AttackWorld, Ledger, Tried } from '../../words/attack.ts'
import { type Happened, modelWorld } from './model-world.ts'
import { readRules } from './rules.ts'

export interface AttackRun {
  readonly app: Tried
  readonly attack: Tried
  /** After the attack. */
  readonly ledger: Ledger
  /** What the app's page and the attacker's page did, for the stage. By the model only. */
  readonly appHappened: readonly Happened[]
  readonly attackHappened: readonly Happened[]
}

export type RunOrMistakes = AttackRun | { readonly mistakes: readonly string[] }

/** Green and green: the app works and the attack fails. */
export const isRepaired = (run: RunOrMistakes): boolean => 'app' in run && run.app.ok && !run.attack.ok

/** By the model, in the live lab and on a static host. */
export async function runByModel(attack: Attack, policyText: string): Promise<RunOrMistakes> {
  const read = readRules(policyText)
  if ('mistakes' in read) return read
  const appHappened: Happened[] = []
  const attackHappened: Happened[] = []
  const app = await attack.app(modelWorld(read.rules, (happened) => appHappened.push(happened)))
  const world = modelWorld(read.rules, (happened) => attackHappened.push(happened))
  const tried = await attack.attack(world)
  return { app, attack: tried, ledger: await world.ledger(), appHappened, attackHappened }
}

/**
 * In this browser: `open` makes a new bank with this policy and returns its world, or says what is wrong with the
 * policy.
 */
export async function runLive(
  attack: Attack,
  policyText: string,
  open: (policyText: string) => Promise<AttackWorld | { readonly mistakes: readonly string[] }>,
): Promise<RunOrMistakes> {
  const first = await open(policyText)
  if ('mistakes' in first) return first
  const app = await attack.app(first)
  const second = await open(policyText)
  if ('mistakes' in second) return second
  const tried = await attack.attack(second)
  return { app, attack: tried, ledger: await second.ledger(), appHappened: [], attackHappened: [] }
}
