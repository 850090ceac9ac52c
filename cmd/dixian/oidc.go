package main

import (
	"errors"
	"strings"

	"dixian/access/oidc"
)

// oidcFlags say where users may sign in, too: a provider of OpenID Connect.
type oidcFlags struct {
	Issuer string `env:"DIXIAN_OIDC_ISSUER" placeholder:"https://…" help:"Provider of OpenID Connect where users may sign in, as it calls itself; needs --public-url, whose address with /api/oidc/callback behind it must be registered there."`
	Client string `env:"DIXIAN_OIDC_CLIENT" help:"What this server is called at the provider."`
	Secret string `env:"DIXIAN_OIDC_SECRET" help:"Its secret there; better in DIXIAN_OIDC_SECRET than on the command line. None: a public client."`
	Claim  string `env:"DIXIAN_OIDC_CLAIM" default:"preferred_username" help:"Claim of the ID token that names the login. No account is made for a name that has none."`
	Only   bool   `help:"Leave signing in by password to the three administrators."`
}

// open is the provider; nil where none is named.
func (f *oidcFlags) open(public string) (*oidc.Provider, error) {
	if f.Issuer == "" {
		if f.Only {
			return nil, errors.New("--oidc-only without --oidc-issuer would let nobody sign in but administrators; name the provider")
		}
		return nil, nil
	}
	redirect := ""
	if public != "" {
		redirect = strings.TrimSuffix(public, "/") + "/api/oidc/callback"
	}
	return oidc.Open(oidc.Config{Issuer: f.Issuer, ClientID: f.Client, ClientSecret: f.Secret, Claim: f.Claim, Redirect: redirect})
}
