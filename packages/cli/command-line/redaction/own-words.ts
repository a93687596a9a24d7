/**
 * The words of which corskit makes its sentences and its code, in lower case. A value that is made of them alone cannot
 * be hidden: everything would be unreadable that says the same.
 */
export const OWN_WORDS: ReadonlySet<string> = new Set(
  `
  about accept accepted access accessed across action actions actix actual ad adapter add added address addresses adds admin ads after again against
  age agree all allow allowed allows alone along already also although altogether always amazonaws amz amzn an analytics and anew angular anonymous
  another answer answered answers any anything apache api apigw apollo app application applied appwrite are around arrived arrives as ask asked asks
  asp aspnet assertion astro async at attempt attribute attributes audio auth authenticate authentication authority authorization authorized await aws
  awselb axios back backend bad baggage balancer bar basic be bearer because been before begin begins behind believes belongs below beside better
  between blob block blocked blockers blocking blocks bodies body bokeh bot both bracket brackets break breaks broke browser browsers bs bucket builds
  but by bypass bytes cable cache cached caches caddy call callback called calls came can cannot canvas canvases capture carries case catch cause cdn
  cert certain certificate cf chain challenge change changed changes character characters check checks choose chromium circle client closed cloud
  cloudflare cloudfront cm code coep collect com come comes commas compare compared compares compressed conf confidence config configuration
  configured connect connecting connection consider console const construct container contains content context contradict contrib control cookie
  cookies coop copies copy corb core corp correct cors corsheaders corskit corsmiddleware could count counts crashed create credentialless credentials
  cross crossorigin cs csharp csrf css ct curl customizer data datadog datadome debug def default defaulted defaults delete denied detail dev
  development did differ different digest directive directly disable disabled disagree disallowed disk django dns do docker does doesn domain domains
  down drawn drop dropped drops due during each econnrefused element eligible else elsewhere embed embedded embedder embeds empty enabled encoding
  encountered encrypted end endpoint ends enhanced enotfound enter entra entries env environment envoy equal err error errors errortype etc even event
  every everybody everything exactly example except exception exchanges exempt exist exists exp expects experimental expires expo export exported
  expose exposed exposes exposing express extension extensions external factory fail failed fails faint fall false fast fastapi fastify fed fedcm
  fetch fetched fetches few fewer field fields file files filled find firefox firewall first flask follow followable followed following follows font
  fonts for forbidden forbids foreign form forwarded found frame frames framework free fresh from front function gateway gave get getaddrinfo gets
  give given gives gl glob global go goes good google gorilla got gpu grafana green group had hand handle handled handler handshake handshakes
  happened haproxy harmless has hash hashes have head header headers helmet helps here hid hidden hide hides history hit hold holds hono hooks host
  hosts how href html htpasswd http httpd https id identity idle if iframe image images img import in include included includes index input insecure
  inside instead integrity intercepted internal into invalid io is isolated it its itself java joined js json jsonresponse jub jupyter keep keeps kept
  key kind kit know known knows koa kpsdk lacks language languages laravel large last later layer layers lead leads learns least leave leaves led left
  length lengths less let lets letter letters library like likely limit line lines link list listed listens listing lists live load loaded loading
  loads local localhost location log login long longer look looked looks loop loopback lower machine made main makes malformed manual many map mark
  marks match matcher matter mattermost max may means media meta method methods microsoft middleware mismatch miss missing mitigated mixed mkcert mode
  modified module moment monitor monitoring monitors more mostly multiple must name named names navigate nearer necessary need needed needs neither
  nest nestjs net network never new next nextjs nginx ngrok no nobody node none nor nosniff not nothing now null oauth object odd of off often ok
  older ollama omit on once one ones only opaque open opened opener opening operation opt option options or orb ordinary origin origins other others
  otherwise out outermost outputs outside over own owns packets page pages panel parameter parse parsed part parties pass passes password patch path
  paths pattern patterns pending people permission permitted phoenix place places plain platform played point policy port ports possible post powered
  pragma preflight preflights preload present prevents print prints private probably probe process processes profile program programming programs
  project promise propagation protection proto protocol protocols provider proxy public purge push put puts puzzle py python query quote quotes rack
  railgun rails raise rate ray reach reached react read reader readonly reads reason reasons rebinding record redirect redirected redirects referer
  refusal refuse refused refuses reg region register registered reject rejected rejects rel reload remedy remove removes rename repair repeat repeated
  replaced reply request requested requestid requests require required reset resolved resolves resource resources responded response responses
  restrictions resulted retrieving return right robot route router routes routing rs rule rules run runs runtime rx safari same sandbox sandboxed
  sanity saw say says scheme schemes script scripts sec second seconds secret section secure security see seen sees semicolon send sends sensitive
  sent sentry separate serve server servers serves service session set sets setting settings seven several sha shared shares shell shorter should show
  shown shows sign signature signed signs silence silent simple since single site sites size skip skips slash slashes slow small snippet snippets so
  socket sockets solve some somebody something sound sounds source space speak speaks special spelling spring src ssl stack stands starlette start
  started state status stays still stopped stops storage stored stranger stream strict string style stylesheet subprotocol subprotocols substitution
  subtitles succeed succeeds such sucuri summary supplied supported svelte sveltekit svg switch system tab tainted taints take taken takes taking
  target targets tell template terminal tests tex text texture than that the their them then there these they third this those through throw throws
  time times title tls to token tomcat too took total trace traceparent traces tracing track tracking traefik trailing treats tries true trust trusted
  try ts tunnel tunnels turned twice two type unable unavailable undefined under unencrypted unexpected unless unreachable unsafe unsupported until up
  update upgrade upgrader upload upper uri url urls use used user users uses usual uvicorn valid validation value values variable vary vercel verdict
  version versions very via video violates visit vite void vs waf wait waited waits want wanted wants warning warns warp was way ways web webpack
  website websocket well were what whatever when where whether which while whitelist who whoever whole whose why wildcard window windows with within
  without word work worker workers works would write writes written wrong www xmlhttp xmlhttprequest xslt xx yaml you your yours zeroes
  `
    .trim()
    .split(/\s+/),
)
