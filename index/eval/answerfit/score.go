package answerfit

import (
	"context"
	"errors"

	"beilun/index/answer"
)

// Score asks the questions of the districts in folders of the program as it is, one
// folder after the other, and counts the verdicts on the answers. The built-in weights
// may have been learned from these districts, so that new ones are answered worse: for
// them see [Fit].
func Score(ctx context.Context, folders ...string) (*Report, error) {
	r := &Report{}
	for _, dir := range folders {
		d, err := open(ctx, dir)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(r.ask(ctx, d, answer.Options{}), d.Close()); err != nil {
			return nil, err
		}
	}
	return r, nil
}
