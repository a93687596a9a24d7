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

async function work() {
  let result = ''
  for (;;) {
    const response = await fetch('/control/next', { method: 'POST', body: result })
    const { id, kind, calls } = await response.json()
    result = ''
    if (id === undefined) continue
    // The marks bracket the console lines that carry no URL of their own.
    console.log(`corskit:begin:${id}`)
    const started = Date.now()
    const outcomes = await runIn(kind, calls)
    await pause(0)
    console.log(`corskit:end:${id}`)
    result = JSON.stringify({ id, outcomes, started, ended: Date.now() })
  }
}

addEventListener('DOMContentLoaded', work)
