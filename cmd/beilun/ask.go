package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"beilun/bot"
	"beilun/bot/message"
	"beilun/cmd/beilun/terminal"
	"beilun/index/answer"
	"beilun/index/answer/plain"
	"beilun/knowledge/district"
)

// hasty is the percentage of garbage collection of a command that soon ends: most of what
// it allocates stays until then. Of the time of a question to an index of 20,000 releases
// a fifth went into collecting next to nothing.
const hasty = 400

// ballast is memory in bytes that is never touched and so takes none. With it the first
// collection comes when the heap has grown by five times as much.
const ballast = 96 << 20

func runAsk(ctx context.Context, e *env) (err error) {
	fs := flags("ask")
	asJSON := fs.Bool("json", false, "")
	explain := fs.Bool("explain", false, "")
	paths := fs.String("releases", "", "")
	on := dayFlag(fs)
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	question := strings.Join(args, " ")
	if strings.TrimSpace(question) == "" {
		return arguments("args.question", terminal.Words().Example)
	}
	c, err := configOf(e, *paths, *on)
	if err != nil {
		return err
	}
	if e.getenv("GOGC") == "" {
		debug.SetGCPercent(hasty)
		unused := make([]byte, ballast)
		defer runtime.KeepAlive(unused)
	}
	var loading sync.WaitGroup
	loading.Go(answer.Load)
	x, err := readIndexFor(ctx, e, c, question)
	loading.Wait()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	if x.Passages() == 0 && c.on.IsZero() { // with -on, a day before the first release is no mistake
		return misuse("ask.nothing")
	}
	if said, err := bot.Polite(ctx, x, question); said != "" || err != nil {
		return e.printPolite(said, question, *asJSON, err)
	}
	ans, err := answer.New(x, answer.Options{Today: c.today(), Explain: *explain}).Follow(ctx, question, nil)
	if err != nil {
		return err
	}
	if *asJSON {
		err = terminal.PrintAnswerJSON(e.stdout, message.PlainAnswer(ans, plain.Form{}))
	} else {
		_, err = io.WriteString(e.stdout, terminal.Render(ans))
	}
	if err == nil && *explain && !*asJSON {
		err = printExplanation(e.stdout, ans, x.District())
	}
	if err == nil && ans.Outcome() == answer.Declined {
		return errDeclined
	}
	return err
}

// printPolite prints the reply to a greeting or to thanks, for which nothing is
// looked up. It returns err if that is not nil.
func (e *env) printPolite(said, question string, asJSON bool, err error) error {
	switch {
	case err != nil:
	case asJSON:
		err = terminal.PrintAnswerJSON(e.stdout, plain.Courtesy(question, said))
	default:
		_, err = fmt.Fprintln(e.stdout, terminal.Printable(said))
	}
	return err
}

// printExplanation prints, for a developer, how an answer was found, and the
// district d that it is about.
func printExplanation(out io.Writer, a *answer.Answer, d district.District) error {
	q, w := a.Query, terminal.Words()
	text := fmt.Sprintf("\n"+w.District+"\n", d)
	if len(d.Others) > 0 {
		text += fmt.Sprintf(w.OtherPlaces+"\n", strings.Join(d.Others, "、"))
	}
	text += fmt.Sprintf("query: %s\nnamed: %s; state: %s; relation: %s; change: %t\n", q, strings.Join(q.Named, ", "), q.State, q.Relation, q.Change)
	if a.Reason != "" {
		text += fmt.Sprintf("declined: %s\n", a.Reason)
	}
	if a.Explanation != nil {
		text += a.Explanation.String()
	}
	for _, l := range a.Rulings {
		text += fmt.Sprintf(w.Ruling+"\n", l)
	}
	_, err := io.WriteString(out, terminal.Printable(text))
	return err
}
