<?php

// made by: corskit generate laravel (policy c2d018b9aa52ca23)
// modelled: made from the documentation, not run against the real server by corskit
// note: config/cors.php; the HandleCors middleware is in the stack of a new app. Clear the cache of the configuration after a change

return [
    'paths' => ['*'],
    'allowed_methods' => ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    'allowed_origins' => [
        'https://app.example.com',
        'https://admin.example.com:8443',
        'http://localhost:5173',
    ],
    'allowed_origins_patterns' => [],
    'allowed_headers' => ['content-type', 'x-request-id'],
    'exposed_headers' => ['etag', 'x-total'],
    'max_age' => 7200,
    'supports_credentials' => false,
];
