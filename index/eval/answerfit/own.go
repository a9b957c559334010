package answerfit

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/index/eval/verdict"
)

// rowsFile is the file of a small district's questions, as rows of a style, a question
// and its answer.
const rowsFile = "questions.txt"

// rowsAskedOn is the day on which rows are asked.
const rowsAskedOn = "2025-07-01"

// kindsOfStyles are the kinds of questions with long answers, by the styles of rows.
var kindsOfStyles = map[string]string{"why": "why", "how": "how", "definition": "definition"}

// figureText matches an answer that is a figure.
var figureText = regexp.MustCompile(`^\D{0,4}[0-9][0-9.,:]*\D{0,8}([0-9.]+\D{0,4}){0,2}$`)

// readRows reads rows of the form "style | question | answer". An answer is - for none;
// alternatives separated by /; or items of a list separated by +. A question after >> is
// a follow-up to the one before it; the answer is that of the last question.
func readRows(name string) (out []verdict.Gold, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(line, "|")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		style, question, answer := strings.TrimLeft(strings.TrimSpace(f[0]), "~"), strings.TrimSpace(f[1]), strings.TrimSpace(f[2])
		g := verdict.Gold{ID: fmt.Sprintf("%s-%d", style, len(out)+1), Question: question, Kind: "other", AskedOn: rowsAskedOn}
		if kind := kindsOfStyles[style]; kind != "" {
			g.Kind = kind
		}
		switch items := strings.Split(answer, "+"); {
		case answer == "-":
		case len(items) > 1:
			g.Answerable, g.Kind, g.Answers, g.Items, g.Contains = true, "list", items[:1], verdict.Items{items}, items
		default:
			g.Answerable, g.Answers = true, strings.Split(answer, "/")
			if len(g.Answers) == 1 {
				g.Contains = g.Answers
			}
			if figureText.MatchString(g.Answers[0]) && utf8.RuneCountInString(g.Answers[0]) < 16 {
				g.Kind = "quantity"
			}
		}
		if before, last, ok := strings.Cut(question, ">>"); ok {
			turns := g
			turns.Question = strings.TrimSpace(last)
			g.Turns = []verdict.Gold{{Question: strings.TrimSpace(before), Kind: unjudged, AskedOn: rowsAskedOn}, turns}
		}
		out = append(out, g)
	}
	return out, nil
}

// unjudged is the kind of a question that is only asked for its follow-up.
const unjudged = "unjudged"
