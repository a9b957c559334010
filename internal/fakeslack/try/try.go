// Package try is a Slack to try the bot with by hand, without a workspace: it takes lines
// as what one person types, and prints what the bot posts, with its buttons by number.
// The command is internal/fakeslack/cmd/fakeslack.
package try

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"

	"beilun/internal/fakeslack"
)

// Run starts a fake Slack, prints the settings with which "beilun serve" finds it, and
// serves it until in ends or says quit, or ctx is done. Its arguments are those of the
// command; an error is one about them, or one of the files that they name.
func Run(ctx context.Context, args []string, in io.Reader, out io.Writer) (err error) {
	fs := flag.NewFlagSet("fakeslack", flag.ContinueOnError)
	address := fs.String("address", "127.0.0.1:0", "`host:port` to listen on; one of the loopback interface")
	env := fs.String("env", "", "`file` to write the settings to; one that exists is not overwritten")
	locale := fs.String("locale", "zh-CN", "language of the person, such as en-US")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("unknown argument %q; see -help", fs.Arg(0))
	}
	if !isLoopback(*address) {
		return fmt.Errorf("-address %s: anybody could type; name an address of this machine, such as 127.0.0.1:8080", *address)
	}
	srv, err := fakeslack.Start(fakeslack.Options{Address: *address, Locale: *locale})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, srv.Close()) }()
	settings := fmt.Sprintf("SLACK_API_URL=%s\nSLACK_BOT_TOKEN=%s\nSLACK_APP_TOKEN=%s\nBEILUN_ADMINS=%s\n", srv.URL(), fakeslack.BotToken, fakeslack.AppToken, person)
	if *env != "" {
		if err := writeNew(*env, settings); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%s\n%s", settings, usage)
	return newDesk(srv, out).serve(ctx, in)
}

// isLoopback reports whether only this machine reaches an address.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	return err == nil && (host == "localhost" || net.ParseIP(host).IsLoopback())
}

// writeNew writes a file that only its owner can read, unless there is one.
func writeNew(name, text string) (err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write the settings: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.WriteString(text); err != nil {
		return fmt.Errorf("write the settings: %w", err)
	}
	return nil
}
