/** What pages try, and the sentences of the lamps. */
import type { AttackWorld, Tried } from '../../words/attack.ts'
import { APP, BANK } from './places.ts'

const amount = (number: number) => number.toLocaleString('en-US')

/** The app shows Ada's balance, and pays 10 to Bob for her. */
export async function appWorks(world: AttackWorld): Promise<Tried> {
  try {
    const account = await world.fetchFrom(APP, `${BANK}/account`, { credentials: 'include' })
    if (account.status !== 200) return { ok: false, says: `The app asked for Ada’s account and got ${account.status}.` }
    const { balance } = JSON.parse(account.body)
    const moved = await world.fetchFrom(APP, `${BANK}/transfer`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'to=Bob&amount=10',
      credentials: 'include',
    })
    if (moved.status !== 200) return { ok: false, says: `The app tried to move money and got ${moved.status}.` }
    return { ok: true, says: `The app shows Ada’s balance, ${amount(balance)}, and pays Bob for her.` }
  } catch {
    return { ok: false, says: 'The app could not read what the bank answered.' }
  }
}

/** A page reads Ada's account with her cookie. */
export async function readsAccount(world: AttackWorld, origin: string): Promise<Tried> {
  try {
    const { status, body } = await world.fetchFrom(origin, `${BANK}/account`, { credentials: 'include' })
    if (status !== 200)
      return { ok: false, says: `The attacker’s page got ${status}: no cookie of Ada’s came with its request.` }
    return { ok: true, says: `The attacker’s page read Ada’s balance: ${amount(JSON.parse(body).balance)}.` }
  } catch {
    return { ok: false, says: 'The bank answered, and the browser hid the answer from the attacker’s page.' }
  }
}

/** Whether Mallory has money after what was done. */
export async function moneyMoved(world: AttackWorld, how: string): Promise<Tried> {
  const ledger = await world.ledger()
  const gained = ledger.find(({ name }) => name === 'Mallory')?.balance ?? 0
  return gained > 0
    ? { ok: true, says: `${how} ${amount(gained)} moved from Ada to Mallory.` }
    : { ok: false, says: `${how} The bank refused, and no money moved.` }
}
