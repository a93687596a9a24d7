import { describe, expect, test } from 'vitest'
import { MYTHS } from './myths/all.ts'
import { visitPage } from './testing/visited-page.ts'

const visited = visitPage()

const headline = () => visited.page.locator('.verdict .headline strong').first().textContent()

async function paste(text: string): Promise<void> {
  await visited.go('#/')
  await visited.page.getByLabel('Paste what failed').fill(text)
  await visited.page.getByRole('button', { name: 'Find out why' }).click()
}

describe('what was pasted becomes a verdict, a cause and a fix', () => {
  test('a URL', async () => {
    await paste(`${visited.lab.apiOrigin}/no-headers`)
    await visited.page.locator('.causes .fix').first().waitFor()
    expect(await headline()).toBe('The answer arrived. The browser hid it from the page.')
    expect(await visited.code()).toBe('MissingAllowOriginHeader')
    expect(await visited.page.locator('.causes pre').first().textContent()).toContain(new URL(visited.lab.url).origin)
    expect(await visited.page.locator('.stage .rule.failed.decides').count()).toBe(1)
    expect(await visited.runHere()).toBe(true)
  })

  test('a console line, for which no request is sent', async () => {
    const asked: string[] = []
    visited.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await paste(
      "Access to fetch at 'https://api.example.com/users' from origin 'https://app.example.com' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
    )
    await visited.page.locator('.causes .fix').first().waitFor()
    expect(await visited.page.locator('.verdict .headline').textContent()).toContain('PreflightInvalidStatus')
    expect(asked).not.toContain('/check')
  })

  test('a console line that is not about CORS, and is named as such', async () => {
    await paste(
      "Connecting to 'https://api.example.com/users' violates the following Content Security Policy directive: \"connect-src 'self'\". The action has been blocked.",
    )
    await visited.page.getByText('Content-Security-Policy forbids the request').first().waitFor()
  })

  test('a copied curl call, without the token in it', async () => {
    await paste(
      "curl 'https://192.0.2.1/users' -X DELETE -H 'Origin: https://app.example.com' -H 'Authorization: Bearer s3cret'",
    )
    await visited.page.getByRole('button', { name: 'Ask the server' }).waitFor()
    expect(await visited.page.getByLabel('Method').inputValue()).toBe('DELETE')
    expect(visited.page.url()).not.toContain('s3cret')
    expect(await visited.page.locator('.verdict').textContent()).toContain('This really sends DELETE')
  })

  test('a HAR, dropped as a file', async () => {
    const entry = {
      startedDateTime: '2026-01-01T00:00:00Z',
      request: {
        method: 'GET',
        url: 'https://api.example.com/list',
        headers: [
          { name: 'origin', value: 'https://app.example.com' },
          { name: 'sec-fetch-mode', value: 'cors' },
        ],
      },
      response: { status: 200, headers: [{ name: 'access-control-allow-origin', value: 'https://other.example' }] },
    }
    await visited.go('#/')
    await visited.page.locator('.start').waitFor()
    await visited.page.evaluate(
      (text) => {
        const data = new DataTransfer()
        data.items.add(new File([text], 'network.har'))
        document
          .querySelector('.start')
          ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
      },
      JSON.stringify({ log: { version: '1.2', creator: { name: 'test' }, entries: [entry] } }),
    )
    await visited.page.locator('.causes .fix').first().waitFor()
    expect(await visited.code()).toBe('AllowOriginMismatch')
    expect(await visited.runHere()).toBe(true)
  })

  test('what cannot be read is said, with what can be read', async () => {
    await paste('my page does not work')
    expect(await visited.page.getByRole('alert').textContent()).toContain('a HAR')
  })
})

describe('a scene', () => {
  test('comes back by a link to what it was before, and gives way to another', async () => {
    await visited.go('#/scene/simple-request?choice=right')
    await visited.page.getByText('You have seen it').first().waitFor()
    await visited.page.getByText('without the header').click()
    await visited.page.locator('.result', { hasText: 'hid it' }).waitFor()
    await visited.page.evaluate(() => location.assign('#/scene/simple-request?choice=right'))
    await visited.page.locator('.result', { hasText: 'The page reads the answer.' }).waitFor()
    await visited.page.evaluate(() => location.assign('#/scene/two-ports?choice=named'))
    await visited.page.locator('.chosen', { hasText: 'allow http://localhost:5173' }).waitFor()
  })

  test('is seen when the visitor made it happen', async () => {
    await visited.go('#/scene/simple-request')
    await visited.page.locator('.stage svg').waitFor()
    expect(await visited.page.getByText('You have seen it').count()).toBe(0)
    await visited.page.getByText('with this page’s origin').click()
    await visited.page.getByText('You have seen it').first().waitFor()
    // What to keep stays when another choice is made.
    await visited.page.locator('fieldset label').first().click()
    await visited.page.locator('.result', { hasText: 'hid it' }).waitFor()
    await visited.page.getByText('You saw it before, with another choice.').waitFor()
    expect(await visited.page.getByText('You have seen it').count()).toBe(0)
    expect(await visited.page.locator('.goal.done').count()).toBe(0)
  })

  test('keeps what this browser did with the choice before, to compare it with', async () => {
    await visited.go('#/scene/simple-request')
    expect(await visited.runHere()).toBe(true)
    await visited.page.getByText('with this page’s origin').click()
    await visited.page.locator('.run .earlier', { hasText: 'without the header' }).waitFor()
    expect(await visited.page.locator('.run .ran .same').count()).toBe(0)
    expect(await visited.runHere()).toBe(true)
    expect(await visited.page.locator('.run .earlier .same').count()).toBe(1)
    await visited.page.getByText('without the header').first().click()
    await visited.page.locator('.run .earlier', { hasText: 'with this page’s origin' }).waitFor()
    expect(await visited.page.locator('.run .ran .same').count()).toBe(1)
  })

  test('says why the one choice of its own origin cannot be run here', async () => {
    await visited.go('#/scene/same-origin?choice=http://shop.example/eu/prices')
    await visited.page.getByText('the page asks its own origin').waitFor()
    expect(await visited.page.getByRole('button', { name: 'Run it here' }).isDisabled()).toBe(true)
  })

  test('explains a word under the paragraph in which it is read, and covers nothing', async () => {
    await visited.go('#/scene/simple-request')
    const term = visited.page.locator('button.term').first()
    await term.click()
    const told = visited.page.locator('.explained:visible')
    await told.waitFor()
    expect(await told.count()).toBe(1)
    const [paragraph, note] = await told.evaluate((element) =>
      [element.previousElementSibling as Element, element].map((one) => one.getBoundingClientRect().toJSON()),
    )
    expect(note.top).toBeGreaterThanOrEqual(paragraph.bottom)
    await term.press('Enter')
    expect(await visited.page.locator('.explained:visible').count()).toBe(0)
  })
})

describe('two choices of a scene on one stage', () => {
  test('are there when the visitor wants it: what was, what is, and what both have', async () => {
    await visited.go('#/scene/simple-request')
    await visited.page.locator('.stage svg').waitFor()
    const compare = visited.page.getByLabel('Beside what happened before')
    expect(await compare.count()).toBe(0)
    await visited.page.getByText('with this page’s origin').click()
    await compare.check()
    await visited.page.locator('.stage g.of-before').first().waitFor()
    expect(await visited.page.locator('.stage g.of-now').count()).toBeGreaterThan(0)
    const lines = await visited.page.locator('.stage details li').allTextContents()
    expect(lines.some((line) => line.trim().startsWith('Before: '))).toBe(true)
    expect(lines.some((line) => line.trim().startsWith('Script of the page'))).toBe(true)
    await compare.uncheck()
    expect(await visited.page.locator('.stage g.of-before').count()).toBe(0)
  })
})

describe('an attack', () => {
  test('is repaired when the app works and the attack fails', async () => {
    await visited.go('#/attack/reflected-origin')
    await visited.page.getByText('The attack succeeds').waitFor()
    expect(await visited.page.locator('.lamps', { hasText: 'The app works' }).count()).toBe(1)
    await visited.page.getByLabel('The bank’s policy').fill('{ "origin": "https://nobody.example" }')
    await visited.page.getByRole('button', { name: 'Try this policy' }).click()
    await visited.page.getByText('The app does not work').waitFor()
    await visited.page.getByText('Done by real pages in this browser').waitFor()
    expect(await visited.page.getByText('the model says the same').count()).toBe(1)
    await visited.page.getByRole('button', { name: 'Show me one solution' }).click()
    await visited.page.locator('.why').waitFor()
    expect(await visited.page.locator('.lamps', { hasText: 'The attack fails' }).count()).toBe(1)
    expect(await visited.page.locator('.lamps', { hasText: 'The app works' }).count()).toBe(1)
    await visited.go('#/attacks')
    await visited.page.locator('a.done').waitFor()
  })
})

describe('a myth', () => {
  test('says the truth after the bet, and shows the experiment', async () => {
    await visited.go(`#/myth/${MYTHS[0]?.id}`)
    expect(await visited.page.locator('.stage').count()).toBe(0)
    await visited.page.getByRole('button', { name: 'True', exact: true }).click()
    await visited.page.locator('.stage svg').waitFor()
    expect(await visited.page.locator('.keep').textContent()).toMatch(/It is (?:true|false), /)
  })
})
