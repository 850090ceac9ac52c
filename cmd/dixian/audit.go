package main

import (
	"context"
	"fmt"

	"dixian/audit"
)

type auditCmd struct {
	Verify auditVerifyCmd `cmd:"" help:"Walk the whole log and hold it against its sealed end."`
}

type auditVerifyCmd struct {
	place
	Head string `placeholder:"NUMBER:HASH" help:"An end of the log that this command printed earlier; the log must still have it."`
}

// Run checks the chain. It prints the log's end, which an auditor keeps elsewhere
// and holds against the log the next time.
func (c *auditVerifyCmd) Run(ctx context.Context) error {
	kept, err := parseHead(c.Head)
	if err != nil {
		return err
	}
	db, err := c.beside(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	n, err := audit.Verify(ctx, db)
	if err == nil {
		err = audit.Holds(ctx, db, kept)
	}
	if err != nil {
		return err
	}
	head, err := db.Head(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("%d entries, each in its place and none changed. The log ends with %d:%s\n", n, head.Seq, head.Hash)
	return nil
}

// parseHead reads NUMBER:HASH; an empty text is no end at all.
func parseHead(text string) (h audit.Head, err error) {
	if text == "" {
		return h, nil
	}
	if _, err := fmt.Sscanf(text, "%d:%64s", &h.Seq, &h.Hash); err != nil || h.Seq < 1 || len(h.Hash) != 64 {
		return h, fmt.Errorf("--head %q is not NUMBER:HASH as `dixian audit verify` prints it", text)
	}
	return h, nil
}
