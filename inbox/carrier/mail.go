package carrier

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/mail"
	"net/smtp"
	"net/url"
	"time"

	"dixian/inbox"
)

// relay sends mail by a relay of the office's network.
type relay struct {
	host   string // with port
	from   string
	domain string
	auth   smtp.Auth // nil: the relay asks for none
}

func openMail(address string) (inbox.Carrier, error) {
	wants := errors.New("a mail carrier wants mail:smtp://relay:25?from=dixian@example.gov.cn&domain=example.gov.cn")
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "smtp" || u.Hostname() == "" || u.Port() == "" {
		return nil, wants
	}
	m := &relay{host: u.Host, from: u.Query().Get("from"), domain: u.Query().Get("domain")}
	if _, err := mail.ParseAddress(m.from); err != nil || m.domain == "" {
		return nil, wants
	}
	if secret, with := u.User.Password(); with {
		m.auth = smtp.PlainAuth("", u.User.Username(), secret, u.Hostname())
	}
	return m, nil
}

// Carry sends one mail. It speaks TLS where the relay offers it.
func (m *relay) Carry(ctx context.Context, login, sentence string) error {
	conn, err := (&net.Dialer{Timeout: timeout}).DialContext(ctx, "tcp", m.host)
	if err != nil {
		return errors.New("the mail relay did not answer")
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(timeout)); err != nil {
		return err
	}
	to := login + "@" + m.domain
	if err := m.send(conn, to, letter(m.from, to, sentence)); err != nil {
		return fmt.Errorf("the mail relay did not take the mail: %w", err)
	}
	return nil
}

func (m *relay) send(conn net.Conn, to string, text []byte) error {
	host, _, err := net.SplitHostPort(m.host)
	if err != nil {
		return err
	}
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		return err
	}
	if offered, _ := c.Extension("STARTTLS"); offered {
		if err := c.StartTLS(&tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}); err != nil {
			return err
		}
	}
	if m.auth != nil {
		if err := c.Auth(m.auth); err != nil {
			return err
		}
	}
	if err := c.Mail(m.from); err != nil {
		return err
	}
	if err := c.Rcpt(to); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(text); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return c.Quit()
}

// letter is a mail of one sentence.
func letter(from, to, sentence string) []byte {
	return fmt.Appendf(nil, "From: %s\r\nTo: %s\r\nSubject: %s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n",
		from, to, mime.BEncoding.Encode("utf-8", "底线：有事项待办"), base64.StdEncoding.EncodeToString([]byte(sentence)))
}
