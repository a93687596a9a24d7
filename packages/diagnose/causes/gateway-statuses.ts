/** The statuses that gateways answer by themselves, with what each of them means by it. */

/** The gateway got no answer from the app, or none that it could use. */
const WITHOUT_ANSWER: ReadonlyMap<number, string> = new Map([
  [502, ''],
  [503, ''],
  [504, ''],
  // https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
  [520, '520 of Cloudflare: the origin server gave an empty answer, or one that Cloudflare cannot read'],
  [521, '521 of Cloudflare: the origin server refuses the connection: it is down, or its firewall blocks Cloudflare'],
  [522, '522 of Cloudflare: the connection to the origin server was not made in time'],
  [523, '523 of Cloudflare: the address of the origin server cannot be reached, mostly because of a wrong DNS record'],
  [524, '524 of Cloudflare: the origin server took the connection, and did not answer in time'],
  [525, '525 of Cloudflare: the TLS handshake with the origin server failed'],
  [526, '526 of Cloudflare: the certificate of the origin server is not valid'],
  [527, '527 of Cloudflare: the connection of Railgun to the origin server broke'],
  [530, '530 of Cloudflare: the origin server was not reached, mostly because its name or its tunnel is not there'],
])

/** The gateway or the server refused the connection, or the head of a request, and never looked at the input. */
const REFUSED: ReadonlyMap<number, string> = new Map([
  [408, '408: the server waited too long for the request, often on a connection that had been idle'],
  [421, '421: this connection is not for this name; a browser shares one between names of one certificate'],
  [425, '425: the request came in the first bytes of a TLS connection, which somebody could repeat'],
  [426, '426: the server wants another protocol, which its Upgrade header names'],
  [431, '431: the header fields of the request are too large, mostly its cookies'],
  [444, '444 of nginx: a rule of it drops the request without an answer; a server in front has made one of it'],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
  [460, '460 of AWS: the load balancer saw the connection closed before the app had answered'],
  [463, '463 of AWS: the request has X-Forwarded-For with more than 30 addresses'],
  [464, '464 of AWS: the target group takes another version of HTTP than that of the request'],
  [494, '494 of nginx: the header fields of the request are too large, mostly its cookies'],
  [495, '495 of nginx: the client’s certificate is not accepted'],
  [496, '496 of nginx: the server wants a client certificate'],
  [497, '497 of nginx: plain http was sent to a port for https'],
  [499, '499 of nginx: who asked closed the connection before the answer, mostly a gateway with a shorter time limit'],
])

export const isWithoutAnswer = (status: number): boolean => WITHOUT_ANSWER.has(status)

/** @returns `null` where a status is not one of these */
export const refusalOf = (status: number): string | null => REFUSED.get(status) ?? null

/** What a gateway of its own means by the status; empty where every gateway means the same. */
export const meaningOf = (status: number): string => WITHOUT_ANSWER.get(status) ?? ''
