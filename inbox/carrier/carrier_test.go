package carrier

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sentence = "【底线】甲镇乙村第7号待入户，最迟6月14日。"

func TestAddressesThatAreNone(t *testing.T) {
	for _, address := range []string{"", "pigeon:post", "file:", "sms:gateway", "wecom:ftp://x/y", "mail:smtp://relay:25", "mail:smtp://relay?from=a@b&domain=c", "mail:smtp://relay:25?from=nobody&domain=c"} {
		if _, err := Open(address); err == nil {
			t.Errorf("%q is taken", address)
		}
	}
}

func TestAFileGetsALineEach(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.jsonl")
	c, err := Open("file:" + path)
	if err != nil {
		t.Fatal(err)
	}
	for _, login := range []string{"cun", "zhen"} {
		if err := c.Carry(t.Context(), login, sentence); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf(`{"to":"cun","text":%q}`+"\n"+`{"to":"zhen","text":%[1]q}`+"\n", sentence); string(text) != want {
		t.Errorf("%s", text)
	}
}

func TestOtherSystems(t *testing.T) {
	for _, c := range []struct {
		says, kind string
		status     int
		answer     string
		body       string // that was sent
		fault      string
	}{
		{"a gateway that fails", "sms", 502, "", "", "answered 502"},
		{"a robot that refuses says 200 and a code", "wecom", 200, `{"errcode":93000,"errmsg":"invalid webhook url"}`, "", "code 93000"},
		{"a gateway", "sms", 202, "ok", `{"to":"cun","text":"` + sentence + `"}`, ""},
		{"a robot of 企业微信", "wecom", 200, `{"errcode":0}`, `{"msgtype":"text","text":{"content":"` + sentence + `","mentioned_list":["cun"]}}`, ""},
		{"a robot of 钉钉", "dingtalk", 200, `{"errcode":0}`, `{"at":{"atUserIds":["cun"],"isAtAll":false},"msgtype":"text","text":{"content":"` + sentence + `"}}`, ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			sent := ""
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				text, _ := io.ReadAll(r.Body)
				sent = string(text)
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.answer)
			}))
			defer s.Close()
			carrier, err := Open(c.kind + ":" + s.URL + "/send?key=secret")
			if err != nil {
				t.Fatal(err)
			}
			err = carrier.Carry(t.Context(), "cun", sentence)
			if c.fault == "" && (err != nil || sent != c.body) {
				t.Errorf("%v; sent %s", err, sent)
			}
			if c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)) {
				t.Errorf("got %v, want %s", err, c.fault)
			}
		})
	}
}

func TestNoErrorTellsTheAddress(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	for _, address := range []string{"sms:" + s.URL + "/?key=secret", "mail:smtp://u:secret@" + strings.TrimPrefix(s.URL, "http://") + "?from=a@b.cn&domain=c.cn"} {
		carrier, err := Open(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := carrier.Carry(t.Context(), "cun", sentence); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%v", err)
		}
	}
}

func TestMail(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	got := make(chan string, 1)
	go func() { got <- relayOnce(l) }()
	carrier, err := Open("mail:smtp://" + l.Addr().String() + "?from=dixian@example.cn&domain=county.example.cn")
	if err != nil {
		t.Fatal(err)
	}
	if err := carrier.Carry(t.Context(), "cun", sentence); err != nil {
		t.Fatal(err)
	}
	said := <-got
	for _, want := range []string{"MAIL FROM:<dixian@example.cn>", "RCPT TO:<cun@county.example.cn>", "Content-Transfer-Encoding: base64"} {
		if !strings.Contains(said, want) {
			t.Errorf("without %s:\n%s", want, said)
		}
	}
}

// relayOnce is a relay that takes one mail, and gives what it was told.
func relayOnce(l net.Listener) string {
	conn, err := l.Accept()
	if err != nil {
		return err.Error()
	}
	defer conn.Close()
	var said strings.Builder
	in, data := bufio.NewScanner(conn), false
	fmt.Fprint(conn, "220 relay\r\n")
	for in.Scan() {
		said.WriteString(in.Text() + "\n")
		switch {
		case data && in.Text() != ".":
			continue
		case in.Text() == "DATA":
			data = true
			fmt.Fprint(conn, "354 go on\r\n")
			continue
		case in.Text() == "QUIT":
			fmt.Fprint(conn, "221 bye\r\n")
			return said.String()
		}
		data = false
		fmt.Fprint(conn, "250 ok\r\n")
	}
	return said.String()
}
