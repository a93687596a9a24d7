// made by: corskit generate rs-cors (policy c2d018b9aa52ca23)

package main

import (
	"net/http"

	"github.com/rs/cors"
)

var corsOrigins = map[string]bool{
	"https://app.example.com": true,
	"https://admin.example.com:8443": true,
	"http://localhost:5173": true,
}

func corsAllows(origin string) bool {
	if corsOrigins[origin] {
		return true
	}
	return false
}

// corsPolicy goes around the whole handler, so before authentication.
func corsPolicy(next http.Handler) http.Handler {
	options := cors.Options{
		AllowOriginFunc: corsAllows,
		AllowedMethods: []string{"GET", "HEAD", "POST", "PUT", "DELETE"},
		AllowedHeaders: []string{"content-type", "x-request-id"},
		ExposedHeaders: []string{"etag", "x-total"},
		AllowCredentials: false,
		MaxAge: 7200,
	}
	answer := cors.New(options).Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		isPreflight := r.Method == http.MethodOptions && r.Header.Get("Origin") != "" && r.Header.Get("Access-Control-Request-Method") != ""
		if r.Method == http.MethodOptions && !isPreflight {
			// Any other OPTIONS is the app's; rs/cors asks for Access-Control-Request-Method only.
			r.Header.Del("Access-Control-Request-Method")
		}
		answer.ServeHTTP(w, r)
	})
}
