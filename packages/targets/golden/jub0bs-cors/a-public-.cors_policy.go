// made by: corskit generate jub0bs-cors (policy f71acd60f5c7c848)
// modelled: made from the documentation, not run against the real server by corskit

package main

import (
	"net/http"

	"github.com/jub0bs/cors"
)

// corsPolicy goes around the whole handler, so before authentication.
func corsPolicy(next http.Handler) (http.Handler, error) {
	middleware, err := cors.NewMiddleware(cors.Config{
		Origins: []string{"*"},
		Methods: []string{"GET", "HEAD", "POST", "PUT"},
		RequestHeaders: []string{"content-type"},
		ResponseHeaders: []string{"*"},
	})
	if err != nil {
		return nil, err
	}
	return middleware.Wrap(next), nil
}
