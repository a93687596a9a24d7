# made by: corskit generate varnish (policy 0c6ce90a07720e5c)

# include "cors.vcl"; right after the backends: subroutines of one name run in the order of the file, and CORS comes before the rest.
sub vcl_recv {
    # What a client sends under this name says nothing.
    unset req.http.X-cors_0c6ce9_origin;
    if (req.http.Origin ~ "^(?:https://app\.example\.com)$") {
        set req.http.X-cors_0c6ce9_origin = req.http.Origin;
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
    call cors_0c6ce9_answer;
}

sub vcl_synth {
    call cors_0c6ce9_answer;
    if (resp.status == 204 && req.method == "OPTIONS") {
        if (req.http.X-cors_0c6ce9_origin) {
            set resp.http.Access-Control-Allow-Methods = "GET, HEAD, POST";
        }
        return (deliver);
    }
}

sub cors_0c6ce9_answer {
    if (req.http.X-cors_0c6ce9_origin) {
        set resp.http.Access-Control-Allow-Origin = req.http.X-cors_0c6ce9_origin;
    }
    if (resp.http.Vary) {
        set resp.http.Vary = resp.http.Vary + ", Origin";
    } else {
        set resp.http.Vary = "Origin";
    }
}
