// made by: corskit generate jub0bs-cors (policy 0c6ce90a07720e5c)
// modelled: made from the documentation, not run against the real server by corskit

package main

import (
	"net/http"

	"github.com/jub0bs/cors"
)

// corsPolicy goes around the whole handler, so before authentication.
func corsPolicy(next http.Handler) (http.Handler, error) {
	middleware, err := cors.NewMiddleware(cors.Config{
		Origins: []string{"https://app.example.com"},
		Methods: []string{"GET", "HEAD", "POST"},
	})
	if err != nil {
		return nil, err
	}
	return middleware.Wrap(next), nil
}
