// made by: corskit generate tower-http (policy 6917e8cb78014bb9)
// modelled: made from the documentation, not run against the real server by corskit
// note: tower-http answers every OPTIONS request itself, also those that are not preflights

// cargo add tower-http --features cors; cargo add regex. The last .layer(cors_policy()), so around authentication.
use regex::Regex;
use std::collections::HashSet;
use std::time::Duration;
use http::{request::Parts, HeaderValue, HeaderName, Method};
use tower_http::cors::{AllowOrigin, CorsLayer};

pub fn cors_policy() -> CorsLayer {
    let exact: HashSet<&'static str> = HashSet::from(["https://app.example.com"]);
    let patterns = [
        Regex::new("^(?:https://(?:[a-z0-9_-]+\\.)+example\\.com)$").unwrap(),
        Regex::new("^(?:http://localhost(?::[1-9][0-9]{0,4})?)$").unwrap(),
    ];
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(move |origin: &HeaderValue, _: &Parts| {
            origin.to_str().is_ok_and(|origin| exact.contains(origin) || patterns.iter().any(|pattern| pattern.is_match(origin)))
        }))
        .allow_methods([Method::from_bytes(b"GET").unwrap(), Method::from_bytes(b"HEAD").unwrap(), Method::from_bytes(b"POST").unwrap(), Method::from_bytes(b"PUT").unwrap(), Method::from_bytes(b"PATCH").unwrap(), Method::from_bytes(b"DELETE").unwrap()])
        .allow_headers([HeaderName::from_static("content-type"), HeaderName::from_static("authorization")])
        .expose_headers([HeaderName::from_static("etag")])
        .allow_credentials(true)
        .max_age(Duration::from_secs(600))
}
