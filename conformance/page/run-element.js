// What a page loads without a call of fetch: elements, fonts, event streams. Each loads or fails, and for some the page
// sees whether it may read what came.

/** `load` or `error`, whichever comes first. */
const ending = (target, load = 'load') =>
  new Promise((resolve) => {
    target.addEventListener(load, () => resolve(true), { once: true })
    target.addEventListener('error', () => resolve(false), { once: true })
  })

/** The attributes of https://html.spec.whatwg.org/#cors-settings-attributes */
function withAttributes(element, { mode = 'no-cors', credentials, referrerPolicy }) {
  if (mode === 'cors') element.crossOrigin = credentials === 'include' ? 'use-credentials' : 'anonymous'
  if (referrerPolicy !== undefined) element.referrerPolicy = referrerPolicy
  return element
}

function isReadableImage(image) {
  const context = document.createElement('canvas').getContext('2d')
  context.drawImage(image, 0, 0)
  try {
    context.getImageData(0, 0, 1, 1)
    return true
  } catch {
    return false
  }
}

function isReadableStyle({ sheet }) {
  try {
    return sheet.cssRules.length === 1
  } catch {
    return false
  }
}

async function playMedia(name, url, init) {
  const media = withAttributes(document.createElement(name), init)
  const end = ending(media, 'loadedmetadata')
  media.src = url
  const isPlayable = await end
  media.removeAttribute('src')
  return isPlayable && {}
}

/** Adds it to the page, which loads it, and takes it away again. */
async function loaded(element) {
  const end = ending(element)
  document.head.append(element)
  return (await end) && element
}

const elements = {
  async img(url, init) {
    const image = withAttributes(new Image(), init)
    const end = ending(image)
    image.src = url
    return (await end) && { readable: isReadableImage(image) }
  },
  async script(url, init) {
    const script = withAttributes(document.createElement('script'), init)
    script.src = url
    // The script throws. Where the page may not read it, the page learns no more than that.
    let words = ''
    const listen = (event) => {
      words = event.message
      event.preventDefault()
    }
    addEventListener('error', listen)
    const end = await loaded(script)
    removeEventListener('error', listen)
    script.remove()
    return end && { readable: words.includes('corskit') }
  },
  async module(url, init) {
    const script = withAttributes(document.createElement('script'), { ...init, mode: 'cors' })
    if (init.credentials !== 'include') script.removeAttribute('crossorigin')
    script.type = 'module'
    script.src = url
    const end = await loaded(script)
    script.remove()
    return end && { readable: true }
  },
  async stylesheet(url, init) {
    const link = withAttributes(document.createElement('link'), init)
    link.rel = 'stylesheet'
    link.href = url
    const end = await loaded(link)
    const readable = end && isReadableStyle(link)
    link.remove()
    return end && { readable }
  },
  async font(url) {
    try {
      await new FontFace('corskit', `url("${url}")`).load()
      return { readable: true }
    } catch {
      return false
    }
  },
  audio: (url, init) => playMedia('audio', url, init),
  video: (url, init) => playMedia('video', url, init),
  async beacon(url, init) {
    const body = bodyOf(init)
    const isSent = new Promise((resolve) => {
      const observer = new PerformanceObserver((list) => {
        if (list.getEntries().some(({ name }) => name === url)) resolve()
      })
      observer.observe({ type: 'resource' })
    })
    const isQueued = navigator.sendBeacon(url, body)
    await Promise.race([isSent, pause(500)])
    return isQueued && {}
  },
  async eventsource(url, { credentials }) {
    const source = new EventSource(url, { withCredentials: credentials === 'include' })
    const end = await ending(source, 'open')
    source.close()
    return end && { readable: true }
  },
}

// biome-ignore lint/correctness/noUnusedVariables: called by run-calls.js, in the same document.
async function runElement(url, init, way) {
  const seen = await elements[way](url, init)
  return seen === false
    ? { ok: false, error: { name: 'error', message: '' } }
    : { ok: true, type: way, status: 0, url: '', redirected: false, headers: [], ...seen }
}
