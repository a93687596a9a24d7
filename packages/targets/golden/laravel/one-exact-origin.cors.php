<?php

// made by: corskit generate laravel (policy 0c6ce90a07720e5c)
// modelled: made from the documentation, not run against the real server by corskit
// note: config/cors.php; the HandleCors middleware is in the stack of a new app. Clear the cache of the configuration after a change

return [
    'paths' => ['*'],
    'allowed_methods' => ['GET', 'HEAD', 'POST'],
    'allowed_origins' => ['https://app.example.com'],
    'allowed_origins_patterns' => [],
    'allowed_headers' => [],
    'exposed_headers' => [],
    'max_age' => null,
    'supports_credentials' => false,
];
