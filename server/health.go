package server

import (
	"context"
	"net/http"

	"dixian/access"
)

// health tells nobody but that it is so: who watches a server needs no more, and
// anybody may ask.
type health struct {
	Status string `json:"status" enum:"ok"`
}

func (s *Server) healthRoutes() {
	route(s, operation{id: "health", method: http.MethodGet, path: "/api/health", summary: "进程活着", tag: "operation", may: everywhere},
		func(context.Context, *access.User, *struct{}) (*body[health], error) {
			return answer(health{"ok"}, nil)
		})
	route(s, operation{id: "ready", method: http.MethodGet, path: "/api/ready", summary: "能办事：数据库在", tag: "operation", may: everywhere},
		func(ctx context.Context, _ *access.User, _ *struct{}) (*body[health], error) {
			if s.Ready == nil {
				return answer(health{"ok"}, nil)
			}
			if err := s.Ready(ctx); err != nil {
				s.Log.Error("not ready", "error", err.Error())
				return nil, newProblem(http.StatusServiceUnavailable, "数据库现在用不了")
			}
			return answer(health{"ok"}, nil)
		})
}
