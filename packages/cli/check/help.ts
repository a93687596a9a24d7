export const CHECK_HELP = `corskit check <url> [options]

Would a browser let this page read that answer? Sends what a browser would send, and says which rule decides.

  --origin O             the page's origin, as browsers write it: https://app.example.com, or null
                         (assumed when not given: app.example.com with the URL's scheme)
  -X, --method M         the method; default GET, or POST with --data
  -H, --header 'N: v'    a header that the page's script sets; may be repeated
  -d, --data D           the body, as a string (a string is text/plain unless a header says otherwise)
  --credentials C        omit, same-origin or include; default same-origin, as in fetch
  --mode M               cors or no-cors; default cors
  --engine E             standard, chromium, firefox or webkit: whose behaviour; default standard
  --json                 print one JSON object: verdict, reason, exchanges, steps, response, messages
  --timeout S            seconds for each exchange; default 10
  -k, --insecure         go on although the certificate is not trusted (a browser stops there)
  -h, --help             print this

The request carries no cookies. Redirects are followed one by one, as the model of the browser says; bodies are not downloaded.

Exit code: 0 the page may read the answer, 1 it may not, 2 the call was wrong and nothing was sent, 3 the server could not be reached.
`
