package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
)

// answersTo returns which of the questions 问0, 问1, … were answered, in order.
func answersTo(posts []fakeslack.Post) (out []string) {
	for _, p := range posts {
		if _, rest, ok := strings.Cut(p.Text, "答：问"); ok {
			n, _, _ := strings.Cut(rest, "是")
			out = append(out, n)
		}
	}
	return out
}

func numbers(n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprint(i))
	}
	return out
}

// TestPerUser answers what a person asks too fast later and in order, says so once, and
// answers others meanwhile.
func TestPerUser(t *testing.T) {
	t.Parallel()
	for place, ask := range map[string]func(s *stage, i int) (fakeslack.Sent, error){
		"command": func(s *stage, i int) (fakeslack.Sent, error) { return s.People.Slash("C1", "U1", fmt.Sprint("问", i)) },
		"thread": func(s *stage, i int) (fakeslack.Sent, error) {
			return s.People.Mention(fakeslack.Message{Channel: "C1", ThreadTS: "1.1", User: "U1", Text: fmt.Sprintf("<@%s> 问%d", fakeslack.BotUser, i)})
		},
		"direct message": func(s *stage, i int) (fakeslack.Sent, error) {
			return s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: fmt.Sprint("问", i)})
		},
	} {
		t.Run(place, func(t *testing.T) {
			t.Parallel()
			const questions = 10
			s := start(t, Options{PerUser: 3, Speed: 60})
			sent := must[fakeslack.Sent](t)
			for i := range questions {
				sent(ask(s, i))
				if err := s.Deliveries.WaitAcks(within(t), i+1); err != nil {
					t.Fatal(err)
				}
			}
			asked := time.Now()
			sent(s.People.Slash("C1", "U2", "问别人"))
			waitFor(t, "answer to somebody else", func() bool { return slices.Contains(answersTo(s.Channels.Posts()), "别人") })
			if time.Since(asked) > time.Second {
				t.Error("somebody else had to wait")
			}
			waitFor(t, "answer to each question", func() bool { return len(answersTo(s.Channels.Posts())) == questions+1 })
			time.Sleep(50 * time.Millisecond) // in which no other may come
			posts := s.Channels.Posts()
			got := slices.DeleteFunc(answersTo(posts), func(n string) bool { return n == "别人" })
			if place == "command" { // each has an address of its own, and the three at once come in any order
				slices.Sort(got[:3])
			}
			if !slices.Equal(got, numbers(questions)) {
				t.Errorf("answered %v", got)
			}
			if n := saying(posts, message.WordsOf(false).Delivery.Later); n != 1 {
				t.Errorf("said %d times that it comes later", n)
			}
		})
	}
}

// TestFlood asks more than can be answered in time: what is not taken is counted to the
// person, all of it.
func TestFlood(t *testing.T) {
	t.Parallel()
	const questions = 60
	s := start(t, Options{PerUser: 1, Speed: 200}) // five minutes are one and a half seconds
	sent := must[fakeslack.Sent](t)
	for i := range questions {
		sent(s.People.Slash("C1", "U1", fmt.Sprint("问", i)))
	}
	if err := s.Deliveries.WaitAcks(within(t), questions); err != nil {
		t.Fatal(err)
	}
	format := message.WordsOf(false).Delivery.TooMany
	waitFor(t, "answer or word to each question", func() bool {
		posts := s.Channels.Posts()
		return len(answersTo(posts))+refused(posts, format) == questions
	})
	words, answers := 0, 0
	for _, p := range s.Channels.Posts() {
		var n int
		if _, err := fmt.Sscanf(p.Text, format, &n); err == nil {
			words++
		}
	}
	answers = len(answersTo(s.Channels.Posts()))
	if answers < 5 || answers > 15 || words == 0 || words > 8 {
		t.Errorf("%d answers, and %d words about the others", answers, words)
	}
}

// TestPacedThroughRestart answers what waits for its person's pace in the next process.
func TestPacedThroughRestart(t *testing.T) {
	t.Parallel()
	const questions = 6
	st := openState(t, state.Options{})
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	ask := func(s *stage, n int) {
		for i := range n {
			if _, err := s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: fmt.Sprint("问", i)}); err != nil {
				t.Fatal(err)
			}
			if err := s.Deliveries.WaitAcks(within(t), i+1); err != nil {
				t.Fatal(err)
			}
		}
	}
	s := startShared(t, srv, Options{PerUser: 2, Speed: 20, State: st})
	ask(s, questions)
	waitFor(t, "first answers", func() bool { return len(answersTo(s.Channels.Posts())) == 2 })
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	if n := len(answersTo(srv.Channels.Posts())); n != 2 {
		t.Fatalf("%d answers before the end of the process", n)
	}
	s = startShared(t, srv, Options{PerUser: 2, Speed: 20, State: st})
	waitFor(t, "answer to each question", func() bool { return len(answersTo(s.Channels.Posts())) == questions })
	time.Sleep(100 * time.Millisecond)
	if got := answersTo(s.Channels.Posts()); !slices.Equal(got, numbers(questions)) {
		t.Errorf("answered %v", got)
	}
}
