/** Where the redirects of frameworks, identity providers and gateways lead, and those of everybody else. */
import { expect, test } from 'vitest'
import { loginAt } from './login-hop.ts'

const API = 'https://api.example.com'
const at = (from: string, to: string, status?: number) => {
  const url = new URL(from, API)
  return loginAt(url, new URL(to, url), status)
}

const LOGINS = [
  '/login',
  '/wp-login.php?redirect_to=x',
  '/login.jsp?os_destination=x',
  '/login;jsessionid=1',
  '/accounts/login/?next=/x',
  '/Account/Login?ReturnUrl=%2Fx',
  '/Identity/Account/Login',
  '/users/sign_in',
  '/users/sign-in',
  '/user/signin',
  '/signon',
  '/session/new',
  '/anmelden',
  '/api/auth/signin?callbackUrl=x',
  '/oauth2/start?rd=%2F',
  '/oauth2/sign_in',
  '/cgi/login',
  '/vpn/index.html',
  '/my.policy',
  '/outpost.goauthentik.io/start?rd=x',
  '/cdn-cgi/access/login/api.example.com',
  'https://acme.okta.com/oauth2/v1/authorize?client_id=1',
  'https://acme.okta.com/app/acme/abc/sso/saml?SAMLRequest=x',
  'https://sso.example.com/realms/acme/protocol/openid-connect/auth?client_id=1',
  'https://sso.example.com/as/authorization.oauth2?client_id=1',
  'https://idp.example.com/idp/profile/SAML2/Redirect/SSO?SAMLRequest=x',
  'https://acme.eu.auth0.com/authorize?client_id=1',
  'https://login.microsoftonline.com/x/oauth2/v2.0/authorize?client_id=1',
  'https://adfs.example.com/adfs/ls/?wa=wsignin1.0',
  'https://authenticate.example.com/.pomerium/sign_in?x=1',
  'https://sso.example.com/siteminderagent/forms/login.fcc?TYPE=1',
  'https://auth.example.com/?rd=https%3A%2F%2Fapi.example.com%2F&rm=GET',
  'https://accounts.google.com/ServiceLogin?continue=x',
  'https://sso.example.com/',
]

test.each(LOGINS)('%s is a login page', (to) => {
  expect(at('/items', to, 302)).toBe('certain')
  expect(at('/items', to, 301)).toBe('likely')
})

test.each(['/auth/google', 'https://accounts.example.com/'])('%s is likely to be one', (to) => {
  expect(at('/items', to, 302)).toBe('likely')
})

test.each([
  ['/items', '/items/'],
  ['/a', '/blogin/a'],
  ['/catalogin/items', '/catalogin/items/'],
  ['/v1/logins', '/v2/logins'],
  ['/u', '/api/authors'],
  ['/u', '/api/authorize-payment'],
  ['/u', '/auth/jwks.json'],
  ['/u', '/saml/metadata'],
  ['/u', '/.well-known/openid-configuration'],
  ['/u', 'https://id.example.com/catalogin'],
  ['/u', 'https://auth.example.com/tokens/1'],
  ['/avatar/1', 'https://cdn.example.com/signin/logo.png'],
  ['/download', 'https://bucket.s3.amazonaws.com/login-page.png?X-Amz-Signature=1'],
  ['/cases', '/cases/'],
  ['/holidays', '/en/holidays'],
])('from %s to %s: no login page', (from, to) => {
  expect(at(from, to, 302)).toBe(null)
})

/** What the address had before, the redirect does not add. */
const OF_APIS = [
  '/api/login',
  '/auth/token',
  '/oauth/userinfo',
  '/oauth2/token',
  '/sso/config',
  '/v1/accounts',
  '/users/sign_in',
]

test.each(OF_APIS)('%s is an address of the API itself', (path) => {
  const targets = [
    `${path}/`,
    `http://api.example.com${path}`,
    `https://www.api.example.com${path}`,
    `/v2${path}`,
    `${path}?x=1`,
  ]
  for (const to of targets) for (const status of [301, 302, 307, 308]) expect(at(path, to, status), to).toBe(null)
})
