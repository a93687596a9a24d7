<?php

// made by: corskit generate laravel (policy f71acd60f5c7c848)
// modelled: made from the documentation, not run against the real server by corskit
// note: config/cors.php; the HandleCors middleware is in the stack of a new app. Clear the cache of the configuration after a change

return [
    'paths' => ['*'],
    'allowed_methods' => ['GET', 'HEAD', 'POST', 'PUT'],
    'allowed_origins' => ['*'],
    'allowed_origins_patterns' => [],
    'allowed_headers' => ['content-type'],
    'exposed_headers' => ['*'],
    'max_age' => null,
    'supports_credentials' => false,
];
