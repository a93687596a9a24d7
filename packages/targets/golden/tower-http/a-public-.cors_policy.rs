// made by: corskit generate tower-http (policy f71acd60f5c7c848)
// modelled: made from the documentation, not run against the real server by corskit
// note: tower-http answers every OPTIONS request itself, also those that are not preflights

// cargo add tower-http --features cors. The last .layer(cors_policy()), so around authentication.
use http::{HeaderName, Method};
use tower_http::cors::{AllowOrigin, CorsLayer};

pub fn cors_policy() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::any())
        .allow_methods([Method::from_bytes(b"GET").unwrap(), Method::from_bytes(b"HEAD").unwrap(), Method::from_bytes(b"POST").unwrap(), Method::from_bytes(b"PUT").unwrap()])
        .allow_headers([HeaderName::from_static("content-type")])
        .expose_headers([HeaderName::from_static("*")])
}
