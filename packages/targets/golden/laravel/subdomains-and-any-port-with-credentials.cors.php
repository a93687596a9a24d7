<?php

// made by: corskit generate laravel (policy 6917e8cb78014bb9)
// modelled: made from the documentation, not run against the real server by corskit
// note: config/cors.php; the HandleCors middleware is in the stack of a new app. Clear the cache of the configuration after a change

return [
    'paths' => ['*'],
    'allowed_methods' => ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    'allowed_origins' => ['https://app.example.com'],
    'allowed_origins_patterns' => [
        '#\\A(?:https://(?:[a-z0-9_-]+\\.)+example\\.com)\\z#',
        '#\\A(?:http://localhost(?::[1-9][0-9]{0,4})?)\\z#',
    ],
    'allowed_headers' => ['content-type', 'authorization'],
    'exposed_headers' => ['etag'],
    'max_age' => 600,
    'supports_credentials' => true,
];
