# made by: corskit generate varnish (policy f71acd60f5c7c848)

# include "cors.vcl"; right after the backends: subroutines of one name run in the order of the file, and CORS comes before the rest.
sub vcl_recv {
    # What a client sends under this name says nothing.
    unset req.http.X-cors_f71acd_origin;
    set req.http.X-cors_f71acd_origin = "*";
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
    call cors_f71acd_answer;
}

sub vcl_synth {
    call cors_f71acd_answer;
    if (resp.status == 204 && req.method == "OPTIONS") {
        if (req.http.X-cors_f71acd_origin) {
            set resp.http.Access-Control-Allow-Methods = "GET, HEAD, POST, PUT";
            set resp.http.Access-Control-Allow-Headers = "content-type";
        }
        return (deliver);
    }
}

sub cors_f71acd_answer {
    if (req.http.X-cors_f71acd_origin) {
        set resp.http.Access-Control-Allow-Origin = req.http.X-cors_f71acd_origin;
        set resp.http.Access-Control-Expose-Headers = "*";
    }
}
