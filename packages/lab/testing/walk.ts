/**
 * Runs inside the lab's page, in any engine: opens a room by its link, does what a visitor does, and says what was
 * there. Nothing outside it is used.
 */

export interface Walked {
  /** The state after each thing that the visitor did. */
  readonly seen: readonly boolean[]
  readonly texts: readonly string[]
  /** If the request could be run here: whether this browser did what the model says. */
  readonly ran: readonly boolean[]
}

export type WalkTask =
  | {
      readonly room: 'scene'
      readonly id: string
      readonly title: string
      readonly values: readonly string[]
      readonly expected: readonly boolean[]
    }
  | { readonly room: 'myth'; readonly id: string; readonly title: string; readonly truth: boolean }
  | { readonly room: 'attack'; readonly id: string; readonly title: string; readonly policies: readonly string[] }

export async function walk(task: WalkTask): Promise<Walked> {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)
  const text = (selector: string) => find(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  const click = (selector: string) => find(selector)?.click()
  const nothing = () => new Promise((resolve) => setTimeout(resolve, 20))

  /** @throws after fifteen seconds */
  async function until(what: string, holds: () => boolean): Promise<void> {
    for (let round = 0; round < 750; round++) {
      if (holds()) return
      await nothing()
    }
    throw new Error(`${task.room} ${task.id}: waited for ${what}; the page says: ${text('main').slice(0, 600)}`)
  }

  location.hash = `#/${task.room}/${task.id}`
  await until(`the title "${task.title}"`, () => text('h1') === task.title)

  const seen: boolean[] = []
  const texts: string[] = []
  const ran: boolean[] = []
  if (task.room === 'scene') {
    await until('the stage', () => find('.stage svg') !== null)
    for (const [index, value] of task.values.entries()) {
      click(`input[value="${CSS.escape(value)}"]`)
      await until(
        `the choice ${value}`,
        () => find(`input[value="${CSS.escape(value)}"]`)?.matches(':checked') === true,
      )
      const expected = task.expected[index] === true
      await until(
        `"You have seen it" to be ${expected ? 'there' : 'away'}`,
        () => (find('.room .keep') !== null) === expected,
      )
      await until('the stage', () => find('.stage svg g') !== null)
      seen.push(find('.room .keep') !== null)
      if (find('.run button.main') === null) continue
      // The result of the previous choice disappears when this one is on the stage.
      const before = find('.run .ran :is(.same, .other)')
      for (let round = 0; round < 25 && before !== null && before === find('.run .ran :is(.same, .other)'); round++)
        await nothing()
      await until('the browser to have run it', () => {
        const result = find('.run .ran :is(.same, .other)')
        if (result !== null) ran.push(result.classList.contains('same'))
        if (result !== null || find('.run button.main') === null || text('.run').includes('cannot be run here'))
          return true
        if (!text('.run').includes('is asking')) click('.run button.main')
        return false
      })
    }
    // The last choice does not reach it.
    await until('the goal to be open again', () => find('.room .goal.done') === null)
    texts.push(text('.room .keep'))
  } else if (task.room === 'myth') {
    await until('the bet', () => document.querySelectorAll('.bets button').length >= 2)
    document.querySelectorAll<HTMLElement>('.bets button')[task.truth ? 0 : 1]?.click()
    await until('the answer and the stage', () => find('.room .keep') !== null && find('.stage svg g') !== null)
    texts.push(text('.room .keep'))
  } else {
    for (const policy of task.policies) {
      const area = find('textarea') as HTMLTextAreaElement
      area.value = policy
      area.dispatchEvent(new Event('input', { bubbles: true }))
      await nothing()
      click('.editor button.main')
      await until('real pages to begin', () => text('.how').includes('at work in this browser'))
      await until('real pages to end', () => /(?:says the same|says otherwise|could not do it)/.test(text('.how')))
      texts.push(`${text('.lamps')} ${text('.how')}`)
    }
  }
  return { seen, texts, ran }
}
