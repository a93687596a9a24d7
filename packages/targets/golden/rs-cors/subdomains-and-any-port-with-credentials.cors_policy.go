// made by: corskit generate rs-cors (policy 6917e8cb78014bb9)

package main

import (
	"net/http"
	"regexp"

	"github.com/rs/cors"
)

var corsOrigins = map[string]bool{
	"https://app.example.com": true,
}

var corsPatterns = []*regexp.Regexp{
	regexp.MustCompile("^(?:https://(?:[a-z0-9_-]+\\.)+example\\.com)$"),
	regexp.MustCompile("^(?:http://localhost(?::[1-9][0-9]{0,4})?)$"),
}

func corsAllows(origin string) bool {
	if corsOrigins[origin] {
		return true
	}
	for _, pattern := range corsPatterns {
		if pattern.MatchString(origin) {
			return true
		}
	}
	return false
}

// corsPolicy goes around the whole handler, so before authentication.
func corsPolicy(next http.Handler) http.Handler {
	options := cors.Options{
		AllowOriginFunc: corsAllows,
		AllowedMethods: []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"},
		AllowedHeaders: []string{"content-type", "authorization"},
		ExposedHeaders: []string{"etag"},
		AllowCredentials: true,
		MaxAge: 600,
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
