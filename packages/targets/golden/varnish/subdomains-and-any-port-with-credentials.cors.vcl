# made by: corskit generate varnish (policy 6917e8cb78014bb9)

# include "cors.vcl"; right after the backends: subroutines of one name run in the order of the file, and CORS comes before the rest.
sub vcl_recv {
    # What a client sends under this name says nothing.
    unset req.http.X-cors_6917e8_origin;
    if (req.http.Origin ~ "^(?:https://app\.example\.com)$") {
        set req.http.X-cors_6917e8_origin = req.http.Origin;
    }
    if (req.http.Origin ~ "^(?:https://(?:[a-z0-9_-]+\.)+example\.com)$") {
        set req.http.X-cors_6917e8_origin = req.http.Origin;
    }
    if (req.http.Origin ~ "^(?:http://localhost(?::[1-9][0-9]{0,4})?)$") {
        set req.http.X-cors_6917e8_origin = req.http.Origin;
    }
    # A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's.
    if (req.method == "OPTIONS" && req.http.Origin && req.http.Access-Control-Request-Method) {
        return (synth(204));
    }
}

sub vcl_backend_response {
    # What the app says itself is taken away: two headers are as bad as none.
    unset beresp.http.Access-Control-Allow-Origin;
    unset beresp.http.Access-Control-Allow-Credentials;
    unset beresp.http.Access-Control-Allow-Methods;
    unset beresp.http.Access-Control-Allow-Headers;
    unset beresp.http.Access-Control-Expose-Headers;
    unset beresp.http.Access-Control-Max-Age;
    unset beresp.http.Access-Control-Allow-Private-Network;
}

sub vcl_deliver {
    call cors_6917e8_answer;
}

sub vcl_synth {
    call cors_6917e8_answer;
    if (resp.status == 204 && req.method == "OPTIONS") {
        if (req.http.X-cors_6917e8_origin) {
            set resp.http.Access-Control-Allow-Methods = "GET, HEAD, POST, PUT, PATCH, DELETE";
            set resp.http.Access-Control-Allow-Headers = "content-type, authorization";
            set resp.http.Access-Control-Max-Age = "600";
        }
        return (deliver);
    }
}

sub cors_6917e8_answer {
    if (req.http.X-cors_6917e8_origin) {
        set resp.http.Access-Control-Allow-Origin = req.http.X-cors_6917e8_origin;
        set resp.http.Access-Control-Allow-Credentials = "true";
        set resp.http.Access-Control-Expose-Headers = "etag";
    }
    if (resp.http.Vary) {
        set resp.http.Vary = resp.http.Vary + ", Origin";
    } else {
        set resp.http.Vary = "Origin";
    }
}
