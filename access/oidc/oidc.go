// Package oidc lets users sign in at a provider that the house has (OpenID Connect):
// the code flow with PKCE, state and nonce.
//
// The provider proves who somebody is; who may do what stays here. A stated claim of
// the ID token names the login, and no account is ever made for a name that there is
// not.
//
// Sources: OpenID Connect Core 1.0, §3.1; RFC 7636 (PKCE); RFC 9700.
package oidc

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Config says which provider, and as whom we ask it.
type Config struct {
	Issuer       string // https://…, as the provider calls itself
	ClientID     string
	ClientSecret string // empty: a public client, PKCE alone
	Redirect     string // where the provider sends people back to, whole
	Claim        string // of the ID token, that names the login
}

// Provider is a provider that people sign in at. It is asked what it is when it is
// first needed: a server starts without it.
type Provider struct {
	config Config
	client *http.Client

	mu    sync.Mutex
	known *oidc.Provider
}

// answerTimeout is how long the provider may take for an answer.
const answerTimeout = 10 * time.Second

// Open checks a configuration.
func Open(c Config) (*Provider, error) {
	issuer, err := url.Parse(c.Issuer)
	switch {
	case err != nil || issuer.Host == "" || issuer.Scheme != "https" && !local(issuer):
		return nil, fmt.Errorf("the OpenID provider %q is not an https:// address; give the issuer as the provider calls itself", c.Issuer)
	case c.ClientID == "":
		return nil, errors.New("an OpenID provider needs the client's name there; set DIXIAN_OIDC_CLIENT")
	case c.Redirect == "":
		return nil, errors.New("an OpenID provider sends people back to an address that it knows; say with --public-url where phones and browsers reach this server")
	case c.Claim == "":
		return nil, errors.New("say with --oidc-claim which claim of the provider names the login")
	}
	return &Provider{config: c, client: &http.Client{Timeout: answerTimeout}}, nil
}

// local says whether an address is this machine's, where no other listens in.
func local(u *url.URL) bool { return u.Hostname() == "127.0.0.1" || u.Hostname() == "localhost" }

// provider is what discovery told; it is asked again until it answers once.
func (p *Provider) provider() (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known != nil {
		return p.known, nil
	}
	// Its keys are fetched with this context again and again.
	known, err := oidc.NewProvider(oidc.ClientContext(context.Background(), p.client), p.config.Issuer)
	if err != nil {
		return nil, fmt.Errorf("asking the OpenID provider what it is: %w", err)
	}
	p.known = known
	return known, nil
}

func (p *Provider) oauth(known *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.config.ClientID, ClientSecret: p.config.ClientSecret, Endpoint: known.Endpoint(), RedirectURL: p.config.Redirect,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}
}

// Attempt is one signing in under way. The browser that began it keeps it, and nobody
// else ends it.
type Attempt struct{ State, Nonce, Verifier string }

// String is an attempt as a cookie holds it; ReadAttempt reads it back.
func (a Attempt) String() string { return a.State + "." + a.Nonce + "." + a.Verifier }

// ReadAttempt reads what String wrote; false: it is none.
func ReadAttempt(text string) (Attempt, bool) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || parts[0] == "" || parts[1] == "" || parts[2] == "" {
		return Attempt{}, false
	}
	return Attempt{parts[0], parts[1], parts[2]}, true
}

// Begin gives the address at the provider where somebody signs in.
func (p *Provider) Begin() (address string, a Attempt, err error) {
	known, err := p.provider()
	if err != nil {
		return "", a, err
	}
	a = Attempt{rand.Text(), rand.Text(), oauth2.GenerateVerifier()}
	return p.oauth(known).AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), a, nil
}

// Errors of an attempt that ends without a name.
var (
	ErrOther  = errors.New("this browser did not begin this signing in")
	ErrNoName = errors.New("the OpenID provider did not name a login")
)

// Finish takes what the provider sent back and gives the login that it vouches for.
// It fails with ErrOther, ErrNoName, or what is wrong with the provider's answer.
func (p *Provider) Finish(ctx context.Context, a Attempt, state, code string) (login string, err error) {
	if a.State == "" || subtle.ConstantTimeCompare([]byte(a.State), []byte(state)) != 1 {
		return "", ErrOther
	}
	known, err := p.provider()
	if err != nil {
		return "", err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := p.oauth(known).Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return "", errors.New("the OpenID provider gave no token for the code") // its answer may hold secrets
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := known.Verifier(&oidc.Config{ClientID: p.config.ClientID}).Verify(ctx, raw)
	if err != nil {
		return "", fmt.Errorf("the OpenID provider's ID token does not hold: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(a.Nonce)) != 1 {
		return "", errors.New("the OpenID provider's ID token is of another signing in")
	}
	claims := map[string]any{}
	if err := id.Claims(&claims); err != nil {
		return "", fmt.Errorf("reading the ID token's claims: %w", err)
	}
	if login, _ = claims[p.config.Claim].(string); login == "" {
		return "", ErrNoName
	}
	if verified, told := claims["email_verified"].(bool); p.config.Claim == "email" && told && !verified {
		return "", ErrNoName
	}
	return login, nil
}
