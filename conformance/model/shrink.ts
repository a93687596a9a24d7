/** Makes a differing scenario smaller, as long as engine and model still differ. */
import type { Call, Scenario, ServedResponse, ServedResponses } from '../scenario.ts'

/** How often the engine may be asked. */
const MAX_TRIES = 200

/** @param stillDiffers asks the engine */
export async function shrink(
  scenario: Scenario,
  stillDiffers: (candidate: Scenario) => Promise<boolean>,
): Promise<Scenario> {
  let smallest = scenario
  let tries = 0
  let progress = true
  while (progress && tries < MAX_TRIES) {
    progress = false
    for (const candidate of smaller(smallest)) {
      if (++tries > MAX_TRIES) break
      if (await stillDiffers({ ...candidate, name: `${scenario.name}-${tries}` })) {
        smallest = candidate
        progress = true
        break
      }
    }
  }
  return smallest
}

/** Every scenario that is one step simpler. */
function* smaller(scenario: Scenario): Generator<Scenario> {
  const { calls, answers = {} } = scenario
  if (scenario.page !== undefined && scenario.page !== 'normal') yield { ...scenario, page: 'normal' }
  if (calls.length > 1) for (const call of calls) yield { ...scenario, calls: [call] }
  for (const [index, call] of calls.entries()) {
    for (const simpler of smallerCalls(call)) yield { ...scenario, calls: calls.with(index, simpler) }
  }
  for (const [path, answer] of Object.entries(answers)) {
    const { [path]: _, ...rest } = answers
    if (!isForElement(answer.act)) yield { ...scenario, answers: rest }
    for (const simpler of smallerAnswers(answer)) yield { ...scenario, answers: { ...answers, [path]: simpler } }
  }
}

function* smallerCalls(call: Call): Generator<Call> {
  const { init = {} } = call
  for (const name of Object.keys(init) as (keyof typeof init)[]) {
    const { [name]: _, ...rest } = init
    yield { ...call, init: rest }
  }
  const { headers } = init
  if (!Array.isArray(headers)) return
  for (const index of headers.keys()) yield { ...call, init: { ...init, headers: headers.toSpliced(index, 1) } }
}

function* smallerAnswers(answers: ServedResponses): Generator<ServedResponses> {
  for (const side of ['pre', 'act'] as const) {
    const answer = answers[side]
    if (answer === undefined || Array.isArray(answer)) continue
    const { [side]: _, ...rest } = answers
    if (!isForElement(answer)) yield rest
    for (const simpler of smallerAnswer(answer)) yield { ...answers, [side]: simpler }
  }
}

/** An element needs an answer that it can use. */
const isForElement = (answer: ServedResponses['act']) =>
  answer !== undefined && 'asset' in answer && answer.asset !== undefined

function* smallerAnswer(answer: ServedResponse): Generator<ServedResponse> {
  if ('drop' in answer) return
  const { headers = [], status } = answer
  if (status !== 200 && !headers.some(([name]) => name.toLowerCase() === 'location')) yield { ...answer, status: 200 }
  for (const [index, [name]] of headers.entries()) {
    if (isForElement(answer) && name === 'Content-Type') continue
    yield { ...answer, headers: headers.toSpliced(index, 1) }
  }
}
