package server

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"dixian/access"
	"dixian/access/oidc"
	"dixian/casework"
	"dixian/casework/exchange"
	"dixian/casework/period"
	"dixian/division"
	"dixian/export"
	"dixian/inbox"
	"dixian/rule"
	"dixian/setting"
)

// Config is what a server needs of the house.
type Config struct {
	Casework  *casework.Service
	Settings  *setting.Service
	Inbox     *inbox.Service
	National  exchange.Store
	Periods   period.Store
	Desk      *access.Desk
	Exports   *export.Service
	OIDC      *oidc.Provider // where users may sign in, too; nil: nowhere else
	Uploads   string         // folder for files under way, made if missing, cleared at the start
	MaxUpload int64          // bytes of one upload; 0: maxUpload
	Pages     fs.FS          // the browser's pages; nil: they are not built
	Log       *slog.Logger
	Secure    bool   // served by TLS: cookies never travel without it
	PublicURL string // where phones reach the server, https://…, for codes on posters; empty: where the caller did
	// Demo lets days pass in an invented county; nil: the county is real.
	Demo func(ctx context.Context, days int) error
	// Ready says why the server cannot do its work; nil, or no function: it can.
	Ready func(context.Context) error
	// Alone makes work this server's alone among those on one database; nil: there
	// is no other.
	Alone func(ctx context.Context, work string) (release func(), held bool, err error)
	// Keys tells which keys seal what is kept; nil: nobody is told.
	Keys func() KeyState
	// Sessions counts the open ones for /metrics; nil: they are not told.
	Sessions func(context.Context) (int, error)
}

// Server is the API and the pages as a handler.
type Server struct {
	Config
	divisions *division.Table
	flow      *rule.Workflow
	words     *words
	api       huma.API
	handler   http.Handler
	jobs      *jobs
	exchange  *exchange.Service
	periods   *period.Service
	metrics   *metrics
	strangers strangers
	declaring chan struct{} // a place for each declaration that is being read
	takeables map[string]takeable
	taking    chan struct{} // a place for each list that is going out
}

// Version of the API.
const Version = "1.0.0"

// New makes the routes. It fails where the plan package has no workflow for
// cases, or the uploads' folder cannot be used.
func New(c Config) (*Server, error) {
	flow, err := c.Casework.Flow()
	if err != nil {
		return nil, err
	}
	if c.MaxUpload == 0 {
		c.MaxUpload = maxUpload
	}
	s := &Server{Config: c, divisions: division.Guizhou(), flow: flow, words: newWords(c.Settings.Current, c.Casework.Program), jobs: newJobs(c.Log), declaring: make(chan struct{}, declaringAtOnce), taking: make(chan struct{}, takingAtOnce)}
	if err := s.clearUploads(); err != nil {
		return nil, err
	}
	s.exchange = &exchange.Service{
		Store: c.National, Registry: c.Casework.Registry, Changes: s.registry, Audit: c.Casework.Audit, Now: c.Casework.Now, Towns: s.divisions.Children,
	}
	s.periods = &period.Service{Store: c.Periods, Audit: c.Casework.Audit, Now: c.Casework.Now}
	s.metrics = s.newMetrics()
	s.jobs.ended, s.jobs.alone = s.metrics.ended, s.aloneInWords
	mux := http.NewServeMux()
	s.api = humago.New(mux, apiConfig())
	s.sessionRoutes()
	s.oidcRoutes()
	s.factorRoutes()
	s.tokenRoutes()
	s.userRoutes()
	s.handoverRoutes()
	s.userSheetRoutes()
	s.auditRoutes()
	s.upkeepRoutes()
	s.holidayRoutes()
	s.divisionRoutes()
	s.overviewRoutes()
	s.precisionRoutes()
	s.findingRoutes()
	s.runChangeRoutes()
	s.screeningRoutes()
	s.jobRoutes()
	s.caseRoutes()
	s.actRoutes()
	s.heardRoutes()
	s.caseLifeRoutes()
	s.liftedRoutes()
	s.supervisionRoutes()
	s.questionRoutes()
	s.sampleRoutes()
	s.visitsDueRoutes()
	s.checkRoutes()
	s.areaRoutes()
	s.complaintRoutes()
	s.householdRoutes()
	s.disclosureRoutes()
	s.correctionRoutes()
	s.searchRoutes()
	s.changeRoutes()
	s.settingRoutes()
	s.deliveryRoutes()
	s.nationalRoutes()
	s.periodRoutes()
	s.documentRoutes()
	s.declarationRoutes()
	s.inboxRoutes()
	s.messageRoutes()
	s.delegationRoutes()
	s.photoRoutes()
	s.posterRoutes()
	s.exportRoutes()
	s.healthRoutes()
	s.demoRoutes()
	s.docsRoutes(mux)
	s.farmerRoutes(mux)
	s.metricsRoute(mux)
	if err := s.pageRoutes(mux); err != nil {
		return nil, err
	}
	s.handler = s.logged(s.secured(mux))
	return s, nil
}

func apiConfig() huma.Config {
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Dixian 底线", Version: Version,
				Description: "线索、案件、登记和数据。会话用 cookie，程序用令牌；改动数据的请求要带标头 X-Dixian: 1；日期写成 2025-06-30，没有就是空字符串；区划代码是 12 位数字的字符串。",
			},
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName),
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"session": {Type: "apiKey", In: "cookie", Name: cookieName},
					"token":   {Type: "http", Scheme: "bearer", Description: "个人令牌，在“我的账号”里建立"},
				},
			},
		},
		OpenAPIPath:   "/api/openapi",
		Formats:       huma.DefaultFormats,
		DefaultFormat: "application/json",
	}
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Close stops running jobs and waits until they have cleaned up.
func (s *Server) Close() { s.jobs.close() }

// OpenAPI is the description of the API.
func (s *Server) OpenAPI() *huma.OpenAPI { return s.api.OpenAPI() }
