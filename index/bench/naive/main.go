// Command naive is the program that "beilun bench" compares beilun with: the program
// that one would write in an afternoon from the READMEs of gse and Bleve. It segments
// with gse's whole dictionary in search mode, indexes all fields with Bleve's
// defaults, searches with one match query and answers with the best paragraph. It is
// neither tuned nor crippled: punctuation is no token, and paragraphs are indexed in
// batches.
//
//	naive ask FOLDER QUESTION   answers from the releases in FOLDER, indexed in memory
//	naive serve FOLDER INDEX    is measured by beilun bench (see package wire)
//	naive cjk FOLDER INDEX      the same with Bleve's own analyzer for Chinese, pairs of characters
package main

import (
	"context"
	"fmt"
	"os"

	"beilun/index/bench/wire"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "naive:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 3 && args[0] == "ask":
		return ask(ctx, args[1], args[2])
	case len(args) == 3 && (args[0] == "serve" || args[0] == "cjk"):
		analyzer := ofGse
		if args[0] == "cjk" {
			analyzer = ofBleve
		}
		l, err := open(args[1], args[2], analyzer)
		if err != nil {
			return err
		}
		return wire.Serve(ctx, os.Stdin, os.Stdout, l)
	}
	return fmt.Errorf("usage: naive ask FOLDER QUESTION | naive serve FOLDER INDEX | naive cjk FOLDER INDEX")
}

func ask(ctx context.Context, folder, question string) error {
	l, err := open(folder, "", ofGse)
	if err != nil {
		return err
	}
	defer l.Close()
	if _, err := l.Index(ctx); err != nil {
		return err
	}
	hits, err := l.search(ctx, question)
	if err != nil {
		return err
	}
	if len(hits) == 0 {
		fmt.Println("不知道")
		return nil
	}
	f := hits[0].Fields
	fmt.Printf("%v\n—— %v，%v，《%v》\n", f["text"], f["source"], f["date"], f["title"])
	return nil
}
