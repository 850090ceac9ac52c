package registry

import (
	"context"
	"time"

	"dixian/calendar"
	"dixian/division"
)

// Store keeps households and persons. IDs and phones are encrypted at rest; the
// Masked form is what ordinary reading gives.
type Store interface {
	// Atomically runs do in one transaction; every call with the context it is
	// given belongs to it.
	Atomically(ctx context.Context, do func(ctx context.Context) error) error

	// Replace lays the first registry, or adds households that are not there yet;
	// those that are there already are left alone and counted.
	Replace(ctx context.Context, households []Household) (added, kept int, err error)
	// Household fails with access.ErrNotFound; unmasked gives numbers and phone whole.
	Household(ctx context.Context, code string, unmasked bool) (*Household, error)
	// Households reads many; what is not there is left out.
	Households(ctx context.Context, codes []string, unmasked bool) (map[string]*Household, error)
	// HouseholdsIn reads all households below a division, by code, numbers whole.
	HouseholdsIn(ctx context.Context, under division.Code) ([]*Household, error)
	// HouseholdPage reads a page of households with their members.
	HouseholdPage(ctx context.Context, p Page) ([]*Household, error)
	// CountHouseholds counts the households of a scope that are not merged away, for
	// each division of a level.
	CountHouseholds(ctx context.Context, scope []division.Code, level division.Level) (map[division.Code]int, error)
	// HouseholdsByNumber finds the codes of households in the scope that a person with
	// the whole number belongs to.
	HouseholdsByNumber(ctx context.Context, number string, scope []division.Code) ([]string, error)
	// CasesOf gives the numbers of the households' cases, oldest first; open: only
	// those that still take alerts.
	CasesOf(ctx context.Context, codes []string, open bool) (map[string][]int64, error)
	// Monitored writes what a decision made of a household.
	Monitored(ctx context.Context, code, objectType string, cleared bool) error

	// Search finds households in the scope of the query, by name or code, in order,
	// from its cursor on.
	Search(ctx context.Context, q Query) ([]Found, error)
	// ByNumber and ByPhone find by the whole number, ID or provisional, and the whole
	// phone.
	ByNumber(ctx context.Context, number string, scope []division.Code, limit int) ([]Found, error)
	ByPhone(ctx context.Context, phone string, scope []division.Code, limit int) ([]Found, error)

	// AddLook writes down that somebody looked; a second opening of the page by the
	// same person on the same day is not written again.
	AddLook(ctx context.Context, l *Look) error
	// AddLooks writes many looks down, each.
	AddLooks(ctx context.Context, looks []*Look) error
	// Looks gives who looked at a household, newest first.
	Looks(ctx context.Context, household string, limit int) ([]Look, error)

	// CreateBatch fills in ID and Version 1; SaveBatch raises the version, for a batch
	// read in the same transaction. Batch fails with access.ErrNotFound, outside the
	// scope too. Batches come newest first.
	CreateBatch(ctx context.Context, b *Batch) error
	SaveBatch(ctx context.Context, b *Batch) error
	Batch(ctx context.Context, id int64, scope []Reach) (*Batch, error)
	Batches(ctx context.Context, f BatchFilter) ([]*Batch, error)
	// AddPart keeps a piece of a batch's file, sealed; Parts gives the pieces in order.
	AddPart(ctx context.Context, batch int64, kind string, part int, data []byte) error
	Parts(ctx context.Context, batch int64, kind string, each func(data []byte) error) error
	// AddBadRows, BadRows and SaveBadRow keep rows in quarantine, by line.
	AddBadRows(ctx context.Context, rows []BadRow) error
	BadRows(ctx context.Context, batch int64, after, limit int) ([]BadRow, error)
	// Waiting counts the rows of batches that are still in quarantine; Began is when
	// each county brought its first file.
	Waiting(ctx context.Context, batches []int64) (map[int64]int, error)
	Began(ctx context.Context, scope []division.Code) (map[division.Code]time.Time, error)
	SaveBadRow(ctx context.Context, r BadRow) error
	// Purge deletes the files and bad rows of batches uploaded before a moment, and
	// the accepted rows of those that do not count any more; it gives their numbers.
	Purge(ctx context.Context, before, now time.Time) ([]int64, error)
	// Mappings lists the saved ones of a county; SaveMapping replaces one.
	Mappings(ctx context.Context, county division.Code) ([]Mapping, error)
	SaveMapping(ctx context.Context, m Mapping) error

	// CreateRequests fills in IDs and Version 1; SaveRequests writes decisions, for
	// requests read in the same transaction. Request fails with access.ErrNotFound,
	// outside the scope too. Requests come newest first, or oldest
	// first if the filter says so.
	CreateRequests(ctx context.Context, requests []*Request) error
	SaveRequests(ctx context.Context, requests []*Request) error
	Request(ctx context.Context, id int64, scope []division.Code) (*Request, error)
	Requests(ctx context.Context, f RequestFilter) ([]*Request, error)
	CountRequests(ctx context.Context, f RequestFilter) (int, error)
	// RequestGroups counts the pending requests of a filter by batch and group.
	RequestGroups(ctx context.Context, f RequestFilter) ([]Group, error)

	// Holders gives the households where ID numbers stand, by number.
	Holders(ctx context.Context, numbers []string) (map[string][]string, error)
	// Apply writes new versions of households with their revisions, and the stays and
	// links they leave. Marks of cases (Monitored) are not touched.
	Apply(ctx context.Context, a Applied) error
	// RevisionsOf gives what a request did.
	RevisionsOf(ctx context.Context, request int64) ([]Revision, error)

	// Stays, Revisions and Links give a household's past; numbers in stays are
	// masked, those in revisions are not.
	Stays(ctx context.Context, household string) ([]Stay, error)
	Revisions(ctx context.Context, household string) ([]Revision, error)
	Links(ctx context.Context, household string) ([]Link, error)
}

// Look is one look at a household.
type Look struct {
	Household string
	At        int64 // nanoseconds since 1970 UTC
	Day       calendar.Date
	User      string // login
	Name      string
	What      string // LookedAtPage, LookedAtCase, LookedUnmasked, LookedPrinted
	Field     string // that was shown whole; the kind of document that was printed
	Reason    string
}

// What somebody looked at.
const (
	LookedAtPage   = "page"
	LookedAtCase   = "case"
	LookedUnmasked = "unmask"
	LookedPrinted  = "print"
)
