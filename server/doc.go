// Package server is Dixian over HTTP: the API in JSON, its description in OpenAPI
// 3.1, the printed documents, and the pages of the browser.
//
// A route says who may call it (route.go) and maps domain to JSON and back, one
// file a resource; what may be done with a case is decided below, in casework and
// the plan package's workflow. Whose session it is and which roles may come in is
// decided before a body is read (session.go). A record outside the caller's
// divisions and one that does not exist have the same answer, 404.
//
// What some role may not see is softened where JSON is made (soften.go), never in
// the browser. Errors are RFC 9457 problems (problem.go) with a code for programs
// and a sentence for a clerk. Work that takes long is a job (job.go).
//
// /metrics tells a collector (Prometheus) how the server does: requests by route
// and status, jobs, sessions, what it was built from (metrics.go). It asks for no
// session and therefore answers only on the server's own machine: requests from
// another address, or handed on by a proxy, get 403. Collect it beside the server.
package server
