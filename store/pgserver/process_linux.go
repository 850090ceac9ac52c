package pgserver

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"runtime"
	"strconv"
	"syscall"
)

// stranger is the user that root's servers run as, because postgres refuses root.
func stranger() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("postgres refuses to run as root and there is no user postgres: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}

// giveAway makes the directory the server user's.
func giveAway(dir string) error {
	c, err := stranger()
	if err != nil || c == nil {
		return err
	}
	return os.Chown(dir, int(c.Uid), int(c.Gid))
}

// as lets a command run as the server user, in its directory. It dies with the
// thread that starts it.
func as(cmd *exec.Cmd, dir string) *exec.Cmd {
	c, _ := stranger() // giveAway has told
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c, Pdeathsig: syscall.SIGQUIT}
	return cmd
}

// launch starts the server from a thread that lasts as long as it does: the
// kernel ends it with the thread, so also when this process is killed.
func (s *server) launch(cmd *exec.Cmd) error {
	up := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		up <- err
		if err == nil {
			_ = cmd.Wait()
			close(s.ended)
		}
	}()
	s.stop = func() { _ = cmd.Process.Signal(syscall.SIGQUIT) }
	return <-up
}
