//go:build !linux

package pgserver

import (
	"os"
	"os/exec"
)

func giveAway(string) error { return nil }

func as(cmd *exec.Cmd, dir string) *exec.Cmd {
	cmd.Dir = dir
	return cmd
}

// launch starts the server; only Linux ends it when this process is killed.
func (s *server) launch(cmd *exec.Cmd) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	s.stop = func() { _ = cmd.Process.Signal(os.Kill) }
	go func() {
		_ = cmd.Wait()
		close(s.ended)
	}()
	return nil
}
