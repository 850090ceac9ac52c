package server

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"dixian/access/oidc"
)

// issuer is a small provider of OpenID Connect: discovery, keys, codes that its
// authorization endpoint gives for the asking, tokens with a real signature.
type issuer struct {
	t    *testing.T
	http *httptest.Server
	key  *rsa.PrivateKey // that it publishes
	sign *rsa.PrivateKey // that it signs with

	mu     sync.Mutex
	codes  map[string]url.Values // what was asked with each
	claims map[string]any        // over those that are right
	secret string                // what the client shall know
}

// keys are made once: making one takes long.
var keys = sync.OnceValue(func() [2]*rsa.PrivateKey {
	var out [2]*rsa.PrivateKey
	for i := range out {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		out[i] = key
	}
	return out
})

func newIssuer(t *testing.T) *issuer {
	i := &issuer{t: t, key: keys()[0], sign: keys()[0], codes: map[string]url.Values{}, claims: map[string]any{}, secret: "s3cret"}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", i.discovery)
	mux.HandleFunc("GET /keys", i.published)
	mux.HandleFunc("GET /authorize", i.authorize)
	mux.HandleFunc("POST /token", i.token)
	i.http = httptest.NewServer(mux)
	t.Cleanup(i.http.Close)
	return i
}

func (i *issuer) discovery(w http.ResponseWriter, _ *http.Request) {
	at := i.http.URL
	_ = json.NewEncoder(w).Encode(map[string]any{"issuer": at, "authorization_endpoint": at + "/authorize", "token_endpoint": at + "/token", "jwks_uri": at + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
}

func (i *issuer) published(w http.ResponseWriter, _ *http.Request) {
	b64 := base64.RawURLEncoding.EncodeToString
	_ = json.NewEncoder(w).Encode(map[string]any{"keys": []any{map[string]string{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "k", "n": b64(i.key.N.Bytes()), "e": b64(big.NewInt(int64(i.key.E)).Bytes())}}})
}

// authorize lets everybody in.
func (i *issuer) authorize(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	q := r.URL.Query()
	code := rand.Text()
	i.codes[code] = q
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+url.Values{"code": {code}, "state": {q.Get("state")}}.Encode(), http.StatusFound)
}

func (i *issuer) token(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	asked, known := i.codes[r.FormValue("code")]
	delete(i.codes, r.FormValue("code"))
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	id, secret, _ := r.BasicAuth()
	if !known || asked.Get("code_challenge_method") != "S256" || asked.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(sum[:]) ||
		id != "dixian" || secret != i.secret || r.FormValue("redirect_uri") != asked.Get("redirect_uri") {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims := map[string]any{"iss": i.http.URL, "aud": "dixian", "sub": "1", "exp": time.Now().Add(time.Minute).Unix(), "iat": time.Now().Unix(), "nonce": asked.Get("nonce"), "preferred_username": "County_Clerk"}
	maps.Copy(claims, i.claims)
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": i.signed(claims)})
}

// signed is a JWT. Source: RFC 7515, RFC 7519.
func (i *issuer) signed(claims map[string]any) string {
	b64 := base64.RawURLEncoding.EncodeToString
	body, err := json.Marshal(claims)
	must(i.t, err)
	text := b64([]byte(`{"alg":"RS256","kid":"k"}`)) + "." + b64(body)
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, i.sign, crypto.SHA256, sum[:])
	must(i.t, err)
	return text + "." + b64(signature)
}

// provided is a world whose users may sign in at an issuer.
func provided(t *testing.T) (*world, *issuer) {
	w, i := newWorld(t), newIssuer(t)
	p, err := oidc.Open(oidc.Config{Issuer: i.http.URL, ClientID: "dixian", ClientSecret: "s3cret", Redirect: w.http.URL + "/api/oidc/callback", Claim: "preferred_username"})
	must(t, err)
	w.server.OIDC = p
	return w, i
}

// step follows one redirect by hand.
func (c *client) step(address string) string {
	c.w.t.Helper()
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := c.http.Get(address)
	must(c.w.t, err)
	resp.Body.Close()
	if resp.StatusCode != http.StatusFound {
		c.w.t.Fatalf("%s: %s", address, resp.Status)
	}
	return resp.Header.Get("Location")
}

// through goes to the provider and back, and tells where it ends.
func (c *client) through() string {
	return c.step(c.step(c.step(c.w.http.URL + "/api/oidc/start")))
}

func TestSigningInAtAProviderIsRefused(t *testing.T) {
	w, i := provided(t)
	w.user("county_clerk", someVillage)
	w.user("sysadmin", someVillage)
	away := w.userAs("away", "analyst", home)
	away.Disabled = true
	must(t, w.desk.UpdateUser(context.Background(), nil, away))
	for _, c := range []struct {
		says string
		make func()
		want string
	}{
		{"a name without an account", func() { i.claims["preferred_username"] = "nobody" }, "unknown"},
		{"an account that is disabled", func() { i.claims["preferred_username"] = "away" }, "unknown"},
		{"a token that names nobody", func() { i.claims["preferred_username"] = nil }, "unknown"},
		{"an administrator, who has a proof of the own", func() { i.claims["preferred_username"] = "sysadmin" }, "factor"},
		{"a token for another client", func() { i.claims["aud"] = "other" }, "failed"},
		{"a token of another issuer", func() { i.claims["iss"] = "https://else.example" }, "failed"},
		{"a token that has ended", func() { i.claims["exp"] = time.Now().Add(-time.Hour).Unix() }, "failed"},
		{"a token of another signing in", func() { i.claims["nonce"] = "x" }, "failed"},
		{"a token signed by another key", func() { i.sign = keys()[1] }, "failed"},
		{"a client that the provider does not know", func() { i.secret = "other" }, "failed"},
	} {
		t.Run(c.says, func(t *testing.T) {
			i.claims, i.sign, i.secret = map[string]any{}, i.key, "s3cret"
			c.make()
			who := w.client()
			if got := who.through(); got != "/login?sso="+c.want {
				t.Errorf("ends at %s", got)
			}
			if r := who.do("GET", "/api/me", nil); r.status != http.StatusUnauthorized {
				t.Errorf("signed in all the same: %s", r)
			}
		})
	}
	if users, err := w.db.Users(context.Background()); err != nil || len(users) != 3 {
		t.Errorf("%d users, %v: one was made", len(users), err)
	}
}

func TestOnlyTheBrowserThatBeganEndsASigningIn(t *testing.T) {
	w, _ := provided(t)
	w.user("county_clerk", someVillage)
	mine, other := w.client(), w.client()
	back := mine.step(mine.step(w.http.URL + "/api/oidc/start"))
	if got := other.step(back); got != "/login?sso=expired" {
		t.Errorf("a browser that began nothing: %s", got)
	}
	other.step(w.http.URL + "/api/oidc/start")
	if got := other.step(back); got != "/login?sso=expired" {
		t.Errorf("a browser that began another: %s", got)
	}
	if got := mine.step(w.http.URL + "/api/oidc/callback?error=access_denied"); got != "/login?sso=denied" {
		t.Errorf("whom the provider turned away: %s", got)
	}
}

func TestSigningInAtAProvider(t *testing.T) {
	w, _ := provided(t)
	w.user("county_clerk", someVillage)
	who := w.client()
	if got := who.through(); got != "/" {
		t.Fatalf("ends at %s", got)
	}
	if r := who.do("GET", "/api/me", nil); r.status != http.StatusOK || !strings.Contains(r.String(), `"login":"county_clerk"`) {
		t.Errorf("who: %s", r)
	}
	if told := w.told("sign_in"); !strings.Contains(told, "through the OpenID provider") {
		t.Errorf("the log tells: %s", told)
	}
	if strings.Contains(w.log.String(), "code=") || strings.Contains(w.log.String(), "state=") {
		t.Error("the log holds what the provider sent")
	}
}

// A one-time password that was never used loses its force at the provider's word.
func TestAOneTimePasswordEndsWithTheProvidersWord(t *testing.T) {
	w, i := provided(t)
	fresh := w.userAs("fresh", "analyst", home)
	oneTime, err := w.desk.ResetPassword(context.Background(), nil, fresh.ID)
	must(t, err)
	i.claims["preferred_username"] = "fresh"
	who := w.client()
	if got := who.through(); got != "/" {
		t.Fatalf("ends at %s", got)
	}
	if r := who.do("GET", "/api/overview", nil); r.status != http.StatusOK {
		t.Errorf("at work: %s", r)
	}
	if r := w.client().do("POST", "/api/login", map[string]any{"login": "fresh", "password": oneTime}); r.status != http.StatusUnauthorized {
		t.Errorf("the one-time password still holds: %s", r)
	}
}

func TestPasswordsAreSwitchedOffButForAdministrators(t *testing.T) {
	w, _ := provided(t)
	w.user("county_clerk", someVillage)
	w.user("sysadmin", someVillage)
	w.desk.PasswordsOff = true
	sign := func(login, password string) response {
		return w.client().do("POST", "/api/login", map[string]any{"login": login, "password": password})
	}
	if r := sign("county_clerk", password); r.status != http.StatusForbidden || !strings.Contains(r.String(), "统一登录") {
		t.Errorf("a clerk by password: %s", r)
	}
	if r := sign("county_clerk", "wrong-password"); r.status != http.StatusUnauthorized {
		t.Errorf("a wrong password learns nothing: %s", r)
	}
	if r := sign("sysadmin", password); r.status != http.StatusOK {
		t.Errorf("an administrator by password: %s", r)
	}
	var ways signInWays
	w.client().get("/api/login", &ways)
	if ways.Password || !ways.OIDC {
		t.Errorf("the ways: %+v", ways)
	}
}

func TestAServerWithoutAProviderHasNoWayThere(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"start", "callback"} {
		if r := w.client().do("GET", "/api/oidc/"+path, nil); r.status != http.StatusNotFound {
			t.Errorf("%s: %s", path, r)
		}
	}
}

// A provider that does not answer keeps nobody else from signing in.
func TestAProviderThatIsAway(t *testing.T) {
	w, i := provided(t)
	w.user("county_clerk", someVillage)
	i.http.Close()
	if got := w.client().step(w.http.URL + "/api/oidc/start"); got != "/login?sso=failed" {
		t.Errorf("ends at %s", got)
	}
	w.as("county_clerk")
}

func TestAProviderThatCannotBeOneIsRefused(t *testing.T) {
	good := oidc.Config{Issuer: "https://id.example", ClientID: "c", Redirect: "https://x.example/api/oidc/callback", Claim: "email"}
	for says, spoil := range map[string]func(c *oidc.Config){
		"plain http":      func(c *oidc.Config) { c.Issuer = "http://id.example" },
		"no address":      func(c *oidc.Config) { c.Issuer = "id" },
		"no client":       func(c *oidc.Config) { c.ClientID = "" },
		"nowhere to come": func(c *oidc.Config) { c.Redirect = "" },
		"no claim":        func(c *oidc.Config) { c.Claim = "" },
	} {
		c := good
		spoil(&c)
		if _, err := oidc.Open(c); err == nil {
			t.Error(says, "is taken")
		}
	}
	if _, err := oidc.Open(good); err != nil {
		t.Error(fmt.Errorf("a good one: %w", err))
	}
}
