// Package carrier takes messages outside the house.
//
// Open makes a carrier of an address:
//
//	file:/var/spool/dixian.jsonl          a line of JSON each, for tests and for whoever sends on
//	sms:https://gateway/send              a text-message gateway: {"to": login, "text": …}
//	wecom:https://qyapi.weixin.qq.com/…   a robot of 企业微信, which names the person
//	dingtalk:https://oapi.dingtalk.com/…  a robot of 钉钉, likewise
//	mail:smtp://relay:25?from=a@b&domain=c  mail to login@c
//
// People are known outside by their login; whoever runs the gateway or the work
// chat keeps the phone numbers. Addresses hold secrets, so that no error repeats
// them.
package carrier

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dixian/inbox"
)

// timeout is how long another system may take to answer.
const timeout = 15 * time.Second

// Open makes a carrier of an address.
func Open(address string) (inbox.Carrier, error) {
	kind, rest, _ := strings.Cut(address, ":")
	switch kind {
	case "file":
		if rest == "" {
			return nil, fmt.Errorf("a file to carry messages to has a path: file:/var/spool/dixian.jsonl")
		}
		return &file{path: rest}, nil
	case "sms", "wecom", "dingtalk":
		if u, err := url.Parse(rest); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			return nil, fmt.Errorf("a carrier %s wants a web address: %s:https://…", kind, kind)
		}
		return &web{address: rest, body: bodies[kind], client: &http.Client{Timeout: timeout}}, nil
	case "mail":
		return openMail(rest)
	}
	return nil, fmt.Errorf("there is no carrier %q; name file, sms, wecom, dingtalk or mail", kind)
}
