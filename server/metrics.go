package server

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics tells of the running server: counts and times, never
// anything of a person or household. Routes are told by their pattern
// (GET /api/cases/{id}), so that a path's numbers and codes do not come in.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	ended    *prometheus.CounterVec
}

func (s *Server) newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dixian_requests_total", Help: "Requests answered, by the route's pattern and the status.",
		}, []string{"route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dixian_request_seconds", Help: "Time from a request's first line to the end of its answer.",
			Buckets: []float64{.005, .02, .1, .5, 2, 10, 60},
		}, []string{"route", "status"}),
		ended: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dixian_jobs_ended_total", Help: "Jobs that came to their end since the server started.",
		}, []string{"state"}),
	}
	built := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "dixian_info", Help: "Always 1; the labels tell the API's version and the plan package.",
		ConstLabels: prometheus.Labels{"version": Version, "package": s.Casework.Package.Hash},
	})
	built.Set(1)
	running := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "dixian_jobs", Help: "Jobs that run or wait for their turn.",
	}, func() float64 { return float64(s.jobs.running()) })
	m.registry.MustRegister(m.requests, m.seconds, m.ended, built, running, collectors.NewBuildInfoCollector(), collectors.NewGoCollector())
	if s.Sessions != nil {
		m.registry.MustRegister(openSessions{s})
	}
	return m
}

// observe counts one answered request. One that no route took has no pattern.
func (m *metrics) observe(pattern string, status int, took time.Duration) {
	if pattern == "" {
		pattern = "none"
	}
	if status == 0 {
		status = http.StatusOK // net/http says so for a handler that said nothing
	}
	code := strconv.Itoa(status)
	m.requests.WithLabelValues(pattern, code).Inc()
	m.seconds.WithLabelValues(pattern, code).Observe(took.Seconds())
}

// openSessions asks the store at each scrape. A store that does not answer leaves
// the number out; the rest is told all the same.
type openSessions struct{ s *Server }

var sessionsDesc = prometheus.NewDesc("dixian_sessions", "Sessions that are signed in and neither idle nor open too long.", nil, nil)

// sessionsTimeout is how long a scrape waits for the store.
const sessionsTimeout = 2 * time.Second

// Describe and Collect make openSessions a collector.
func (o openSessions) Describe(out chan<- *prometheus.Desc) { out <- sessionsDesc }

// Collect counts now.
func (o openSessions) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), sessionsTimeout)
	defer cancel()
	n, err := o.s.Sessions(ctx)
	if err != nil {
		o.s.Log.Error("sessions are not counted", "error", err.Error())
		return
	}
	out <- prometheus.MustNewConstMetric(sessionsDesc, prometheus.GaugeValue, float64(n))
}

// metricsRoute serves /metrics without a session, to the server's own machine
// only: a collector runs beside the server. What comes through a proxy comes from
// elsewhere, whatever address it has here.
func (s *Server) metricsRoute(mux *http.ServeMux) {
	told := promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		if !fromHere(r) {
			writeProblem(w, newProblem(http.StatusForbidden, "运行指标只能在服务器本机上读取"))
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		told.ServeHTTP(w, r)
	})
}

// fromHere says whether a request was made on this machine, to this machine.
func fromHere(r *http.Request) bool {
	for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"} {
		if r.Header.Get(header) != "" {
			return false
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}
