// Runs in every document that calls. Plain JavaScript, because it is sent to the engines as it stands.

const slowest = 20_000

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const bodies = {
  string: ({ value }) => value,
  urlsearchparams: ({ value }) => new URLSearchParams(value),
  formdata: ({ value }) => {
    const form = new FormData()
    for (const [name, content] of value) form.append(name, content)
    return form
  },
  blob: ({ value, type }) => new Blob([value], type === undefined ? {} : { type }),
  bytes: ({ value }) => new Uint8Array(value),
}

const bodyOf = ({ body }) => body && bodies[body.kind](body)

const headersOf = (request) =>
  request
    .getAllResponseHeaders()
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])

const outcomeOfXhr = (request) => ({
  ok: true,
  type: 'xhr',
  status: request.status,
  url: request.responseURL,
  redirected: false,
  headers: headersOf(request).sort(([a], [b]) => (a < b ? -1 : 1)),
})

/** The way is `xhr`, `xhr-upload` (with a listener on what it sends) or `xhr-sync`. */
async function runXhr(url, init, way) {
  try {
    const request = new XMLHttpRequest()
    request.open(init.method ?? 'GET', url, way !== 'xhr-sync')
    // An answer without a type would be read as XML, and complained of.
    request.overrideMimeType('text/plain')
    request.withCredentials = init.credentials === 'include'
    for (const [name, value] of init.headers ?? []) request.setRequestHeader(name, value)
    if (way === 'xhr-upload') request.upload.onprogress = () => {}
    const ended = new Promise((resolve) => {
      for (const type of ['load', 'error', 'timeout', 'abort']) request.addEventListener(type, () => resolve(type))
    })
    request.send(bodyOf(init) ?? null)
    const type = await ended
    return type === 'load' ? outcomeOfXhr(request) : { ok: false, error: { name: type, message: '' } }
  } catch (error) {
    return { ok: false, error: { name: error.name, message: '' } }
  }
}

async function runCall({ url, init = {}, by = 'fetch', delay }) {
  if (delay) await pause(delay)
  if (by.startsWith('xhr')) return runXhr(url, init, by)
  if (by !== 'fetch') return runElement(url, init, by)
  try {
    const body = bodyOf(init)
    const response = await fetch(url, body === undefined ? init : { ...init, body })
    const headers = [...response.headers].sort(([a], [b]) => (a < b ? -1 : 1))
    const { type, status, redirected } = response
    const outcome = { ok: true, type, status, url: response.url, redirected, headers }
    // Read to the end, so that nothing of this call is still on its way when the next one starts.
    await response.arrayBuffer().catch((error) => {
      outcome.bodyError = `${error.name}: ${error.message}`
    })
    return outcome
  } catch (error) {
    return { ok: false, error: { name: error.name, message: error.message } }
  }
}

// biome-ignore lint/correctness/noUnusedVariables: called by the script that follows in the same document.
async function runCalls(calls) {
  const outcomes = []
  for (const call of calls) {
    const late = pause(slowest + (call.delay ?? 0)).then(() => ({
      ok: false,
      error: { name: 'corskit', message: `not settled after ${slowest} ms` },
    }))
    outcomes.push(await Promise.race([runCall(call), late]))
  }
  return outcomes
}
