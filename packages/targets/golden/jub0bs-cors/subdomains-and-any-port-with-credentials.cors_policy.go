// made by: corskit generate jub0bs-cors (policy 6917e8cb78014bb9)
// modelled: made from the documentation, not run against the real server by corskit

package main

import (
	"net/http"

	"github.com/jub0bs/cors"
)

// corsPolicy goes around the whole handler, so before authentication.
func corsPolicy(next http.Handler) (http.Handler, error) {
	middleware, err := cors.NewMiddleware(cors.Config{
		Origins: []string{"https://app.example.com", "https://*.example.com", "http://localhost:*"},
		Credentialed: true,
		Methods: []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"},
		RequestHeaders: []string{"content-type", "authorization"},
		ResponseHeaders: []string{"etag"},
		MaxAgeInSeconds: 600,
		ExtraConfig: cors.ExtraConfig{DangerouslyTolerateInsecureOrigins: true},
	})
	if err != nil {
		return nil, err
	}
	return middleware.Wrap(next), nil
}
