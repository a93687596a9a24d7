/** Configurations of CORS of other software, and the name that lint gives to each software. */

/** As people have it, by a short name. */
export const SAMPLES: Record<string, unknown> = {
  'S3 list': [
    {
      AllowedHeaders: ['*'],
      AllowedMethods: ['GET'],
      AllowedOrigins: ['https://a'],
      ExposeHeaders: [],
      MaxAgeSeconds: 3000,
    },
  ],
  'S3 short': [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }],
  'S3 cli': { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] },
  'S3 cloudformation': {
    Resources: {
      B: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'], MaxAge: 3 }] },
        },
      },
    },
  },
  'R2 wrangler': {
    rules: [
      { allowed: { origins: ['https://a'], methods: ['GET'], headers: [] }, exposeHeaders: [], maxAgeSeconds: 3 },
    ],
  },
  GCS: [{ origin: ['https://a'], method: ['GET'], responseHeader: ['Content-Type'], maxAgeSeconds: 3600 }],
  'GCS obj': {
    cors: [{ origin: ['https://a'], method: ['GET'], responseHeader: ['Content-Type'], maxAgeSeconds: 3600 }],
  },
  'Azure Storage': {
    CorsRules: [
      { AllowedOrigins: ['*'], AllowedMethods: ['GET'], MaxAgeInSeconds: 3, ExposedHeaders: [], AllowedHeaders: [] },
    ],
  },
  'Azure bicep': {
    cors: {
      corsRules: [
        { allowedOrigins: ['*'], allowedMethods: ['GET'], maxAgeInSeconds: 3, exposedHeaders: [], allowedHeaders: [] },
      ],
    },
  },
  'Azure Functions host': { Host: { CORS: 'http://localhost:3000', CORSCredentials: true } },
  'API Gateway HTTP': {
    AllowOrigins: ['https://a'],
    AllowMethods: ['GET'],
    AllowHeaders: [],
    ExposeHeaders: [],
    MaxAge: 3,
    AllowCredentials: true,
  },
  'API GW CorsConfiguration': { CorsConfiguration: { AllowOrigins: ['https://a'], AllowMethods: ['GET'] } },
  SAM: {
    Resources: {
      Api: {
        Type: 'AWS::Serverless::Api',
        Properties: { Cors: { AllowOrigin: "'*'", AllowHeaders: "'x'", AllowMethods: "'GET'" } },
      },
    },
  },
  'SAM globals': {
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Api: { Cors: { AllowOrigin: "'https://a'", AllowMethods: "'GET'" } } },
  },
  Directus: { CORS_ENABLED: 'true', CORS_ORIGIN: 'https://a' },
  Hasura: { HASURA_GRAPHQL_CORS_DOMAIN: 'https://a, https://*.b' },
  Keycloak: { clientId: 'app', redirectUris: ['https://a/*'], webOrigins: ['https://a', '+'] },
  ABP: { App: { SelfUrl: 'https://api', CorsOrigins: 'https://*.a,https://b' } },
  'Google Cloud Endpoints': { swagger: '2.0', 'x-google-endpoints': [{ name: 'api', allowCors: true }] },
  'Serverless http': {
    functions: {
      f: { events: [{ http: { path: 'a', cors: { origin: 'https://a', headers: ['x'], allowCredentials: false } } }] },
    },
  },
  'Serverless httpApi': {
    provider: {
      httpApi: {
        cors: {
          allowedOrigins: ['https://a'],
          allowedHeaders: [],
          allowedMethods: [],
          allowCredentials: true,
          exposedResponseHeaders: [],
          maxAge: 3,
        },
      },
    },
  },
  'OpenAPI x-amazon': {
    'x-amazon-apigateway-cors': { allowOrigins: ['*'], allowMethods: ['GET'], allowHeaders: ['x'] },
  },
  'lambda url': { Cors: { AllowOrigins: ['*'] } },
  flask: { origins: ['https://a'], supports_credentials: true, allow_headers: ['x'] },
  flask2: { CORS_ORIGINS: ['https://a'], CORS_SUPPORTS_CREDENTIALS: true },
  django: { CORS_ALLOWED_ORIGINS: ['https://a'], CORS_ALLOW_CREDENTIALS: true },
  'Spring yaml': {
    spring: {
      cloud: {
        gateway: {
          globalcors: { corsConfigurations: { '[/**]': { allowedOrigins: 'https://a', allowedMethods: ['GET'] } } },
        },
      },
    },
  },
  'Spring bean': { allowedOrigins: ['https://a'], allowedMethods: ['GET'], allowCredentials: true },
  'Spring props': { 'management.endpoints.web.cors.allowed-origins': 'https://a' },
  Quarkus: { quarkus: { http: { cors: { origins: 'https://a', methods: 'GET' } } } },
  Micronaut: {
    micronaut: { server: { cors: { enabled: true, configurations: { web: { 'allowed-origins': ['https://a'] } } } } },
  },
  'rack-cors': { origins: 'https://a', resource: '*', headers: 'any', methods: ['get'] },
  Laravel: {
    paths: ['api/*'],
    allowed_methods: ['*'],
    allowed_origins: ['*'],
    allowed_origins_patterns: [],
    allowed_headers: ['*'],
    exposed_headers: [],
    max_age: 0,
    supports_credentials: false,
  },
  Nelmio: {
    nelmio_cors: {
      defaults: {
        allow_origin: ['*'],
        allow_headers: ['*'],
        allow_methods: ['GET'],
        expose_headers: ['Link'],
        max_age: 3600,
        origin_regex: true,
      },
    },
  },
  'ASP.NET': { Cors: { AllowedOrigins: ['https://a'], AllowedMethods: ['GET'], AllowCredentials: true } },
  'rs/cors': {
    AllowedOrigins: ['https://a'],
    AllowedMethods: ['GET'],
    AllowedHeaders: ['x'],
    AllowCredentials: true,
    OptionsPassthrough: false,
  },
  gin: {
    AllowOrigins: ['https://a'],
    AllowMethods: ['GET'],
    AllowHeaders: ['x'],
    AllowAllOrigins: false,
    AllowWildcard: true,
  },
  fiber: { AllowOrigins: 'https://a', AllowHeaders: 'x', AllowOriginsFunc: 1 },
  FastAPI: { allow_origins: ['https://a'], allow_methods: ['*'], allow_credentials: true },
  actix: { allowed_origin: 'https://a', allowed_methods: ['GET'], supports_credentials: true },
  'tower-http': { allow_origin: 'https://a', allow_methods: ['GET'], expose_headers: [] },
  Traefik: {
    http: {
      middlewares: {
        a: { headers: { accessControlAllowOriginList: ['https://a'], accessControlAllowMethods: ['GET'] } },
      },
    },
  },
  Kong: {
    plugins: [
      {
        name: 'cors',
        config: {
          origins: ['https://a'],
          methods: ['GET'],
          exposed_headers: ['x'],
          credentials: true,
          preflight_continue: false,
        },
      },
    ],
  },
  ingress: {
    metadata: {
      annotations: {
        'nginx.ingress.kubernetes.io/enable-cors': 'true',
        'nginx.ingress.kubernetes.io/cors-allow-origin': 'https://a',
      },
    },
  },
  Envoy: {
    typed_per_filter_config: {
      'envoy.filters.http.cors': {
        allow_origin_string_match: [{ exact: 'https://a' }],
        allow_methods: 'GET',
        allow_headers: 'x',
      },
    },
  },
  Istio: {
    spec: {
      http: [
        {
          corsPolicy: {
            allowOrigins: [{ exact: 'https://a' }],
            allowMethods: ['GET'],
            allowHeaders: ['x'],
            maxAge: '24h',
          },
        },
      ],
    },
  },
  'Gateway API': {
    filters: [{ type: 'CORS', cors: { allowOrigins: ['https://a'], allowMethods: ['GET'], allowCredentials: true } }],
  },
  'Gateway API in a route': {
    spec: { rules: [{ filters: [{ type: 'CORS', cors: { allowOrigins: ['https://a'] } }] }] },
  },
  'Kong with few words': { plugins: [{ name: 'cors', config: { origins: ['https://a'], methods: ['GET'] } }] },
  Apollo: { cors: { origins: ['https://a'], allow_any_origin: false, match_origins: ['x'] } },
  'fastify yaml': { exposedHeaders: [], hideOptionsRoute: true, strictPreflight: false, preflight: true },
  hono: { allowMethods: ['GET'], allowHeaders: ['x'], exposeHeaders: ['y'], maxAge: 3 },
  koa: { allowMethods: ['GET'], exposeHeaders: ['y'], keepHeadersOnError: true, secureContext: true },
  Vercel: { headers: [{ source: '/(.*)', headers: [{ key: 'Access-Control-Allow-Origin', value: '*' }] }] },
  Firebase: {
    hosting: {
      public: 'x',
      headers: [{ source: '**', headers: [{ key: 'Access-Control-Allow-Origin', value: '*' }] }],
    },
  },
  'Netlify toml': { headers: [{ for: '/*', values: { 'Access-Control-Allow-Origin': '*' } }] },
  CloudFront: {
    CorsConfig: {
      AccessControlAllowOrigins: { Items: ['*'], Quantity: 1 },
      AccessControlAllowCredentials: false,
      OriginOverride: true,
    },
  },
  'Terraform cloudfront': {
    cors_config: { access_control_allow_origins: { items: ['*'] }, access_control_allow_credentials: false },
  },
  'Terraform s3': {
    cors_rule: [
      {
        allowed_headers: ['*'],
        allowed_methods: ['GET'],
        allowed_origins: ['https://a'],
        expose_headers: ['ETag'],
        max_age_seconds: 3000,
      },
    ],
  },
  Supabase: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'authorization' },
  APISIX: {
    plugins: {
      cors: { allow_origins: 'https://a', allow_methods: 'GET', allow_credential: true, expose_headers: 'x' },
    },
  },
  KrakenD: {
    extra_config: {
      'security/cors': {
        allow_origins: ['https://a'],
        allow_methods: ['GET'],
        expose_headers: ['x'],
        max_age: '12h',
        allow_credentials: true,
      },
    },
  },
  'Google LB': {
    routeRules: [{ routeAction: { corsPolicy: { allowOrigins: ['https://a'], allowMethods: ['GET'] } } }],
  },
  Elasticsearch: { 'http.cors.enabled': true, 'http.cors.allow-origin': '*' },
  'Socket.IO': { cors: { origin: 'https://a', methods: ['GET'] }, transports: ['websocket'] },
  'Traefik labels': {
    services: {
      api: {
        labels: ['traefik.enable=true', 'traefik.http.middlewares.c.headers.accesscontrolalloworiginlist=https://a'],
      },
    },
  },
  'Traefik labels as a map': {
    services: { api: { labels: { 'traefik.http.middlewares.c.headers.accessControlAllowOriginList': 'https://a' } } },
  },
  'Traefik labels of a header': {
    labels: ['traefik.http.middlewares.c.headers.customresponseheaders.Access-Control-Allow-Origin=https://a'],
  },
  'compose environment of Spring': {
    services: { api: { environment: ['SPRING_MVC_CORS_ALLOWED_ORIGINS=https://a'] } },
  },
  'compose environment of Quarkus': { services: { api: { environment: ['QUARKUS_HTTP_CORS_ORIGINS=https://a'] } } },
  'compose environment of flask': {
    services: { api: { environment: ['CORS_SUPPORTS_CREDENTIALS=1', 'CORS_ORIGINS=https://a'] } },
  },
  'lines of headers': { headers: ['Access-Control-Allow-Origin: https://a', 'Access-Control-Allow-Methods: GET'] },
}

/** The name of the software of each sample. */
export const NAMES: Readonly<Record<string, string>> = {
  'S3 list': 'the CORS configuration of an Amazon S3 bucket',
  'S3 short': 'the CORS configuration of an Amazon S3 bucket and others',
  'S3 cli': 'the CORS configuration of an Amazon S3 bucket',
  'S3 cloudformation': 'the CORS configuration of an Amazon S3 bucket (CloudFormation)',
  'R2 wrangler': 'the CORS configuration of a Cloudflare R2 bucket',
  GCS: 'the CORS configuration of a Google Cloud Storage bucket',
  'GCS obj': 'the CORS configuration of a Google Cloud Storage bucket',
  'Azure Storage': 'the CORS configuration of Azure Storage',
  'Azure bicep': 'the CORS configuration of Azure Storage',
  'Azure Functions host': 'Azure Functions',
  'API Gateway HTTP': 'gin-contrib/cors, fiber, Amazon API Gateway and others',
  'API GW CorsConfiguration': 'gin-contrib/cors, fiber, Amazon API Gateway and others',
  SAM: 'AWS SAM',
  'SAM globals': 'AWS SAM',
  Directus: 'Directus',
  Hasura: 'Hasura',
  Keycloak: 'Keycloak',
  ABP: 'the ABP Framework of ASP.NET',
  'Google Cloud Endpoints': 'Google Cloud Endpoints (OpenAPI)',
  'Serverless http': 'the Serverless Framework',
  'Serverless httpApi': 'the Serverless Framework',
  'OpenAPI x-amazon': 'Amazon API Gateway (OpenAPI)',
  'lambda url': 'gin-contrib/cors, fiber, Amazon API Gateway and others',
  flask: 'flask-cors and others',
  flask2: 'flask-cors',
  django: 'django-cors-headers and others',
  'Spring yaml': 'Spring',
  'Spring bean': 'Spring and others',
  'Spring props': 'Spring',
  Quarkus: 'Quarkus',
  Micronaut: 'Micronaut',
  'rack-cors': 'rack-cors',
  Laravel: 'Laravel (config/cors.php)',
  Nelmio: 'Symfony (NelmioCorsBundle)',
  'ASP.NET': 'rs/cors, ASP.NET and others',
  'rs/cors': 'rs/cors',
  gin: 'gin-contrib/cors',
  fiber: 'fiber',
  FastAPI: 'FastAPI, Starlette, tower-http and others',
  actix: 'actix-cors',
  'tower-http': 'FastAPI, Starlette, tower-http and others',
  Traefik: 'Traefik',
  Kong: "Kong's cors plugin",
  ingress: 'the nginx ingress of Kubernetes',
  Envoy: 'Envoy',
  Istio: 'Istio',
  'Gateway API': 'the Gateway API of Kubernetes',
  'Gateway API in a route': 'the Gateway API of Kubernetes',
  'Kong with few words': "Kong's cors plugin",
  Apollo: 'the configuration of Apollo Router',
  'fastify yaml': '@fastify/cors',
  hono: 'hono/cors, the Gateway API of Kubernetes and others',
  koa: '@koa/cors',
  Vercel: 'Vercel or Next (a list of headers)',
  Firebase: 'Firebase (firebase.json)',
  'Netlify toml': 'Netlify (netlify.toml)',
  CloudFront: 'Amazon CloudFront',
  'Terraform cloudfront': 'Amazon CloudFront (Terraform)',
  'Terraform s3': 'the CORS configuration of an Amazon S3 bucket (Terraform)',
  Supabase: 'a list of response headers',
  APISIX: "Apache APISIX's cors plugin",
  KrakenD: 'KrakenD',
  'Google LB': 'a load balancer of Google Cloud',
  Elasticsearch: 'Elasticsearch',
  'Socket.IO': 'Socket.IO',
  'Traefik labels': 'Traefik',
  'Traefik labels as a map': 'Traefik',
  'Traefik labels of a header': 'Traefik',
  'compose environment of Spring': 'Spring',
  'compose environment of Quarkus': 'Quarkus',
  'compose environment of flask': 'flask-cors',
  'lines of headers': 'a list of response headers',
}
