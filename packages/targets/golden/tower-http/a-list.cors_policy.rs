// made by: corskit generate tower-http (policy c2d018b9aa52ca23)
// modelled: made from the documentation, not run against the real server by corskit
// note: tower-http answers every OPTIONS request itself, also those that are not preflights

// cargo add tower-http --features cors. The last .layer(cors_policy()), so around authentication.
use std::collections::HashSet;
use std::time::Duration;
use http::{request::Parts, HeaderValue, HeaderName, Method};
use tower_http::cors::{AllowOrigin, CorsLayer};

pub fn cors_policy() -> CorsLayer {
    let exact: HashSet<&'static str> = HashSet::from(["https://app.example.com", "https://admin.example.com:8443", "http://localhost:5173"]);
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(move |origin: &HeaderValue, _: &Parts| {
            origin.to_str().is_ok_and(|origin| exact.contains(origin))
        }))
        .allow_methods([Method::from_bytes(b"GET").unwrap(), Method::from_bytes(b"HEAD").unwrap(), Method::from_bytes(b"POST").unwrap(), Method::from_bytes(b"PUT").unwrap(), Method::from_bytes(b"DELETE").unwrap()])
        .allow_headers([HeaderName::from_static("content-type"), HeaderName::from_static("x-request-id")])
        .expose_headers([HeaderName::from_static("etag"), HeaderName::from_static("x-total")])
        .max_age(Duration::from_secs(7200))
}
