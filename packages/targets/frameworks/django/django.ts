/** django-cors-headers: settings, and a middleware around it that does what it lacks. */
import { anchored, literalRegex } from '../../patterns/pattern-regex.ts'
import { pythonList, pythonString } from '../../text/python.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { DEFAULT_MAX_AGE } from '../../words/values.ts'

export const django: Target = {
  name: 'django',
  title: 'Django with django-cors-headers',
  state: 'run',
  output: 'cors_policy.py',
  language: 'python',
  capabilities: EVERYTHING,
  comment: '#',
  notes: ["Django's CSRF_TRUSTED_ORIGINS is another list: a page that writes has to be in both"],
  write: (facts, { standalone, listen }) =>
    [
      '# pip install django-cors-headers; INSTALLED_APPS += ["corsheaders"]; in settings.py: from .cors_policy import *',
      '# MIDDLEWARE = ["project.cors_policy.cors_policy", "corsheaders.middleware.CorsMiddleware", ...]: first, so before authentication.',
      ...(standalone ? ['import django.conf'] : []),
      'from django.utils.cache import patch_vary_headers',
      '',
      ...settings(facts),
      '',
      '',
      'def cors_policy(get_response):',
      '    def middleware(request):',
      '        if request.method == "OPTIONS" and "HTTP_ORIGIN" not in request.META:',
      '            # Without Origin it is not a preflight; django-cors-headers asks for Access-Control-Request-Method only.',
      '            request.META.pop("HTTP_ACCESS_CONTROL_REQUEST_METHOD", None)',
      '        response = get_response(request)',
      '        is_preflight = request.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META',
      '        if not response.has_header("Access-Control-Allow-Origin"):',
      '            # Written for refused origins too.',
      '            del response["Access-Control-Allow-Credentials"]',
      '        elif is_preflight:',
      '            # The setting 0 is taken for nothing.',
      `            response["Access-Control-Max-Age"] = "${facts.maxAge ?? DEFAULT_MAX_AGE}"`,
      '        if not is_preflight:',
      '            for name in ("Methods", "Headers"):',
      '                del response["Access-Control-Allow-" + name]',
      `        patch_vary_headers(response, ${pythonList(['Origin', ...facts.vary])})`,
      '        return response',
      '',
      '    return middleware',
      ...(standalone ? app(listen) : []),
    ].join('\n'),
}

const LONG_LIST = 100

function settings(facts: Facts): string[] {
  // It parses every origin of the list for each request, so a long list is written as a pattern.
  const isLong = facts.exact.length > LONG_LIST
  const listed = isLong ? [anchored(facts.exact.map(literalRegex).join('|'))] : []
  const patterns = [...listed, ...facts.sets.map(({ regex }) => regex)]
  return [
    ...(facts.any ? ['CORS_ALLOW_ALL_ORIGINS = True'] : []),
    ...(facts.any || isLong ? [] : [`CORS_ALLOWED_ORIGINS = ${pythonList(facts.exact)}`]),
    ...(patterns.length === 0 ? [] : [`CORS_ALLOWED_ORIGIN_REGEXES = ${pythonList(patterns)}`]),
    `CORS_ALLOW_METHODS = ${pythonList(facts.anyMethod ? ['*', ...facts.methods] : facts.methods)}`,
    `CORS_ALLOW_HEADERS = ${pythonList(facts.anyHeader ? ['*', ...facts.allowedHeaders] : facts.allowedHeaders)}`,
    `CORS_EXPOSE_HEADERS = ${pythonList(facts.anyExposed ? ['*', ...facts.exposedHeaders] : facts.exposedHeaders)}`,
    `CORS_ALLOW_CREDENTIALS = ${facts.credentials ? 'True' : 'False'}`,
    `CORS_URLS_REGEX = ${pythonString('^.*$')}`,
    `CORS_PREFLIGHT_MAX_AGE = ${facts.maxAge ?? DEFAULT_MAX_AGE}`,
  ]
}

/** A project in one file. */
const app = (listen: number) => [
  '',
  '',
  'django.conf.settings.configure(',
  '    ALLOWED_HOSTS=["*"],',
  '    ROOT_URLCONF=__name__,',
  '    INSTALLED_APPS=["corsheaders"],',
  '    MIDDLEWARE=[__name__ + ".cors_policy", "corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"],',
  '    **{name: value for name, value in globals().items() if name.startswith("CORS_")},',
  ')',
  '',
  'from django.core.wsgi import get_wsgi_application',
  'from django.http import JsonResponse',
  'from django.urls import path',
  '',
  'urlpatterns = [path("", lambda request: JsonResponse({}))]',
  '',
  'if __name__ == "__main__":',
  '    from wsgiref.simple_server import make_server',
  '',
  `    make_server("127.0.0.1", ${listen}, get_wsgi_application()).serve_forever()`,
]
