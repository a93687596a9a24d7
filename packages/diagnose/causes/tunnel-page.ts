/** ngrok and its like answer in the place of the app. */
import type { CauseRule } from '../words/cause-rule.ts'
import { hostOf } from '../words/url-parts.ts'

/** The page that warns visitors of a free tunnel. */
const NGROK_WARNING = 'ERR_NGROK_6024'
/** https://ngrok.com/docs/errors */
const NGROK_SAYS: ReadonlyMap<string, string> = new Map([
  ['ERR_NGROK_3200', 'The tunnel is offline: start ngrok again, and call the address that it shows.'],
  ['ERR_NGROK_8012', 'The tunnel works, and nothing answers behind it: start the app at the port that ngrok sends to.'],
])
const NGROK_DOCS = 'ngrok itself refuses the request: look its code up at https://ngrok.com/docs/errors.'

export const TUNNEL_PAGE: CauseRule = {
  id: 'tunnel-page',
  title: 'A tunnel answers with a page of its own',
  layer: 'proxy',
  symptom:
    "No 'Access-Control-Allow-Origin' header is present through ngrok or another tunnel, while the app itself works.",
  sure: 'The answer has `ngrok-error-code`, or its body is the tunnel’s warning page.',
  why: 'Free tunnels show browsers a warning page first. It does not come from the app, and has no CORS headers.',
  fix: 'Send the header that skips the page (`ngrok-skip-browser-warning`) and allow it in the app’s preflight, or use a tunnel without the page.',
  remedy: 'none',
  find: (seen) => {
    const ngrok = seen.header('ngrok-error-code')
    const isTunnel = /\.(ngrok(-free)?\.(app|dev|io)|loca\.lt|trycloudflare\.com)$/.test(hostOf(seen.url))
    if (seen.check !== 'MissingAllowOriginHeader' || (ngrok === null && !isTunnel)) return null
    return ngrok === null
      ? {
          confidence: 'possible',
          evidence: [seen.answerLine, `${hostOf(seen.url)} is a tunnel`],
          confirm: 'Open the URL in a tab: the tunnel’s page is there.',
        }
      : {
          confidence: 'certain',
          evidence: [seen.answerLine, `It has ngrok-error-code: ${ngrok}`],
          ...(ngrok === NGROK_WARNING ? {} : { summary: NGROK_SAYS.get(ngrok) ?? NGROK_DOCS }),
        }
  },
}
