// Command dixian screens a province for households about to fall back, and
// checks and explains the plan packages that say how.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"dixian/plan"
	"dixian/screening"
)

// cli is every command and its flags.
type cli struct {
	Screen   screenCmd        `cmd:"" help:"Compare the registry with the departments' extracts; write alerts, hits and findings."`
	Explain  explainCmd       `cmd:"" help:"Show a household's alerts as sums, or how far each rule is from firing."`
	Diff     diffCmd          `cmd:"" help:"What is new, gone and changed between two runs, and why."`
	Panel    panelCmd         `cmd:"" help:"Keep a screened province in a folder and change it batch by batch."`
	Simulate simulateCmd      `cmd:"" help:"What changed parameters would change, on a panel."`
	Serve    serveCmd         `cmd:"" help:"Serve the cases of a county: API and pages, over one data folder."`
	Purge    purgeCmd         `cmd:"" help:"Delete uploaded files and quarantined rows that are old enough, and prove it."`
	Backup   backupCmd        `cmd:"" help:"Write everything into one file, while the server runs."`
	Restore  restoreCmd       `cmd:"" help:"Make a system of a backup, in SQLite or PostgreSQL whichever it came from."`
	User     userCmd          `cmd:"" help:"Add, list, disable and unlock the people who sign in, or give one a new password; also while the server runs."`
	Keys     keysCmd          `cmd:"" help:"Change the keys that personal data is sealed with; also while the server runs."`
	Audit    auditCmd         `cmd:"" help:"Check that nobody has changed the log of what was done; also while the server runs."`
	Plan     planCmd          `cmd:"" help:"Check, test and print a plan package."`
	Synth    synthCmd         `cmd:"" help:"Write a synthetic province in the files of the data contract."`
	Version  kong.VersionFlag `help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c cli
	k := kong.Parse(&c,
		kong.Name("dixian"),
		kong.Description("Dixian 底线 keeps a plan against falling back into poverty: it screens, explains and accounts."),
		kong.UsageOnError(),
		kong.Vars{"version": "dixian " + screening.Version},
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	err := k.Run()
	if err == nil {
		return
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "dixian: stopped; nothing was written")
		os.Exit(130)
	}
	var ps plan.Problems
	if errors.As(err, &ps) {
		fmt.Fprintf(os.Stderr, "%s\ndixian: the plan package has %d problems\n", err, len(ps))
	} else {
		fmt.Fprintln(os.Stderr, "dixian:", err)
	}
	os.Exit(1)
}
