package casework_test

import (
	"os"
	"testing"

	"dixian/store/pgserver"
)

func TestMain(m *testing.M) {
	code := m.Run()
	pgserver.Stop()
	os.Exit(code)
}
