// A worker: runs what its page hands over.
addEventListener('message', async ({ data }) => postMessage({ outcomes: await runCalls(data) }))
