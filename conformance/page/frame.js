// The sandboxed and the data: document: runs what its parent hands over.
addEventListener('message', async ({ data }) => parent.postMessage({ outcomes: await runCalls(data) }, '*'))
parent.postMessage({ ready: true }, '*')
