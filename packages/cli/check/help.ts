export const CHECK_HELP = `corskit check <url> [options]

Would a browser let this page read that answer? Sends what a browser would send, and says which rule decides.

  --origin O             the page's origin, as browsers write it: https://app.example.com, or null for a file or a sandboxed frame
                         (assumed when not given: app.example.com with the URL's scheme, or localhost:5173 for a server nearby)
  -X, --method M         the method; default GET, or POST with --data
  -H, --header 'N: v'    a header that the page's script sets; may be repeated. 'Origin: O' is the page's origin
  -d, --data D           the body, as a string (a string is text/plain unless a header says otherwise), or @file
  --credentials C        omit, same-origin or include; default same-origin, as in fetch
  --mode M               cors or no-cors; default cors
  --as E                 fetched by an element: img, script, module, stylesheet, font, audio, video or eventsource; --mode cors
                         stands for the attribute crossorigin, with --credentials include for crossorigin=use-credentials
  --engine E             standard, chromium, firefox or webkit: whose behaviour; default standard
  --page-address A       public, local or loopback: where the page is, for Local Network Access; taken from its origin when not given
  --permission P         granted, denied or prompt: what the user says to Local Network Access; default prompt
  --no-probe             when the answer may not be read, do not ask the server more (by default at most 12 requests, OPTIONS, GET and HEAD, look for the cause)
  --stack S              fixes for this stack, like express, nginx, fastapi; taken from the answers when not given
  --json                 print one JSON object: verdict, reason, exchanges, steps, response, messages, summary, causes
  --show-secrets         show what is redacted otherwise: values of headers not known to be harmless, queries and fragments of URLs
  --timeout S            seconds for each exchange; default 10 for the connection and 60 for the answer
  -k, --insecure         go on although the certificate is not trusted (a browser stops there)
  --cacert FILE          trust this certificate authority too
  --resolve H:P:ADDRESS  where a name leads, instead of where DNS says; may be repeated
  -x, --proxy P          go through this proxy, like http://proxy.example.com:3128; -U USER:PASSWORD for its user
  -h, --help             print this

Of curl's options it also takes --request, --url, --url-query, -I, -G, -u, --oauth2-bearer, -F, -b, -A, -e, -m, -r, --data-raw, --data-binary,
--data-urlencode, and those that change nothing here (--compressed, -L, -s, -i, -v, -w…). Those that a page cannot do are named.

The request carries no cookies. Redirects are followed one by one, as the model of the browser says; bodies are not downloaded.

Exit code: 0 the page may read the answer, 1 it may not, 2 the call was wrong and nothing was sent, 3 the server could not be reached.
`
