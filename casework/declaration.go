package casework

import (
	"context"
	"time"

	"dixian/calendar"
	"dixian/division"
)

// The ways a declaration is made.
const (
	ByCode    = "扫码"
	ByHand    = "代填" // an official writes what the family says
	ByPhone   = "电话"
	BySpeech  = "口述"
	mostWords = 1000 // characters of free words
	mostFiles = 4
)

// Written are the ways in which an official writes for a family.
var Written = []string{ByHand, ByPhone, BySpeech}

// Troubles are what a page offers to tick, in plain words.
var Troubles = []string{"看病花钱多，负担重", "孩子上学有困难", "没有活干，收入少了", "房子不安全", "喝水有困难", "遭了灾、出了意外", "家里没有能干活的人", "别的难处"}

// Declaration is a family's own word that it is in trouble. It becomes a clue of
// its household at once where the number says which that is; else it waits until
// the town has found out, never to be settled there.
//
// Source: casework contract, "Declaration by a farmer".
type Declaration struct {
	ID        int64
	Version   int
	Village   division.Code
	Way       string
	Channel   string // FromHousehold or FromProxy
	At        time.Time
	Day       calendar.Date // T0 of its clue
	By        string        // login of who wrote it down; empty: the family itself
	ByName    string
	Household string // empty: not known yet
	CaseID    int64  // 0: it waits for the town, or was dismissed
	Again     bool   // the second within 60 days: it goes to the town
	Once      string // of the page it was sent from: sent twice it is one
	Receipt   string // the code that asks for its state
	Files     int    // recordings and photos

	DismissedOn  calendar.Date // 0: it was not
	DismissedBy  string        // name of who did
	DismissedFor string        // reason, their own words

	Name, Number, Phone string // of who declares, or whom it is declared for; Number empty: not at hand
	Troubles            []string
	Words               string
	Proxy, Relation     string // who declares for the family; empty: itself
	Consent             bool
}

// DeclaredFile is a recording of spoken words or a photo.
type DeclaredFile struct {
	MediaType string
	Data      []byte
}

// VillageCode is what the poster of a village leads to. A new one ends the old.
type VillageCode struct {
	Code    string
	Village division.Code
	MadeOn  calendar.Date
	MadeBy  string        // login
	EndedOn calendar.Date // 0: in force
}

// DeclarationState is how far a declaration has come.
type DeclarationState string

// A declaration waits for its household, oldest first in lists; or has a case, or
// was dismissed, newest first.
const (
	Waiting   DeclarationState = "waiting"
	Laid      DeclarationState = "laid"
	Dismissed DeclarationState = "dismissed"
)

// DeclarationFilter chooses declarations in a scope: of one case, or (0) of a state.
type DeclarationFilter struct {
	Scope  []division.Code
	CaseID int64
	State  DeclarationState
	After  int64 // keyset: numbers above, or below where the newest comes first
	Limit  int
}

// Declared chooses what is counted of the declarations since a day: those of a
// village, or those with one of the others, whole.
type Declared struct {
	Since                    calendar.Date
	Village                  division.Code
	Household, Number, Phone string
}

// DeclarationStore keeps declarations and what leads to them.
type DeclarationStore interface {
	// RenewVillageCode ends the code in force of the village and puts this in its place.
	RenewVillageCode(ctx context.Context, c *VillageCode) error
	// VillageCode is the one in force, or nil.
	VillageCode(ctx context.Context, village division.Code) (*VillageCode, error)
	// VillageByCode tells ended ones too; ErrNotFound.
	VillageByCode(ctx context.Context, code string) (*VillageCode, error)

	// CreateDeclaration fills in ID and Version 1.
	CreateDeclaration(ctx context.Context, d *Declaration, files []DeclaredFile) error
	// SaveDeclaration writes household, case and dismissal, if Version is the stored one; else
	// ErrStale.
	SaveDeclaration(ctx context.Context, d *Declaration) error
	// Declaration fails with ErrNotFound, outside the scope too.
	Declaration(ctx context.Context, id int64, scope []division.Code) (*Declaration, error)
	// DeclarationByReceipt fails with ErrNotFound; DeclarationOnce gives nil.
	DeclarationByReceipt(ctx context.Context, receipt string) (*Declaration, error)
	DeclarationOnce(ctx context.Context, once string) (*Declaration, error)
	Declarations(ctx context.Context, f DeclarationFilter) ([]*Declaration, error)
	CountDeclared(ctx context.Context, d Declared) (int, error)
	// DeclaredFile fails with ErrNotFound.
	DeclaredFile(ctx context.Context, declaration int64, part int) (*DeclaredFile, error)
}
