/** The page of the lab. */
import type { Route } from '@corskit/example-broken-api/route'
import type { Outcome } from 'corskit/browser'
import type { LabAnswer, LabRequest } from '../lab.ts'
import type { LabSite } from '../server/page-server.ts'
import { askBrowser } from './ask-browser.ts'
import { byId, element } from './element.ts'
import { fromFragment, toFragment, USUAL } from './fragment.ts'
import { fillForm, form, readForm } from './request-form.ts'
import { sampleLinks } from './samples.ts'
import { browserAnswer, mistakeAnswer, modelAnswer } from './show-answers.ts'
import { record } from './show-record.ts'
import { thisEngine } from './this-engine.ts'

const site: LabSite = await (await fetch('/site')).json()
const engine = thisEngine(navigator.userAgent)
const ask = byId('ask') as HTMLButtonElement

/** The model's last outcome, for the browser's answer to be compared with. */
let outcome: Outcome | null = null
/** The request that it is about. */
let checked = ''
/** The model is at work, or has answered. */
let checking: Promise<void> = Promise.resolve()
/** Counts what was asked, so that a late answer to an earlier question is not shown. */
let question = 0

function checkModel(): void {
  checking = checkWithModel(readForm())
}

async function checkWithModel(request: LabRequest): Promise<void> {
  const number = ++question
  outcome = null
  checked = toFragment(request, site.pageOrigin)
  byId('model').replaceChildren(element('p', { class: 'faint' }, 'Asking…'))
  byId('browser').replaceChildren(element('p', { class: 'faint' }, 'Not asked yet.'))
  const answer = await askModel(request)
  if (number !== question) return
  if ('mistake' in answer) {
    byId('model').replaceChildren(...mistakeAnswer(answer.mistake))
    byId('record').replaceChildren()
    return
  }
  outcome = answer.outcome
  byId('model').replaceChildren(...modelAnswer(answer))
  byId('record').replaceChildren(...record(answer.outcome))
}

async function askModel(request: LabRequest): Promise<LabAnswer> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/check', { method: 'POST', headers, body: JSON.stringify(request) })
    return response.ok ? await response.json() : { mistake: (await response.text()).trim().replace(/\.$/, '') }
  } catch {
    return { mistake: 'The lab has been stopped; start it again with npm start' }
  }
}

async function askThisBrowser(): Promise<void> {
  const request = readForm()
  // The comparison is with the model's word on the same request.
  if (checked !== toFragment(request, site.pageOrigin)) {
    rememberInFragment(request)
    checkModel()
  }
  await checking
  // What cannot be sent is not asked: to the browser, nonsense would be a path on this very server.
  if (outcome === null) return
  const number = question
  byId('browser').replaceChildren(element('p', { class: 'faint' }, 'Asking…'))
  const answer = await askBrowser(request)
  if (number === question) byId('browser').replaceChildren(...browserAnswer(answer, outcome))
}

function rememberInFragment(request: LabRequest): void {
  const fragment = toFragment(request, site.pageOrigin)
  if (location.hash !== fragment) history.pushState(null, '', fragment)
}

/** This page has one origin; what another one would be told, only the model can say. */
function showWhetherBrowserCanAsk(): void {
  const own = readForm().origin === site.pageOrigin
  ask.disabled = !own
  byId('origin-note').textContent = own
    ? ''
    : `This browser can only ask as ${site.pageOrigin}, the origin of this page.`
}

/** A fragment fills the form. Only the sample API is asked right away: a link from elsewhere must not make this machine send requests. */
function followFragment(): void {
  const request = fromFragment(location.hash, site.pageOrigin)
  fillForm(request ?? firstRequest())
  showWhetherBrowserCanAsk()
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a')) {
    if (link.hash === location.hash) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  const { url } = readForm()
  if (URL.canParse(url) && new URL(url).origin === site.apiOrigin) checkModel()
}

/** Where nothing was asked for, the first sample is. */
function firstRequest(): LabRequest {
  return { ...USUAL, url: `${site.apiOrigin}/no-headers`, origin: site.pageOrigin, headers: [], engine }
}

const isRight = ({ code }: Route) => code === null
byId('wrong').append(...sampleLinks(site, engine, (route) => !isRight(route)))
byId('right').append(...sampleLinks(site, engine, isRight))
const samples = byId('samples') as HTMLDetailsElement
samples.open = matchMedia('(min-width: 60rem)').matches

form.addEventListener('submit', (event) => {
  event.preventDefault()
  rememberInFragment(readForm())
  checkModel()
})
form.addEventListener('input', showWhetherBrowserCanAsk)
ask.addEventListener('click', () => void askThisBrowser())
addEventListener('popstate', followFragment)
followFragment()
