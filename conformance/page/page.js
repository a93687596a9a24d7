// The page: asks its server for a scenario, runs it here or in an iframe, and hands the outcomes over with the next question.

const frames = {}
const workers = {}

const messageFrom = (source) =>
  new Promise((resolve) => {
    addEventListener('message', function listen(event) {
      if (event.source !== source) return
      removeEventListener('message', listen)
      resolve(event.data)
    })
  })

const blobOf = async (url) => URL.createObjectURL(await (await fetch(url)).blob())

function urlOfFrame(kind) {
  if (kind === 'data') return dataUrl
  return kind === 'blob' ? blobOf('/sandboxed.html') : '/sandboxed.html'
}

async function openFrame(kind) {
  const frame = document.createElement('iframe')
  if (kind === 'sandboxed') frame.sandbox = 'allow-scripts'
  frame.src = await urlOfFrame(kind)
  document.body.append(frame)
  await messageFrom(frame.contentWindow)
  return frame.contentWindow
}

const openWorker = async (kind) => new Worker(kind === 'worker' ? '/worker.js' : await blobOf('/worker.js'))

async function runInWorker(kind, calls) {
  workers[kind] ??= await openWorker(kind)
  const worker = workers[kind]
  const answer = new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }))
  worker.postMessage(calls)
  return (await answer).data.outcomes
}

async function runIn(kind, calls) {
  if (kind === 'normal') return runCalls(calls)
  if (kind.endsWith('worker')) return runInWorker(kind, calls)
  frames[kind] ??= await openFrame(kind)
  const answer = messageFrom(frames[kind])
  frames[kind].postMessage(calls, '*')
  return (await answer).outcomes
}

/** Brackets the console lines that carry no URL of their own. In Firefox only errors go the way that CORS messages go. */
function mark(text) {
  if (navigator.userAgent.includes('Firefox/')) reportError(text)
  else console.log(text)
}

async function work() {
  let result = ''
  for (;;) {
    const response = await fetch('/control/next', { method: 'POST', body: result })
    const { id, kind, calls, go } = await response.json()
    result = ''
    if (go !== undefined) return location.replace(go)
    if (id === undefined) continue
    mark(`corskit:begin:${id}`)
    const outcomes = await runIn(kind, calls)
    await pause(0)
    mark(`corskit:end:${id}`)
    result = JSON.stringify({ id, outcomes })
  }
}

addEventListener('DOMContentLoaded', work)
