package setup

import (
	"errors"
	"fmt"
	"html"
	"os"
	"os/exec"
	"runtime"
)

// errNoBrowser is the error of Browse where there is no browser.
var errNoBrowser = errors.New("there is no browser to open")

// Browse returns a function that opens an address in the browser of the desktop, or nil
// if the program does not run on one. getenv returns the value of an environment
// variable.
func Browse(getenv func(string) string) func(address string) error {
	desktop := getenv("SSH_CONNECTION") == "" && (runtime.GOOS != "linux" || getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != "")
	if !desktop {
		return nil
	}
	return open
}

// open opens an address. The browser is not waited for.
func open(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		page, err := writePage(address)
		if err != nil {
			return err
		}
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", page}
	}
	if _, err := exec.LookPath(name); err != nil {
		return errNoBrowser
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("open browser: %w", err)
	}
	return cmd.Process.Release()
}

// writePage writes a page that leads to address and returns its file, in the directory
// for temporary files. Windows opens addresses of at most 2,083 characters, but pages
// lead anywhere.
func writePage(address string) (file string, err error) {
	f, err := os.CreateTemp("", "beilun-*.html")
	if err != nil {
		return "", fmt.Errorf("write page for the browser: %w", err)
	}
	a := html.EscapeString(address)
	_, err = fmt.Fprintf(f, "<!doctype html><meta charset=utf-8><title>beilun</title><meta http-equiv=refresh content=\"0;url=%s\"><a href=\"%s\">api.slack.com</a>\n", a, a)
	return f.Name(), errors.Join(err, f.Close())
}
