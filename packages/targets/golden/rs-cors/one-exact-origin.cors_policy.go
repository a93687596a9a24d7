// made by: corskit generate rs-cors (policy 0c6ce90a07720e5c)

package main

import (
	"net/http"

	"github.com/rs/cors"
)

var corsOrigins = map[string]bool{
	"https://app.example.com": true,
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
		AllowedMethods: []string{"GET", "HEAD", "POST"},
		AllowedHeaders: []string{"Origin"},
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
