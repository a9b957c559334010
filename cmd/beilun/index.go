package main

import (
	"context"
	"errors"
	"fmt"
)

const indexUsage = `beilun index [-releases PATH[,PATH]] [-index DIR]

brings the index in DIR (BEILUN_INDEX) in step with the releases at PATH
(BEILUN_RELEASES) and prints what changed.
`

func runIndex(ctx context.Context, e *env) (err error) {
	fs := flags("index")
	paths := fs.String("releases", "", "")
	dir := fs.String("index", "", "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return errUsage
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	if *paths != "" {
		c.releases = splitList(*paths)
	}
	if *dir != "" {
		c.index = *dir
	}
	if len(c.releases) == 0 {
		return usagef("no releases: set BEILUN_RELEASES or give -releases; the built-in ones need no index")
	}
	x, changes, err := openIndex(ctx, e, c, nil, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	_, err = fmt.Fprintf(e.stdout, "new %d, changed %d, same %d, gone %d, refused %d; %d releases, %d passages\n",
		len(changes.New), len(changes.Changed), len(changes.Same), len(changes.Gone), len(changes.Refused), len(x.Releases()), x.Passages())
	return err
}
