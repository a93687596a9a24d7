// The page: asks its server for a scenario, runs it here or in an iframe, and hands the outcomes over with the next question.

const frames = {}

const messageFrom = (source) =>
  new Promise((resolve) => {
    addEventListener('message', function listen(event) {
      if (event.source !== source) return
      removeEventListener('message', listen)
      resolve(event.data)
    })
  })

async function openFrame(kind) {
  const frame = document.createElement('iframe')
  if (kind === 'sandboxed') frame.sandbox = 'allow-scripts'
  frame.src = kind === 'sandboxed' ? '/sandboxed.html' : dataUrl
  document.body.append(frame)
  await messageFrom(frame.contentWindow)
  return frame.contentWindow
}

async function runIn(kind, calls) {
  if (kind === 'normal') return runCalls(calls)
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
