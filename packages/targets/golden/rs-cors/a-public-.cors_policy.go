// made by: corskit generate rs-cors (policy f71acd60f5c7c848)

package main

import (
	"net/http"

	"github.com/rs/cors"
)

// corsPolicy goes around the whole handler, so before authentication.
func corsPolicy(next http.Handler) http.Handler {
	options := cors.Options{
		AllowedOrigins: []string{"*"},
		AllowedMethods: []string{"GET", "HEAD", "POST", "PUT"},
		AllowedHeaders: []string{"content-type"},
		ExposedHeaders: []string{"*"},
		AllowCredentials: false,
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
