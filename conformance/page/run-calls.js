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

async function runCall({ url, init = {}, delay }) {
  if (delay) await pause(delay)
  try {
    const body = init.body && bodies[init.body.kind](init.body)
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
