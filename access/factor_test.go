package access_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"dixian/access"
)

// enrolled is a user with a second proof: the secret and the recovery codes.
func (d *desk) enrolled(t *testing.T, login string, grants ...access.Grant) (u *access.User, secret string, recovery []string) {
	t.Helper()
	u = d.user(t, login, grants...)
	secret, err := d.StartFactor(t.Context(), u, password)
	must(t, err)
	recovery, err = d.ConfirmFactor(t.Context(), u, d.code(t, secret))
	must(t, err)
	d.now = d.now.Add(time.Minute) // the first code is used
	return u, secret, recovery
}

// code is what the phone shows now.
func (d *desk) code(t *testing.T, secret string) string {
	t.Helper()
	code, err := access.CodeOf(secret, d.now)
	must(t, err)
	return code
}

func TestSigningInWithASecondProof(t *testing.T) {
	d := aDesk(t)
	_, secret, recovery := d.enrolled(t, "wang", cadre)
	for says, c := range map[string]struct {
		password, code string
		err            error
	}{
		"a wrong password is told nothing about the code": {"wrong-password", d.code(t, secret), access.ErrSignIn},
		"a right password alone is asked for the code":    {password, "", access.ErrCodeNeeded},
		"a wrong code is refused":                         {password, "000000", access.ErrCode},
		"a code of three minutes ago is refused":          {password, (&desk{Desk: d.Desk, now: d.now.Add(-3 * time.Minute)}).code(t, secret), access.ErrCode},
	} {
		if token, _, err := d.SignIn(t.Context(), "wang", c.password, c.code); token != "" || !errors.Is(err, c.err) {
			t.Errorf("%s: %v", says, err)
		}
	}
	shown := d.code(t, secret)
	if _, _, err := d.SignIn(t.Context(), "wang", password, shown[:3]+" "+shown[3:]); err != nil {
		t.Errorf("the code that the phone shows: %v", err)
	}
	if _, _, err := d.SignIn(t.Context(), "wang", password, shown); !errors.Is(err, access.ErrCode) {
		t.Errorf("a code serves twice: %v", err)
	}
	if _, _, err := d.SignIn(t.Context(), "wang", password, strings.ToLower(recovery[3])); err != nil {
		t.Errorf("a recovery code: %v", err)
	}
	if _, _, err := d.SignIn(t.Context(), "wang", password, recovery[3]); !errors.Is(err, access.ErrCode) {
		t.Errorf("a recovery code serves twice: %v", err)
	}
}

func TestGuessedCodesLockLikeGuessedPasswords(t *testing.T) {
	d := aDesk(t)
	_, secret, _ := d.enrolled(t, "wang", cadre)
	for range 10 { // who only has not typed a code yet is not guessing
		if _, _, err := d.SignIn(t.Context(), "wang", password, ""); !errors.Is(err, access.ErrCodeNeeded) {
			t.Fatal(err)
		}
	}
	for range access.MaxFailures {
		if _, _, err := d.SignIn(t.Context(), "wang", password, "000000"); !errors.Is(err, access.ErrCode) {
			t.Fatal(err)
		}
	}
	if _, _, err := d.SignIn(t.Context(), "wang", password, d.code(t, secret)); !errors.Is(err, access.ErrLocked) {
		t.Errorf("after %d guesses: %v", access.MaxFailures, err)
	}
}

func TestTurningTheSecondProofOnAndOff(t *testing.T) {
	d := aDesk(t)
	u := d.user(t, "wang", cadre)
	if _, err := d.StartFactor(t.Context(), u, "wrong-password"); !errors.Is(err, access.ErrSignIn) {
		t.Errorf("without the password: %v", err)
	}
	if _, err := d.ConfirmFactor(t.Context(), u, "123456"); !errors.Is(err, access.ErrFactorOff) {
		t.Errorf("a code before anything was begun: %v", err)
	}
	secret, err := d.StartFactor(t.Context(), u, password)
	must(t, err)
	if _, _, err := d.SignIn(t.Context(), "wang", password, ""); err != nil {
		t.Errorf("what is only begun is not asked for: %v", err)
	}
	if _, err := d.ConfirmFactor(t.Context(), u, "000000"); !errors.Is(err, access.ErrCode) {
		t.Errorf("a wrong first code: %v", err)
	}
	if link, err := url.Parse(access.FactorURI("wang", secret)); err != nil || link.Scheme != "otpauth" || link.Query().Get("secret") != secret {
		t.Errorf("%v %v", link, err)
	}
	recovery, err := d.ConfirmFactor(t.Context(), u, d.code(t, secret))
	must(t, err)
	if _, err := d.StartFactor(t.Context(), u, password); !errors.Is(err, access.ErrFactorOn) {
		t.Errorf("another over one that is on: %v", err)
	}
	if err := d.DropFactor(t.Context(), u, password, "000000"); !errors.Is(err, access.ErrCode) {
		t.Errorf("off without a code: %v", err)
	}
	must(t, d.DropFactor(t.Context(), u, password, recovery[0]))
	if _, _, err := d.SignIn(t.Context(), "wang", password, ""); err != nil {
		t.Errorf("after it was turned off: %v", err)
	}
}

func TestALostPhoneIsAnotherAdministratorsBusiness(t *testing.T) {
	d := aDesk(t)
	admin := d.user(t, "admin", access.Grant{Role: "sysadmin", Division: county})
	far := d.user(t, "far", access.Grant{Role: "sysadmin", Division: 520_400_000_000})
	u, _, _ := d.enrolled(t, "wang", cadre)
	token := d.signIn(t, "admin", password)
	if err := d.ResetFactor(t.Context(), admin, admin.ID); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("the own: %v", err)
	}
	if err := d.ResetFactor(t.Context(), far, u.ID); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("of another county: %v", err)
	}
	if err := d.ResetFactor(t.Context(), admin, far.ID); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("of another county's administrator: %v", err)
	}
	must(t, d.ResetFactor(t.Context(), admin, u.ID))
	if _, _, err := d.SignIn(t.Context(), "wang", password, ""); err != nil {
		t.Error(err)
	}
	if _, err := d.Current(t.Context(), token); err != nil {
		t.Errorf("somebody else's session: %v", err)
	}
}

func TestWhoMustHaveASecondProof(t *testing.T) {
	d := aDesk(t)
	d.FactorFor = []string{"auditor"}
	auditor, cadre := d.user(t, "auditor", access.Grant{Role: "auditor", Division: county}), d.user(t, "cadre", cadre)
	if !d.MustEnrol(auditor) || d.MustEnrol(cadre) {
		t.Error("the auditor must, the cadre may")
	}
	auditor.SecondFactor = true
	if d.MustEnrol(auditor) {
		t.Error("who has one owes none")
	}
}
