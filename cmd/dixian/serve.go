package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/casework"
	"dixian/export"
	"dixian/inbox"
	"dixian/inbox/carrier"
	"dixian/plan"
	"dixian/rule"
	"dixian/server"
	"dixian/setting"
	"dixian/store"
	"dixian/web"
)

type serveCmd struct {
	place   `embed:""`
	keeping `embed:""`
	Listen  string    `default:"127.0.0.1:8080" help:"Address to serve on. /metrics, for Prometheus, answers on this machine only."`
	Plan    string    `default:"builtin:guizhou" help:"Folder of the plan package; by default the one built in."`
	TLSCert string    `name:"tls-cert" type:"existingfile" help:"Certificate, PEM; with --tls-key the server speaks HTTPS only. A renewed one in the same file is taken at SIGHUP."`
	TLSKey  string    `name:"tls-key" type:"existingfile" help:"The certificate's key, PEM."`
	Public  string    `name:"public-url" placeholder:"https://…" help:"Where phones reach the server, for the codes on villages' posters; none: where whoever prints one reached it."`
	Demo    bool      `help:"Fill an empty folder with a synthetic county, people in every role and cases in every state. Anybody may let days pass in it."`
	Factor  []string  `name:"second-factor-for" default:"sysadmin,secadmin,auditor" placeholder:"ROLE,…" help:"Roles that must sign in with a code of their phone, too; the others may. A demo demands it of nobody."`
	Carry   string    `env:"DIXIAN_CARRY" placeholder:"KIND:…" help:"How messages leave the house: file:PATH, sms:URL, wecom:URL, dingtalk:URL or mail:smtp://…; none: they stay in the inbox. Addresses hold secrets; better in DIXIAN_CARRY."`
	OIDC    oidcFlags `embed:"" prefix:"oidc-"`
	DemoDay day       `help:"Day on which the demo county begins; none: today."`
}

// Run opens the folder, or makes a working system of an empty one, and serves
// until it is told to stop.
func (c *serveCmd) Run(ctx context.Context) error {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return errors.New("--tls-cert and --tls-key belong together; name both or none")
	}
	if err := c.keeping.check(); err != nil {
		return err
	}
	var proves *certificate
	if c.TLSCert != "" {
		var err error
		if proves, err = openCertificate(c.TLSCert, c.TLSKey); err != nil {
			return err
		}
	}
	begin, err := c.beginOn(dayOf(time.Now().In(zone)))
	if err != nil {
		return err
	}
	house, err := openHouse(ctx, c.place, c.Plan, c.Demo)
	if err != nil {
		return err
	}
	defer house.close()
	if c.Demo {
		err = house.demo(ctx, begin, os.Stdout)
	} else {
		err = house.firstAdministrator(ctx)
	}
	if err != nil {
		return err
	}
	if !house.invented {
		house.keeping = &c.keeping
		if err := house.demandFactor(c.Factor); err != nil {
			return err
		}
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	provider, err := c.OIDC.open(c.Public)
	if err != nil {
		return err
	}
	house.desk.PasswordsOff = c.OIDC.Only
	config := server.Config{
		OIDC:     provider,
		Casework: house.casework, Settings: house.settings, Inbox: house.inbox, National: house.db, Periods: house.db, Desk: house.desk, Exports: &export.Service{Store: house.db, Audit: house.db, Now: house.clock.now}, Uploads: filepath.Join(c.Data, "uploads"), Log: log, Secure: c.TLSCert != "", PublicURL: c.Public,
		Ready: func(ctx context.Context) error { _, err := house.db.Page(ctx, audit.Filter{Limit: 1}); return err },
		Alone: house.db.Alone,
		Keys: func() server.KeyState {
			ids, fromFile := house.db.KeyIDs()
			return server.KeyState{IDs: ids, FromFile: fromFile}
		},
		Sessions: func(ctx context.Context) (int, error) { return house.db.CountSessions(ctx, house.clock.wall()) },
	}
	if house.invented {
		config.Demo = house.moveDemoDay
	}
	if pages, built := web.FS(); built {
		config.Pages = pages
	}
	s, err := server.New(config)
	if err != nil {
		return err
	}
	if c.Carry != "" {
		if house.inbox.Carrier, err = carrier.Open(c.Carry); err != nil {
			return err
		}
	}
	go house.keepSettings(ctx, log)
	go house.keepChecks(ctx, log)
	go house.inbox.Keep(ctx, func(err error) {
		log.Warn("messages could not be sent; the next minute tries again", "error", err.Error())
	})
	return c.serve(ctx, s, proves, log)
}

// demandFactor has roles sign in with a second proof; an empty name is none.
func (h *house) demandFactor(roles []string) error {
	for _, role := range roles {
		if role != "" && !slices.Contains(access.Roles, role) {
			return fmt.Errorf("--second-factor-for names %q, which is no role; the roles are %s", role, strings.Join(access.Roles, ", "))
		}
	}
	h.desk.FactorFor = roles
	return nil
}

// otherServers is how soon a value that was approved at another server on the same
// database holds for single cases here; a screening reads what holds itself.
const otherServers = time.Minute

func (h *house) keepSettings(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(otherServers)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if _, err := h.settings.InForce(ctx); err != nil && ctx.Err() == nil {
				log.Warn("parameters could not be read again", "error", err.Error())
			}
		}
	}
}

// How long a client may take, and how long requests under way may still take
// when the server is told to stop.
const (
	headerTimeout = 10 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	shutdownWait  = 20 * time.Second
)

func (c *serveCmd) serve(ctx context.Context, s *server.Server, proves *certificate, log *slog.Logger) error {
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("cannot serve on %s: %w; choose another address with --listen", c.Listen, err)
	}
	h := &http.Server{
		Handler: s, ReadHeaderTimeout: headerTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	scheme, serve := "http", h.Serve
	if proves != nil {
		scheme, h.TLSConfig = "https", proves.config()
		serve = func(l net.Listener) error { return h.ServeTLS(l, "", "") }
		proves.keep(ctx, log)
	}
	ended := make(chan error, 1)
	go func() { ended <- serve(listener) }()
	fmt.Printf("Dixian serves on %s://%s (stop with Ctrl-C)\n", scheme, listener.Addr())
	select {
	case err := <-ended:
		s.Close()
		return err
	case <-ctx.Done():
	}
	log.Info("stopping")
	s.Close() // jobs and event streams first: a shutdown waits for requests
	wait, cancel := context.WithTimeout(context.Background(), shutdownWait)
	defer cancel()
	if err := h.Shutdown(wait); err != nil {
		return fmt.Errorf("requests were cut off: %w", err)
	}
	return nil
}

// house is what a data folder holds, opened.
type house struct {
	data     string
	release  func() // gives the folder back
	db       *store.DB
	desk     *access.Desk
	casework *casework.Service
	settings *setting.Service
	inbox    *inbox.Service
	clock    *clock
	program  *rule.Program
	invented bool       // the county is a demo's
	moving   sync.Mutex // one move of a demo's day at a time
	keeping  *keeping   // how long what came in is kept; nil: for good, as in a demo
	purgedOn calendar.Date
}

// openHouse opens a data folder, or makes one, for this process alone. A demo
// wants folder and database empty: nothing invented may come among what is real.
func openHouse(ctx context.Context, at place, planDir string, empty bool) (*house, error) {
	data := at.Data
	pkg, err := plan.Load(planDir)
	if err != nil {
		return nil, err
	}
	program, err := plan.Check(pkg)
	if err != nil {
		return nil, err
	}
	if empty {
		entries, err := os.ReadDir(data)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		if len(entries) > 0 {
			return nil, fmt.Errorf("%s is not empty; --demo invents people and cases and wants an empty folder. Name another, or leave --demo out", data)
		}
	}
	release, err := lockFolder(data)
	if err != nil {
		return nil, err
	}
	db, err := at.open(ctx)
	if err != nil {
		release()
		return nil, err
	}
	h := &house{data: data, release: release, db: db, clock: &clock{}, program: program}
	h.desk = &access.Desk{Store: db, Now: h.clock.wall, Owners: program.Owners(), Day: func() calendar.Date { return dayOf(h.clock.now()) }}
	ahead, invented, err := readDemoDay(data)
	if err != nil {
		h.close()
		return nil, err
	}
	h.invented = invented
	h.clock.lead(ahead)
	h.settings = &setting.Service{Store: db, Audit: db, Package: pkg, Program: program, Now: h.clock.now}
	h.casework = &casework.Service{Store: db, Registry: db, Audit: db, Package: pkg, Program: program, Now: h.clock.now, InForce: h.settings.Current}
	h.inbox = &inbox.Service{Store: db, Users: db, Source: h.casework.Waits(), Now: h.clock.now}
	if _, err := h.settings.InForce(ctx); err != nil {
		h.close()
		return nil, err
	}
	if empty {
		if err := h.nobodyYet(ctx); err != nil {
			h.close()
			return nil, err
		}
	}
	return h, nil
}

// nobodyYet refuses a database that somebody works with.
func (h *house) nobodyYet(ctx context.Context) error {
	users, err := h.db.Users(ctx)
	if err == nil && len(users) > 0 {
		err = errors.New("the database has users already; --demo invents people and cases and wants an empty one. Name another with --database, or leave --demo out")
	}
	return err
}

func (h *house) close() {
	defer h.release()
	if err := h.db.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "dixian: closing the database:", err)
	}
}

// firstAdministrator makes the first account of a new system and tells its
// one-time password, here and never again.
func (h *house) firstAdministrator(ctx context.Context) error {
	login, password, created, err := h.desk.Bootstrap(ctx)
	if err != nil || !created {
		return err
	}
	fmt.Printf("A new system in %s. Sign in once with\n\n    login     %s\n    password  %s\n\nand choose a password of your own. This one is shown here only.\n\n", h.data, login, password)
	return nil
}
