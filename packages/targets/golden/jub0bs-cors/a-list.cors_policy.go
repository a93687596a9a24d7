// made by: corskit generate jub0bs-cors (policy c2d018b9aa52ca23)
// modelled: made from the documentation, not run against the real server by corskit

package main

import (
	"net/http"

	"github.com/jub0bs/cors"
)

// corsPolicy goes around the whole handler, so before authentication.
func corsPolicy(next http.Handler) (http.Handler, error) {
	middleware, err := cors.NewMiddleware(cors.Config{
		Origins: []string{"https://app.example.com", "https://admin.example.com:8443", "http://localhost:5173"},
		Methods: []string{"GET", "HEAD", "POST", "PUT", "DELETE"},
		RequestHeaders: []string{"content-type", "x-request-id"},
		ResponseHeaders: []string{"etag", "x-total"},
		MaxAgeInSeconds: 7200,
	})
	if err != nil {
		return nil, err
	}
	return middleware.Wrap(next), nil
}
