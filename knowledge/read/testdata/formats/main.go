// Command formats writes each release of articles.txtar as a file of every format
// that beilun reads: go run ./knowledge/read/testdata/formats -out DIR.
//
// It writes most files itself. Chromium and LibreOffice make the PDF files and
// one of the Word files. If they are not installed, it prints a line and leaves
// these files out. The tests read the files under files/ and need none of this.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"beilun/knowledge/read/testdata/formats/release"
)

func main() {
	articles := flag.String("articles", "knowledge/read/testdata/formats/articles.txtar", "`file` of the releases")
	out := flag.String("out", "", "`folder` to write to")
	tools := flag.Bool("tools", true, "make the files that need Chromium and LibreOffice, too")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*articles, *out, *tools); err != nil {
		fmt.Fprintln(os.Stderr, "formats:", err)
		os.Exit(1)
	}
}

// writers write the formats that need no other program.
var writers = []struct {
	ext   string
	write func(release.Release) ([]byte, error)
}{
	{".txt", plainText},
	{".18.txt", wrapped(18, "\n\n")},
	{".30.txt", wrapped(30, "\n")},
	{".md", markdown},
	{".html", sitePage},
	{".gov.html", governmentPage},
	{".wechat.html", wechatPage},
	{".mhtml", savedPage},
	{".docx", word},
}

func run(articles, out string, tools bool) error {
	data, err := os.ReadFile(articles)
	if err != nil {
		return err
	}
	releases, err := release.Load(data)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, r := range releases {
		for _, w := range writers {
			data, err := w.write(r)
			if err != nil {
				return fmt.Errorf("write %s%s: %w", r.Name, w.ext, err)
			}
			if err := os.WriteFile(filepath.Join(out, r.Name+w.ext), data, 0o644); err != nil {
				return err
			}
		}
	}
	if !tools {
		return nil
	}
	return errors.Join(chromium(releases, out), libreOffice(releases, out))
}
